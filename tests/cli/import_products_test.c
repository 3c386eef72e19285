/* import_products_test.c - `ocop import products`, `producers` and `units`: every row told what
 * became of it, or would, the same rows the same commands */
#include <jansson.h>

#include "common/base/identifier.h"
#include "fake_daemons.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

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
	size_t commands, questions;
	char first_name[100], first_date[20];
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

/* Everything is new, by its name; "refused" is not taken, "Ví dụ 1" looks like it. */
static void answer_preview(struct state *state, const Ocop__Common__V1__Envelope *envelope,
			   struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	Ocop__Registration__V1__ImportPreview preview =
		OCOP__REGISTRATION__V1__IMPORT_PREVIEW__INIT;
	Ocop__Registration__V1__ImportFault fault = OCOP__REGISTRATION__V1__IMPORT_FAULT__INIT;
	Ocop__Registration__V1__ImportFault *faults[] = {&fault};
	Ocop__Registration__V1__MergeCandidate similar =
		OCOP__REGISTRATION__V1__MERGE_CANDIDATE__INIT;
	Ocop__Registration__V1__MergeCandidate *similars[] = {&similar};
	Ocop__Registration__V1__CandidateSide side = OCOP__REGISTRATION__V1__CANDIDATE_SIDE__INIT;
	const Ocop__Registration__V1__PreviewImport *asked =
		(const void *)message_unpack(&ocop__registration__v1__preview_import__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	const char *name = asked->product ? asked->product->producer_name : asked->producer->name;

	state->questions++;
	state->with_token += envelope->access_token.len == 5;
	preview.producer_id = (char *)name;
	preview.product_id = asked->product ? asked->product->product_name : (char *)"";
	preview.claim_id = asked->product ? asked->product->event : (char *)"";
	preview.producer_is_new = true;
	preview.product_is_new = preview.claim_is_new = asked->product != NULL;
	preview.commune_code = (char *)"05503";
	side.name = (char *)"Hợp tác xã Ví dụ 1";
	similar.first = similar.second = &side;
	similar.score = 90;
	preview.similar = similars;
	preview.n_similar = strcmp(name, "Ví dụ 1") == 0;
	fault.field = (char *)"producer_name";
	fault.detail = (char *)"another name is needed";
	preview.faults = faults;
	preview.n_faults = strcmp(name, "refused") == 0;
	fake_accept(reply, &preview.base, arena);
}

static void answer_registration(void *context, const Ocop__Common__V1__Envelope *envelope,
				struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;

	if (fake_asked(envelope, &ocop__registration__v1__preview_import__descriptor)) {
		answer_preview(state, envelope, arena, reply);
		return;
	}
	state->commands++;
	if (fake_asked(envelope, &ocop__registration__v1__import_producer__descriptor)) {
		const Ocop__Registration__V1__ImportProducer *producer =
			(const void *)message_unpack(
				&ocop__registration__v1__import_producer__descriptor,
				envelope->body.data, envelope->body.len, arena, NULL);

		snprintf(state->first_name, sizeof(state->first_name), "%s|%s", producer->name,
			 producer->registration_number);
		reply->remembered = remember(state, envelope);
		fake_accept(reply, &accepted.base, arena);
		return;
	}
	const Ocop__Registration__V1__ImportProduct *row =
		(const void *)message_unpack(&ocop__registration__v1__import_product__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);

	state->with_token += envelope->access_token.len == 5;
	state->last_line = row->line;
	snprintf(state->first_name, sizeof(state->first_name), "%s|%s", row->product_name,
		 row->producer_name);
	snprintf(state->first_date, sizeof(state->first_date), "%s", row->decision_date);
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

static int ocop_import(struct state *state, const char *what, const char *text, const char *option)
{
	FILE *file = fopen(state->csv_path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return fakes_ocop(&state->fakes, "import", what, state->csv_path, "--json", option, NULL);
}

static void file_of_excel_gives_the_same_commands(void **context)
{
	struct state *state = *context;

	assert_int_equal(ocop_import(state, "products",
				     "product,producer,decision_date\nMiến dong,HTX,2021-06-30\n",
				     NULL),
			 EXIT_DONE);
	assert_int_equal(reported(state, "in"), 1);
	assert_int_equal(ocop_import(state, "products",
				     "\xef\xbb\xbf"
				     "Chủ thể;STT;Ngày quyết định;Tên sản phẩm\r\n"
				     "HTX;1;30/6/2021;Miến dong\r\n;;;\r\n",
				     NULL),
			 EXIT_DONE);
	assert_string_equal(state->first_name, "Miến dong|HTX");
	assert_string_equal(state->first_date, "2021-06-30");
	assert_int_equal(reported(state, "unchanged"), 1);
}

static void producers_are_commands_of_their_own(void **context)
{
	struct state *state = *context;

	assert_int_equal(ocop_import(state, "producers",
				     "Tên chủ thể;Mã số thuế;Tỉnh\nHTX;46;Thái Nguyên\n", NULL),
			 EXIT_DONE);
	assert_string_equal(state->first_name, "HTX|46");
	assert_int_equal(reported(state, "in"), 1);
	assert_int_equal(ocop_import(state, "producers", "Tên chủ thể\nHTX\n", NULL), EXIT_USAGE);
}

static json_t *line_of(json_t *report, size_t index)
{
	return json_array_get(json_object_get(report, "lines"), index);
}

static void dry_run_asks_and_commands_nothing(void **context)
{
	struct state *state = *context;
	json_t *report;

	assert_int_equal(ocop_import(state, "products",
				     "product,producer,event\n"
				     "a,x,1\nb,x,2\na,x,1\nc,refused,3\nd,Ví dụ 1,4\n",
				     "--dry-run"),
			 EXIT_FINDINGS);
	assert_int_equal(state->commands, 0);
	assert_int_equal(state->questions, 5);
	assert_int_equal(state->with_token, 5);
	assert_int_equal(reported(state, "in"), 3);
	assert_int_equal(reported(state, "unchanged"), 1); /* the third is the first */
	assert_int_equal(reported(state, "refused"), 1);
	assert_int_equal(reported(state, "new_producers"), 2); /* x is new once */
	assert_int_equal(reported(state, "new_products"), 3);
	report = json_loads(state->fakes.output, 0, NULL);
	assert_true(json_is_true(json_object_get(line_of(report, 0), "new_producer")));
	assert_true(json_is_false(json_object_get(line_of(report, 1), "new_producer")));
	assert_string_equal(json_string_value(json_object_get(line_of(report, 1), "commune_code")),
			    "05503");
	assert_int_equal(json_integer_value(json_object_get(line_of(report, 3), "line")), 5);
	assert_int_equal(json_array_size(json_object_get(line_of(report, 3), "faults")), 1);
	assert_int_equal(json_array_size(json_object_get(line_of(report, 4), "similar")), 1);
	json_decref(report);
}

static void dry_run_for_people_is_a_line_a_row(void **context)
{
	struct state *state = *context;
	FILE *file = fopen(state->csv_path, "w");

	fputs("product,producer,event\na,x,1\na,x,1\nc,refused,3\nd,Ví dụ 1,4\n", file);
	fclose(file);
	assert_int_equal(
		fakes_ocop(&state->fakes, "import", "products", "--dry-run", state->csv_path, NULL),
		EXIT_FINDINGS);
	assert_string_equal(
		state->fakes.output,
		"line 2: new producer, new product, new claim; commune 05503\n"
		"line 3: unchanged; commune 05503\n"
		"line 4: refused: producer_name: another name is needed\n"
		"line 5: new producer, new product, new claim; commune 05503; similar: "
		"Hợp tác xã Ví dụ 1 (90)\n"
		"4 rows: 2 would be in, 1 refused, 1 unchanged; 2 new producers, 2 new products, "
		"2 new claims; nothing was changed\n");
}

static void number_of_two_producers_of_a_file_is_seen(void **context)
{
	struct state *state = *context;

	assert_int_equal(ocop_import(state, "producers",
				     "producer,registration_number,province\n"
				     "a,1,x\nb,1,x\nc,,x\nd,,x\na,1,x\n",
				     "--dry-run"),
			 EXIT_FINDINGS);
	assert_int_equal(reported(state, "refused"), 1);
	assert_int_equal(reported(state, "new_producers"), 3);
	assert_int_equal(reported(state, "unchanged"), 1);
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
		cmocka_unit_test_setup_teardown(file_of_excel_gives_the_same_commands, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(producers_are_commands_of_their_own, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(dry_run_asks_and_commands_nothing, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(dry_run_for_people_is_a_line_a_row, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(number_of_two_producers_of_a_file_is_seen, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
