/* event_types_test.c - every event that proto/ defines is known */
#include "cli/event_types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const services[] = {"identity",      "registration", "scoring",
				       "certification", "market",       "notification"};

static size_t check_service(const char *service)
{
	char path[256], line[256], name[128], full[256];
	size_t count = 0;

	snprintf(path, sizeof(path), SOURCE_DIR "/proto/ocop/%s/v1/events.proto", service);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL) {
		if (sscanf(line, "message %127[A-Za-z0-9] {", name) != 1)
			continue;
		snprintf(full, sizeof(full), "ocop.%s.v1.%s", service, name);
		if (event_type_find(full) == NULL)
			fail_msg("%s is missing", full);
		count++;
	}
	fclose(file);
	return count;
}

static void every_event_of_proto_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++)
		assert_true(check_service(services[i]) > 0);
	assert_null(event_type_find("ocop.market.v1.SearchListings"));
}

static void list_of_types_matches_full_and_short_names(void **state)
{
	const char *type = "ocop.identity.v1.ShardAdded";

	(void)state;
	assert_true(event_type_matches(type, "ShardAdded"));
	assert_true(event_type_matches(type, "ClockMoved,ShardAdded"));
	assert_true(event_type_matches(type, "ocop.identity.v1.ShardAdded,ClockMoved"));
	assert_false(event_type_matches(type, "Shard"));
	assert_false(event_type_matches(type, "ShardAddedToo,ClockMoved"));
	assert_false(event_type_matches(type, "ocop.market.v1.ShardAdded"));
	assert_false(event_type_matches(type, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_event_of_proto_is_known),
		cmocka_unit_test(list_of_types_matches_full_and_short_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
