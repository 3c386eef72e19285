/* import_products_test.c - `ocop import products` and `import units`: every row told what became of
 * it, the same rows the same commands */
#include <jansson.h>

#include "common/base/identifier.h"
#include "fake_daemons.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"

enum { COMMANDS_MAX = 512 };

/* A fake registration and identity that remember ids and refuse a producer named "refused". */
struct state {
	struct fakes fakes;
	uint8_t ids[COMMANDS_MAX][COMMAND_ID_SIZE_BYTES];
	size_t id_count;
	size_t with_token;
	size_t units, former_units, most_in_one;
	int32_t latitude_microdegrees;
	uint32_t area_hectares;
	uint32_t last_line;
	char csv_path[64];
};

static bool remember(struct state *state, const Ocop__Common__V1__Envelope *envelope)
{
	for (size_t i = 0; i < state->id_count; i++)
		if (memcmp(state->ids[i], envelope->id.data, COMMAND_ID_SIZE_BYTES) == 0)
			return true;
	memcpy(state->ids[state->id_count++], envelope->id.data, COMMAND_ID_SIZE_BYTES);
	return false;
}

static void refuse(Ocop__Common__V1__Reply *reply, struct arena *arena)
{
	Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));

	ocop__common__v1__refusal__init(refusal);
	refusal->code = OCOP__COMMON__V1__REFUSAL_CODE__REFUSAL_CODE_IMPORT_ROW_INVALID;
	refusal->field = (char *)"producer_name";
	refusal->detail = (char *)"line 3: another name is needed";
	reply->refusals = arena_alloc(arena, sizeof(*reply->refusals));
	reply->refusals[0] = refusal;
	reply->n_refusals = 1;
	reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
}

static void answer_registration(void *context, const Ocop__Common__V1__Envelope *envelope,
				struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;
	const Ocop__Registration__V1__ImportProduct *row =
		(const void *)message_unpack(&ocop__registration__v1__import_product__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);

	state->with_token += envelope->access_token.len == 5;
	state->last_line = row->line;
	if (strcmp(row->producer_name, "refused") == 0) {
		refuse(reply, arena);
		return;
	}
	if (strcmp(row->producer_name, "failing") == 0) {
		reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
		return;
	}
	reply->remembered = remember(state, envelope);
	fake_accept(reply, &accepted.base, arena);
}

static void answer_identity(void *context, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	if (fake_identity_answer(envelope, arena, reply))
		return;
	const Ocop__Identity__V1__RecordUnits *record =
		(const void *)message_unpack(&ocop__identity__v1__record_units__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	state->units += record->n_units;
	state->former_units += record->n_former_units;
	size_t together = record->n_units + record->n_former_units;
	state->most_in_one = together > state->most_in_one ? together : state->most_in_one;
	for (size_t i = 0; i < record->n_units; i++) {
		if (strcmp(record->units[i]->code, "00004") != 0)
			continue;
		state->latitude_microdegrees = record->units[i]->latitude_microdegrees;
		state->area_hectares = record->units[i]->area_hectares;
	}
	fake_accept(reply, &accepted.base, arena);
}

static int set_up(void **context)
{
	struct state *state = memory_alloc(sizeof(*state));

	fakes_init(&state->fakes);
	fakes_add(&state->fakes, "identity", answer_identity, state);
	fakes_add(&state->fakes, "registration", answer_registration, state);
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

/* Imports these rows; the report is in the output. */
static int import_rows(struct state *state, const char *rows)
{
	FILE *file = fopen(state->csv_path, "w");

	assert_non_null(file);
	fputs("product,producer,stars\n", file);
	fputs(rows, file);
	fclose(file);
	return fakes_ocop(&state->fakes, "import", "products", state->csv_path, "--json", NULL);
}

static json_int_t reported(const struct state *state, const char *key)
{
	json_t *report = json_loads(state->fakes.output, 0, NULL);
	json_int_t value = json_integer_value(json_object_get(report, key));

	json_decref(report);
	return value;
}

static void rows_go_in_and_the_same_rows_are_unchanged(void **context)
{
	struct state *state = *context;

	assert_int_equal(import_rows(state, "a,b,3\nc,d,4\n"), EXIT_DONE);
	assert_int_equal(reported(state, "in"), 2);
	assert_int_equal(state->with_token, 2);
	assert_int_equal(state->last_line, 3);
	assert_int_equal(import_rows(state, "a,b,3\nc,d,4\n"), EXIT_DONE);
	assert_int_equal(reported(state, "in"), 0);
	assert_int_equal(reported(state, "unchanged"), 2);
	assert_int_equal(import_rows(state, "a,b,3\nc,d,5\n"), EXIT_DONE);
	assert_int_equal(reported(state, "in"), 1);
}

static void refused_row_is_named_and_the_others_are_in(void **context)
{
	struct state *state = *context;

	assert_int_equal(import_rows(state, "a,b,3\nc,refused,4\ne,f,5\n"), EXIT_FINDINGS);
	assert_int_equal(reported(state, "in"), 2);
	assert_int_equal(reported(state, "refused"), 1);
	json_t *report = json_loads(state->fakes.output, 0, NULL);
	json_t *refusal = json_array_get(json_object_get(report, "refusals"), 0);
	assert_int_equal(json_integer_value(json_object_get(refusal, "line")), 3);
	assert_string_equal(json_string_value(json_object_get(refusal, "field")), "producer_name");
	assert_string_equal(json_string_value(json_object_get(refusal, "detail")),
			    "another name is needed");
	json_decref(report);
}

static void failure_of_the_daemon_is_no_success(void **context)
{
	assert_int_equal(import_rows(*context, "a,failing,3\n"), EXIT_NOT_ALLOWED);
}

static void more_rows_than_a_frame_are_all_sent(void **context)
{
	struct state *state = *context;
	char rows[4096] = "";

	for (int i = 0; i < 200; i++)
		snprintf(rows + strlen(rows), sizeof(rows) - strlen(rows), "p%d,x,3\n", i);
	assert_int_equal(import_rows(state, rows), EXIT_DONE);
	assert_int_equal(reported(state, "in"), 200);
	assert_int_equal(state->last_line, 201);
}

static void file_without_its_columns_is_refused(void **context)
{
	struct state *state = *context;
	FILE *file = fopen(state->csv_path, "w");

	fputs("name,maker\na,b\n", file);
	fclose(file);
	assert_int_equal(fakes_ocop(&state->fakes, "import", "products", state->csv_path, NULL),
			 EXIT_USAGE);
}

static void units_of_the_country_are_recorded_in_batches(void **context)
{
	struct state *state = *context;

	assert_int_equal(
		fakes_ocop(&state->fakes, "import", "units", SOURCE_DIR "/deploy/units", NULL),
		EXIT_DONE);
	assert_int_equal(state->units, 34 + 3321);
	assert_int_equal(state->former_units, 10602);
	assert_true(state->most_in_one <= 500);
	/* the first line of communes.csv: 21.0386 degrees north, 2.97 square kilometres */
	assert_int_equal(state->latitude_microdegrees, 21038600);
	assert_int_equal(state->area_hectares, 297);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rows_go_in_and_the_same_rows_are_unchanged, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(refused_row_is_named_and_the_others_are_in, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(failure_of_the_daemon_is_no_success, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(more_rows_than_a_frame_are_all_sent, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(file_without_its_columns_is_refused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(units_of_the_country_are_recorded_in_batches,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
