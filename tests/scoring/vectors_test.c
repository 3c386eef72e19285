/* vectors_test.c - every worked score of the rule books through a real round of its own */
#include <jansson.h>

#include "scoring_fixture.h"

static const struct rulebook *book_of(const char *set_code)
{
	for (size_t i = 0; i < rulebooks_count(fixture.books); i++) {
		const struct rulebook *book = rulebooks_at(fixture.books, i);

		if (strncmp(set_code, book->sets[0].sheet->set_code, strcspn(set_code, "-") + 1) ==
		    0)
			return book;
	}
	fail_msg("no rule book for %s", set_code);
	return NULL;
}

/* A round of one member under the vector's rule book, on a day when it was in force. */
static const char *round_of_vector(const struct rulebook *book, uint32_t set_no)
{
	Ocop__Scoring__V1__PlanRound message = plan();
	const char *round_id;

	fixture.rulebook_code = book->code;
	message.rulebook_code = (char *)book->code;
	message.held_on = (char *)book->in_force_from;
	message.proposals_before = message.held_on;
	sign_in_secretary();
	round_id = harness_id(fixture.harness, command(&message.base));
	(void)dossier_admitted(round_id, set_no);
	council_appointed(round_id, 1);
	round_opened(round_id);
	assert_accepted(start(round_id));
	return round_id;
}

static Ocop__Scoring__V1__FindingKind kind_of(const char *name)
{
	if (strcmp(name, "stop") == 0)
		return FINDING_KIND(STOP);
	if (strcmp(name, "not_eligible") == 0)
		return FINDING_KIND(NOT_ELIGIBLE);
	return strcmp(name, "dossier") == 0 ? FINDING_KIND(DOSSIER) : FINDING_KIND(DISQUALIFY);
}

static void vector_hand_in(const char *round_id, const json_t *vector)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));
	const json_t *raised = json_object_get(vector, "raised");
	const char *code;
	json_t *option;

	json_object_foreach(json_object_get(vector, "choices"), code, option)
		choices_add(choices, code, (uint32_t)json_integer_value(option));
	assert_accepted(submit(round_id, "account_chair", choices));
	for (size_t i = 0; i < json_array_size(raised); i++) {
		const json_t *item = json_array_get(raised, i);

		assert_accepted(find(round_id,
				     kind_of(json_string_value(json_object_get(item, "kind"))),
				     json_string_value(json_object_get(item, "code"))));
	}
}

static void vector_compare(const char *name, const json_t *expected,
			   const Ocop__Scoring__V1__Result *result)
{
	const json_t *gates = json_object_get(expected, "failed_gates");
	const json_t *total = json_object_get(expected, "total");
	size_t missed = 0;
	const char *star;
	json_t *codes;

	if (json_is_null(total)) {
		assert_int_not_equal(result->outcome, RESULT_OUTCOME(SCORED));
		return;
	}
	if ((json_int_t)result->points_sum != json_integer_value(total) ||
	    (json_int_t)result->band_star !=
		    json_integer_value(json_object_get(expected, "band_star")) ||
	    (json_int_t)result->star !=
		    json_integer_value(json_object_get(expected, "star_if_capped")))
		fail_msg("%s: %u points, band %u, star %u", name, result->points_sum,
			 result->band_star, result->star);
	for (size_t i = 0; i < result->n_parts; i++)
		assert_int_equal(result->parts[i]->sum, json_integer_value(json_object_get(
								json_object_get(expected, "parts"),
								result->parts[i]->part_code)));
	json_object_foreach((json_t *)gates, star,
			    codes) for (size_t i = 0; i < json_array_size(codes); i++, missed++)
	{
		assert_int_equal(result->missed_minimums[missed]->star, atoi(star));
		assert_string_equal(result->missed_minimums[missed]->criterion_code,
				    json_string_value(json_array_get(codes, i)));
	}
	assert_int_equal(result->n_missed_minimums, missed);
}

static void every_worked_score_comes_out_of_a_real_round(void **state)
{
	json_t *root = json_load_file(SOURCE_DIR "/tests/common/rulebook/VECTORS.json", 0, NULL);
	const json_t *vectors = json_object_get(root, "vectors");

	(void)state;
	fixture.settings.documents_ahead_days_present_case = DOCUMENTS_AHEAD_DAYS_GIVEN;
	assert_int_equal(json_array_size(vectors), 51);
	for (size_t i = 0; i < json_array_size(vectors); i++) {
		const json_t *vector = json_array_get(vectors, i);
		const char *set_code = json_string_value(json_object_get(vector, "set_code"));
		uint32_t set_no = (uint32_t)atoi(strchr(set_code, '-') + 1);
		const char *round_id = round_of_vector(book_of(set_code), set_no);

		vector_hand_in(round_id, vector);
		assert_accepted(close_newest(round_id));
		vector_compare(json_string_value(json_object_get(vector, "name")),
			       json_object_get(vector, "expected"), result_told());
	}
	json_decref(root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_worked_score_comes_out_of_a_real_round,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
