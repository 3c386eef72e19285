/* import_calendar_test.c - `ocop import calendar`: every row a day, wrong ones named by their line
 */
#include <jansson.h>

#include "common/base/identifier.h"
#include "fake_daemons.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum { COMMANDS_MAX = 8 };

/* A fake identity that remembers what it was sent. */
struct state {
	struct fakes fakes;
	char csv_path[64];
	size_t commands, days, most_in_one, working;
	uint8_t ids[COMMANDS_MAX][COMMAND_ID_SIZE_BYTES];
	char first_name[64], first_source[64];
	bool refuses;
};

static void refuse(Ocop__Common__V1__Reply *reply, struct arena *arena)
{
	Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));

	ocop__common__v1__refusal__init(refusal);
	refusal->code = OCOP__COMMON__V1__REFUSAL_CODE__REFUSAL_CODE_DATE_INVALID;
	refusal->field = (char *)"days[0].day";
	reply->refusals = arena_alloc(arena, sizeof(*reply->refusals));
	reply->refusals[0] = refusal;
	reply->n_refusals = 1;
	reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
}

static void answer_identity(void *context, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	if (fake_identity_answer(envelope, arena, reply))
		return;
	if (state->refuses) {
		refuse(reply, arena);
		return;
	}
	const Ocop__Identity__V1__RecordCalendarDays *record =
		(const void *)message_unpack(&ocop__identity__v1__record_calendar_days__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	memcpy(state->ids[state->commands++ % COMMANDS_MAX], envelope->id.data,
	       COMMAND_ID_SIZE_BYTES);
	state->days += record->n_days;
	state->most_in_one =
		record->n_days > state->most_in_one ? record->n_days : state->most_in_one;
	for (size_t i = 0; i < record->n_days; i++)
		state->working += record->days[i]->kind ==
				  OCOP__IDENTITY__V1__CALENDAR_DAY_KIND__CALENDAR_DAY_KIND_WORKING;
	snprintf(state->first_name, sizeof(state->first_name), "%s", record->days[0]->name_vi);
	snprintf(state->first_source, sizeof(state->first_source), "%s", record->days[0]->source);
	fake_accept(reply, &accepted.base, arena);
}

static int set_up(void **context)
{
	struct state *state = memory_alloc(sizeof(*state));

	fakes_init(&state->fakes);
	fakes_add(&state->fakes, "identity", answer_identity, state);
	fakes_run(&state->fakes);
	snprintf(state->csv_path, sizeof(state->csv_path), "%s/csv", state->fakes.directory);
	*context = state;
	return 0;
}

static int tear_down(void **context)
{
	struct state *state = *context;

	unlink(state->csv_path);
	fakes_deinit(&state->fakes);
	memory_free(state);
	return 0;
}

/* Imports a file of these lines. */
static int import_lines(struct state *state, const char *head, const char *rows)
{
	FILE *file = fopen(state->csv_path, "w");

	assert_non_null(file);
	fprintf(file, "%s\n%s", head, rows);
	fclose(file);
	return fakes_ocop(&state->fakes, "import", "calendar", state->csv_path, "--json", NULL);
}

static const char head[] = "day,kind,name_vi,name_en,source";

static json_int_t reported_days(const struct state *state)
{
	json_t *report = json_loads(state->fakes.output, 0, NULL);
	json_int_t days = json_integer_value(json_object_get(report, "days"));

	json_decref(report);
	return days;
}

static void rows_become_days_of_their_kinds(void **context)
{
	struct state *state = *context;

	assert_int_equal(import_lines(state, head,
				      "2026-08-31,holiday,\"Nghỉ, làm bù\",Day off,9441/TB-BNV\n"
				      "2026-08-22,working,Làm bù,Worked,9441/TB-BNV\n"
				      "2026-08-23,ordinary,,,9441/TB-BNV\n"),
			 EXIT_DONE);
	assert_int_equal(reported_days(state), 3);
	assert_int_equal(state->days, 3);
	assert_int_equal(state->working, 1);
	assert_string_equal(state->first_name, "Nghỉ, làm bù");
	assert_string_equal(state->first_source, "9441/TB-BNV");
}

/* A day edited by hand since is written again: the command is another one. */
static void same_file_again_is_another_command(void **context)
{
	struct state *state = *context;
	static const char row[] = "2026-09-02,holiday,Quốc khánh,National Day,Điều 112\n";

	assert_int_equal(import_lines(state, head, row), EXIT_DONE);
	assert_int_equal(import_lines(state, head, row), EXIT_DONE);
	assert_int_equal(state->commands, 2);
	assert_memory_not_equal(state->ids[0], state->ids[1], COMMAND_ID_SIZE_BYTES);
}

static void days_of_the_country_go_in(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "import", "calendar",
				    SOURCE_DIR "/deploy/calendar/holidays.csv", NULL),
			 EXIT_DONE);
	assert_true(state->days >= 4 * 11); /* article 112 has eleven a year */
	assert_non_null(strstr(state->fakes.output, " days\n"));
}

static void more_days_than_a_command_takes_are_parted(void **context)
{
	struct state *state = *context;
	static char rows[64 * 1024];
	size_t length = 0;

	for (int i = 0; i < 401; i++)
		length += (size_t)snprintf(rows + length, sizeof(rows) - length,
					   "20%02d-%02d-%02d,holiday,a,b,c\n", 26 + i / 336,
					   i % 336 / 28 + 1, i % 28 + 1);
	assert_int_equal(import_lines(state, head, rows), EXIT_DONE);
	assert_int_equal(state->days, 401);
	assert_int_equal(state->most_in_one, 400);
	assert_int_equal(reported_days(state), 401);
}

static void wrong_file_sends_nothing(void **context)
{
	struct state *state = *context;

	assert_int_equal(import_lines(state, "day,kind,name_vi,source", "2026-09-02,holiday,a,b\n"),
			 EXIT_USAGE);
	assert_int_equal(import_lines(state, head, "2026-09-02,party,a,b,c\n"), EXIT_USAGE);
	assert_int_equal(fakes_ocop(&state->fakes, "import", "calendar", "/nowhere", NULL),
			 EXIT_USAGE);
	assert_int_equal(state->commands, 0);
}

static void refusal_ends_with_its_status(void **context)
{
	struct state *state = *context;

	state->refuses = true;
	assert_int_equal(import_lines(state, head, "2026-02-30,holiday,a,b,c\n"), EXIT_NOT_ALLOWED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(rows_become_days_of_their_kinds),
		TEST(same_file_again_is_another_command),
		TEST(days_of_the_country_go_in),
		TEST(more_days_than_a_command_takes_are_parted),
		TEST(wrong_file_sends_nothing),
		TEST(refusal_ends_with_its_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
