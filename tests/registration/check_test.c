/* check_test.c - what CheckDossier says of choices and papers: against the worked sheets of the
 * rule books, and of a dossier as its producer fills it in
 */
#include "content_fixture.h"

#include <jansson.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules/self_check.h"

enum { ARENA_BYTES = 8 * 1024 * 1024, CHOICES_MAX = 128, TODAY = 20606 /* 2026-06-02 */ };

/* --- worked sheets: VECTORS.json knows parts and missed minimums without this code */

static const struct sheet *sheet_of(const struct rulebooks *books, const char *set_code)
{
	for (size_t i = 0; i < rulebooks_count(books); i++) {
		const struct rulebook *book = rulebooks_at(books, i);

		for (size_t k = 0; k < book->set_count; k++)
			if (book->sets[k].sheet &&
			    strcmp(book->sets[k].sheet->set_code, set_code) == 0)
				return book->sets[k].sheet;
	}
	fail_msg("no sheet %s", set_code);
	return NULL;
}

static size_t read_choices(const json_t *vector, struct choice *choices)
{
	const char *code;
	json_t *option;
	size_t count = 0;

	json_object_foreach(json_object_get(vector, "choices"), code, option) choices[count++] =
		(struct choice){code, (uint32_t)json_integer_value(option)};
	return count;
}

static void assert_missed(const struct self_check *check, const json_t *failed_gates)
{
	const char *star;
	json_t *codes, *code;
	size_t i, count = 0;

	json_object_foreach((json_t *)failed_gates, star, codes)
	{
		json_array_foreach(codes, i, code)
		{
			bool found = false;

			for (size_t k = 0; k < check->missed_count; k++)
				found |= check->missed[k].star == strtoul(star, NULL, 10) &&
					 !strcmp(check->missed[k].criterion_code,
						 json_string_value(code));
			if (!found)
				fail_msg("%s stars: %s is not named", star,
					 json_string_value(code));
			count++;
		}
	}
	assert_int_equal(check->missed_count, count);
}

static void assert_vector(const struct rulebooks *books, const json_t *vector, struct arena *arena)
{
	const json_t *expected = json_object_get(vector, "expected");
	const struct sheet *sheet =
		sheet_of(books, json_string_value(json_object_get(vector, "set_code")));
	struct choice choices[CHOICES_MAX];
	const struct dossier_content content = {
		.book = sheet->book,
		.sheet = sheet,
		.choices = choices,
		.choice_count = read_choices(vector, choices),
	};
	const struct self_check check = dossier_self_check(&content, TODAY, arena);

	for (size_t i = 0; i < sheet->book->part_count; i++)
		assert_int_equal(check.parts[i], json_integer_value(json_object_get(
							 json_object_get(expected, "parts"),
							 sheet->book->parts[i].code)));
	assert_missed(&check, json_object_get(expected, "failed_gates"));
}

static void worked_sheets_give_their_parts_and_missed_minimums(void **state)
{
	json_t *root = json_load_file(SOURCE_DIR "/tests/common/rulebook/VECTORS.json", 0, NULL);
	struct arena *arena = arena_create(ARENA_BYTES);
	struct rulebook_fault fault;
	struct rulebooks *books;
	json_t *vector;
	size_t i, scored = 0;

	(void)state; /* pure */
	assert_non_null(root);
	assert_int_equal(rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault), 0);
	json_array_foreach(json_object_get(root, "vectors"), i, vector)
	{
		const json_t *expected = json_object_get(vector, "expected");

		if (strcmp(json_string_value(json_object_get(expected, "outcome")), "scored") != 0)
			continue; /* a condition that a council raises, no producer */
		assert_vector(books, vector, arena);
		scored++;
	}
	assert_true(scored > 40);
	rulebooks_destroy(books);
	arena_destroy(arena);
	json_decref(root);
}

/* --- a dossier as it is filled in */

static const Ocop__Common__V1__Reply *choose(const char *dossier_id, const char *const *codes,
					     const uint32_t *options, size_t count)
{
	Ocop__Registration__V1__SaveSelfAssessment message =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry entries[CHOICES_MAX];
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry *pointers[CHOICES_MAX];

	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__save_self_assessment__choices_entry__init(&entries[i]);
		entries[i].key = (char *)codes[i];
		entries[i].value = options[i];
		pointers[i] = &entries[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.choices = pointers;
	message.n_choices = count;
	return command(&message.base);
}

static void assert_parts(const Ocop__Registration__V1__CheckDossierReply *reply, uint32_t a,
			 uint32_t b, uint32_t c)
{
	static const char *const codes[] = {"A", "B", "C"};
	static const uint32_t most[] = {40, 25, 35};
	const uint32_t points[] = {a, b, c};

	assert_int_equal(reply->n_parts, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(reply->parts[i]->part_code, codes[i]);
		assert_int_equal(reply->parts[i]->points, points[i]);
		assert_int_equal(reply->parts[i]->max_points, most[i]);
	}
}

static void points_grow_with_each_choice(void **state)
{
	/* Set 1: 1.1 is of part A and gives 3, 4.1 of part B gives 5, 7 of part C gives 3. */
	static const char *const codes[] = {"1.1", "4.1", "7"};
	static const uint32_t options[] = {3, 4, 3};
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_parts(check(dossier_id), 0, 0, 0);
	assert_int_equal(check(dossier_id)->n_missed_minimums, 0);
	(void)harness_id(fixture.harness, choose(dossier_id, codes, options, 1));
	assert_parts(check(dossier_id), 3, 0, 0);
	(void)harness_id(fixture.harness, choose(dossier_id, codes, options, 3));
	assert_parts(check(dossier_id), 3, 5, 3);
	assert_int_equal(check(dossier_id)->expected_star, 0); /* not finished */
	(void)harness_id(fixture.harness, assess(dossier_id, VECTOR_COUNT));
	assert_parts(check(dossier_id), 40, 25, 35);
	assert_int_equal(check(dossier_id)->expected_star, 5);
}

static void minimum_is_missed_as_soon_as_it_is_chosen(void **state)
{
	/* 1.5: contracts for 50 to under 75 %, 1 point; 4 stars need over 75 %, 2 points; 5 stars
	 * need them steady for a year, 3 points. */
	static const char *const codes[] = {"1.5"};
	static const uint32_t options[] = {2};
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__CheckDossierReply *reply;

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, choose(dossier_id, codes, options, 1));
	reply = check(dossier_id);
	assert_int_equal(reply->n_missed_minimums, 2);
	assert_int_equal(reply->missed_minimums[0]->star, 4);
	assert_string_equal(reply->missed_minimums[0]->criterion_code, "1.5");
	assert_int_equal(reply->missed_minimums[0]->points, 1);
	assert_int_equal(reply->missed_minimums[0]->needed_points, 2);
	assert_string_equal(reply->missed_minimums[0]->text_vi,
			    "Liên kết sản xuất: Hợp đồng liên kết cho trên 75% lượng tiêu thụ");
	assert_string_equal(reply->missed_minimums[0]->text_en,
			    "Production linkage: Linkage contracts for over 75% of the volume"
			    " sold");
	assert_int_equal(reply->missed_minimums[1]->star, 5);
	assert_int_equal(reply->missed_minimums[1]->needed_points, 3);
}

/* True when evidence of this kind is wanted for the criterion. */
static bool is_wanted(const char *dossier_id, const char *code, const char *type)
{
	const Ocop__Registration__V1__CheckDossierReply *reply = check(dossier_id);

	for (size_t i = 0; i < reply->n_evidence_wanted; i++) {
		if (!strcmp(reply->evidence_wanted[i]->criterion_code, code) &&
		    !strcmp(reply->evidence_wanted[i]->evidence_type, type))
			return true;
	}
	return false;
}

static void attach_for(const char *dossier_id, const char *type, const char *code,
		       const char *valid_until)
{
	Ocop__Registration__V1__AttachEvidence message = a_link(dossier_id);
	char *codes[] = {(char *)code};

	message.evidence_type = (char *)type;
	message.criterion_codes = codes;
	message.n_criterion_codes = code ? 1 : 0;
	message.valid_until = (char *)valid_until;
	(void)accepted_id(&message.base);
}

static void evidence_is_wanted_where_the_choice_rests_on_it(void **state)
{
	/* 1.2, certified area, and 1.5, linkage, go with EV_RAW; 1.2's option 1 claims nothing. 9
	 * goes with EV_DECL or EV_TEST, 1.3 with none. */
	static const char *const codes[] = {"1.2", "1.3", "1.5", "9"};
	static const uint32_t options[] = {1, 3, 3, 2}, certified[] = {2, 3, 3, 2};
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, choose(dossier_id, codes, options, 4));
	assert_int_equal(check(dossier_id)->n_evidence_wanted, 3);
	assert_true(is_wanted(dossier_id, "1.5", "EV_RAW"));
	assert_true(is_wanted(dossier_id, "9", "EV_DECL"));
	assert_true(is_wanted(dossier_id, "9", "EV_TEST"));
	(void)harness_id(fixture.harness, choose(dossier_id, codes, certified, 4));
	assert_true(is_wanted(dossier_id, "1.2", "EV_RAW"));

	attach_for(dossier_id, "EV_RAW", "1.5", "");
	assert_false(is_wanted(dossier_id, "1.5", "EV_RAW"));
	assert_true(is_wanted(dossier_id, "1.2", "EV_RAW")); /* proves another criterion */
	attach_for(dossier_id, "EV_RAW", NULL, "");
	assert_false(is_wanted(dossier_id, "1.2", "EV_RAW")); /* names none: counts for all */
	attach_for(dossier_id, "EV_TEST", "9", "2026-06-02");
	assert_int_equal(check(dossier_id)->n_evidence_wanted, 0); /* one of the kinds will do */
	harness_set_date(fixture.harness, "2026-06-03");
	sign_in_producer();
	assert_true(is_wanted(dossier_id, "9", "EV_TEST")); /* its last day is over */
}

static void evidence_that_ends_before_a_certificate_would_is_named(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__CheckDossierReply *reply;

	(void)state; /* the fixture holds it */
	/* Of 1 June 2026, 36 months: to 1 June 2029. */
	attach_for(dossier_id, "EV_FACILITY", NULL, "2029-05-31");
	attach_for(dossier_id, "EV_QMS", NULL, "2029-06-01");
	attach_for(dossier_id, "EV_IP", NULL, "");
	reply = check(dossier_id);
	assert_int_equal(reply->n_expiring_evidence, 1);
	assert_string_equal(reply->expiring_evidence[0]->valid_until, "2029-05-31");
	assert_string_equal(reply->expiring_evidence[0]->name, "Đăng ký");
	assert_string_equal(reply->expiring_evidence[0]->evidence_id,
			    get_dossier_of(dossier_id)->evidence[0]->evidence_id);
}

static void expired_compulsory_paper_is_a_gap_of_its_kind(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__CheckDossierReply *reply;
	bool found = false;

	(void)state; /* the fixture holds it */
	attach_for(dossier_id, "EV_BIZ", NULL, "2026-06-02");
	harness_set_date(fixture.harness, "2026-06-03");
	sign_in_producer();
	reply = check(dossier_id);
	for (size_t i = 0; i < reply->n_gaps; i++)
		found |= !strcmp(reply->gaps[i]->kind, "expired") &&
			 !strcmp(reply->gaps[i]->code, "EV_BIZ");
	assert_true(found);
}

static void content_has_a_hash_that_follows_it(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *before = check(dossier_id)->content_sha256;

	(void)state; /* the fixture holds it */
	assert_int_equal(strlen(before), 64);
	assert_string_equal(check(dossier_id)->content_sha256, before);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0200"));
	assert_string_not_equal(check(dossier_id)->content_sha256, before);
}

static void re_rating_has_a_window(void **state)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	const Ocop__Registration__V1__CheckDossierReply *reply;

	(void)state; /* the fixture holds it */
	certificate.code = (char *)"AAAAAAAAA0";
	certificate.product_id = (char *)fixture.product_id;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate.star = 3;
	certificate.valid_until = (char *)"2026-12-01";
	event.certificate = &certificate;
	harness_event(fixture.harness, "certification", certificate.code, &event.base);
	message.kind = DOSSIER_KIND(RE_RATING);
	message.certificate_code = certificate.code;
	reply = check(accepted_id(&message.base));
	/* 180 and 120 days before 1 December 2026. */
	assert_string_equal(reply->window_from, "2026-06-04");
	assert_string_equal(reply->window_until, "2026-08-03");
}

static void first_rating_has_none(void **state)
{
	const Ocop__Registration__V1__CheckDossierReply *reply = check(open_a_dossier());

	(void)state; /* the fixture holds it */
	assert_string_equal(reply->window_from, "");
	assert_string_equal(reply->window_until, "");
}

static void check_is_for_those_who_may_see_the_dossier(void **state)
{
	Ocop__Registration__V1__CheckDossier message = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)open_a_dossier();
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(harness_query(fixture.harness, &message.base), SCOPE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &message.base), TOKEN_MISSING);
	sign_in_commune();
	message.dossier_id = (char *)"dossier_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &message.base), NO_SUCH_THING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worked_sheets_give_their_parts_and_missed_minimums),
		TEST(points_grow_with_each_choice),
		TEST(minimum_is_missed_as_soon_as_it_is_chosen),
		TEST(evidence_is_wanted_where_the_choice_rests_on_it),
		TEST(evidence_that_ends_before_a_certificate_would_is_named),
		TEST(expired_compulsory_paper_is_a_gap_of_its_kind),
		TEST(content_has_a_hash_that_follows_it),
		TEST(re_rating_has_a_window),
		TEST(first_rating_has_none),
		TEST(check_is_for_those_who_may_see_the_dossier),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
