/* carry_over_test.c - a dossier of noodles is carried over from 148/2023 to 26/2026, and what is
 * refused; what differs between the books is read from their files
 */
#include "carry_over_fixture.h"
#include "content_fixture.h"

enum { NOODLES = 6 };

static const Ocop__Common__V1__Reply *carry_over_from(const char *dossier_id, const char *from_id)
{
	Ocop__Registration__V1__CarryOver message = OCOP__REGISTRATION__V1__CARRY_OVER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.from_dossier_id = (char *)from_id;
	return command(&message.base);
}

static const Ocop__Common__V1__Reply *ask_for_list(const char *dossier_id)
{
	Ocop__Registration__V1__ListCarryOver message =
		OCOP__REGISTRATION__V1__LIST_CARRY_OVER__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_query(fixture.harness, &message.base);
}

static const Ocop__Registration__V1__ListCarryOverReply *list_of(const char *dossier_id)
{
	return harness_body(fixture.harness, ask_for_list(dossier_id),
			    MESSAGE(list_carry_over_reply));
}

static const Ocop__Common__V1__Reply *choose(const char *dossier_id, const struct choice *choices,
					     size_t count)
{
	Ocop__Registration__V1__SaveSelfAssessment message =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry entries[JSON_CRITERIA_MAX];
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry *pointers[JSON_CRITERIA_MAX];

	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__save_self_assessment__choices_entry__init(&entries[i]);
		entries[i].key = (char *)choices[i].criterion_code;
		entries[i].value = choices[i].option_no;
		pointers[i] = &entries[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.choices = pointers;
	message.n_choices = count;
	return command(&message.base);
}

static const char *open_noodles(Ocop__Registration__V1__DossierKind kind, const char *book)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();

	message.kind = kind;
	message.rulebook_code = (char *)book;
	message.set_no = NOODLES;
	return accepted_id(&message.base);
}

static void attach(const char *dossier_id, const char *type, char **codes, size_t count,
		   const char *link, const char *valid_until)
{
	Ocop__Registration__V1__AttachEvidence message = a_link(dossier_id);

	message.evidence_type = (char *)type;
	message.criterion_codes = codes;
	message.n_criterion_codes = count;
	message.link = (char *)link;
	message.valid_until = (char *)valid_until;
	message.name = (char *)type;
	(void)accepted_id(&message.base);
}

/* A paper dossier under 148/2023: a choice on every criterion, two fields, a paper that holds and
 * one that has ended. */
static const char *earlier_noodles(void)
{
	const char *dossier_id = open_noodles(DOSSIER_KIND(EARLIER), "148-2023");
	char *codes[] = {(char *)"8.a", (char *)"8.b"};
	struct choice choices[JSON_CRITERIA_MAX];
	struct json_sheet before;

	assert_true(open_json_sheet("148-2023", NOODLES, &before));
	(void)harness_id(fixture.harness,
			 choose(dossier_id, choices, choose_some(&before, 0, choices)));
	close_json_sheet(&before);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "history", "Từ 2003"));
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "year", "2023"));
	attach(dossier_id, "EV_TEST", codes, 2, "https://example.org/kiem-nghiem", "2027-01-31");
	attach(dossier_id, "EV_FACILITY", NULL, 0, "https://example.org/attp", "2026-05-31");
	return dossier_id;
}

static const char *const compulsory_fields[] = {
	/* M01 and M02 without what may be empty, what is filled in at the opening, and history. */
	"M01.legal_representative",
	"M01.position",
	"M01.phone",
	"M01.undertaking",
	"M02.contact",
	"M02.representative",
	"M02.representative_residence",
	"M02.founding_date",
	"M02.specification",
	"M02.standard",
	"M02.plan_result",
	"M02.business_plan",
};

static bool is_to_do(const Ocop__Registration__V1__ListCarryOverReply *list, const char *kind,
		     const char *code, const char *earlier)
{
	for (size_t i = 0; i < list->n_to_do; i++) {
		if (!strcmp(list->to_do[i]->kind, kind) && !strcmp(list->to_do[i]->code, code) &&
		    !strcmp(list->to_do[i]->earlier, earlier))
			return true;
	}
	return false;
}

/* The list's criteria are those of the files; how many there are, and how many choices are kept. */
static size_t assert_criteria(const Ocop__Registration__V1__ListCarryOverReply *list,
			      size_t *ret_kept)
{
	static const char *const kinds[] = {"", "criterion_new", "criterion_changed",
					    "criterion_unscored"};
	struct choice choices[JSON_CRITERIA_MAX];
	struct json_sheet before, now;
	size_t count = 0, chosen;

	assert_true(open_json_sheet("148-2023", NOODLES, &before));
	assert_true(open_json_sheet("26-2026", NOODLES, &now));
	chosen = choose_some(&before, 0, choices);
	*ret_kept = 0;
	for (size_t i = 0; i < now.count; i++) {
		const struct json_criterion *then;
		bool is_kept;
		enum to_do_kind kind =
			expected_of(&now.criteria[i], &before, choices, chosen, &then, &is_kept);

		*ret_kept += is_kept;
		count += kind != 0;
		if (kind &&
		    !is_to_do(list, kinds[kind], now.criteria[i].code, then ? then->code : ""))
			fail_msg("%s is not to do", now.criteria[i].code);
	}
	close_json_sheet(&before);
	close_json_sheet(&now);
	return count;
}

static void noodles_are_carried_over_from_148_to_26(void **state)
{
	const char *from_id = earlier_noodles();
	const char *dossier_id = open_noodles(DOSSIER_KIND(FIRST), "26-2026");
	const Ocop__Registration__V1__DossierCarriedOver *event;
	const Ocop__Registration__V1__ListCarryOverReply *list;
	const Ocop__Registration__V1__Dossier *dossier;
	size_t kept, count;
	enum { FIELD_COUNT = sizeof compulsory_fields / sizeof *compulsory_fields };

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id));
	list = list_of(dossier_id);
	assert_string_equal(list->from_dossier_id, from_id);
	count = assert_criteria(list, &kept);
	assert_true(kept > 5 && count > 15); /* as the issue's own reading of the books */
	assert_true(is_to_do(list, "evidence_expired", "EV_FACILITY", "EV_FACILITY"));
	for (size_t i = 0; i < FIELD_COUNT; i++)
		assert_true(is_to_do(list, "field_new", compulsory_fields[i], ""));
	assert_int_equal(list->n_to_do, count + FIELD_COUNT + 1); /* and nothing else */
	for (size_t i = 0; i < list->n_to_do; i++)
		assert_false(list->to_do[i]->done);
	assert_int_equal(list->kept_choices, kept);
	assert_int_equal(list->kept_fields, 1);
	assert_int_equal(list->kept_evidence, 1);

	dossier = get_dossier_of(dossier_id);
	assert_string_equal(dossier->carried_from, from_id);
	assert_int_equal(dossier->n_self_assessment, kept);
	assert_int_equal(dossier->n_evidence, 1);
	assert_true(dossier->evidence[0]->carried_over);
	assert_string_equal(dossier->evidence[0]->link, "https://example.org/kiem-nghiem");
	assert_string_equal(dossier->evidence[0]->valid_until, "2027-01-31");
	assert_int_equal(dossier->evidence[0]->n_criterion_codes, 1); /* 8.b is no more */
	assert_string_equal(dossier->evidence[0]->criterion_codes[0], "8");
	event = harness_last_event(fixture.harness, MESSAGE(dossier_carried_over));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->from_dossier_id, from_id);
	assert_int_equal(event->to_do_count, list->n_to_do);
}

static const Ocop__Registration__V1__ToDo *item(const char *dossier_id, const char *code)
{
	const Ocop__Registration__V1__ListCarryOverReply *list = list_of(dossier_id);

	for (size_t i = 0; i < list->n_to_do; i++) {
		if (strcmp(list->to_do[i]->code, code) == 0)
			return list->to_do[i];
	}
	fail_msg("%s is not in the list", code);
	return NULL;
}

static void list_follows_the_work(void **state)
{
	const char *from_id = earlier_noodles();
	const char *dossier_id = open_noodles(DOSSIER_KIND(FIRST), "26-2026");
	const struct choice choices[] = {{"1.1", 2}};

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id));
	assert_string_equal(item(dossier_id, "1.1")->text_vi, "Nguồn nguyên liệu");
	assert_string_equal(item(dossier_id, "1.1")->text_en, "Raw material source");
	assert_false(item(dossier_id, "1.1")->done);
	(void)harness_id(fixture.harness, choose(dossier_id, choices, 1));
	assert_true(item(dossier_id, "1.1")->done);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0209"));
	assert_true(item(dossier_id, "M01.phone")->done);
	attach(dossier_id, "EV_FACILITY", NULL, 0, "https://example.org/attp-moi", "2026-06-10");
	assert_true(item(dossier_id, "EV_FACILITY")->done);

	/* The new one ends, and so does what was kept. */
	harness_set_date(fixture.harness, "2027-02-01");
	sign_in_producer();
	assert_false(item(dossier_id, "EV_FACILITY")->done);
	assert_string_equal(item(dossier_id, "EV_TEST")->kind, "evidence_expired");
	assert_false(item(dossier_id, "EV_TEST")->done);
}

static void what_was_typed_stays(void **state)
{
	const char *from_id = earlier_noodles();
	const char *dossier_id = open_noodles(DOSSIER_KIND(FIRST), "26-2026");
	const struct choice choices[] = {{"1.3", 3}}; /* value_added: unchanged between the books */
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, choose(dossier_id, choices, 1));
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M02", "history", "Khác"));
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id));
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id)); /* once more */
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->n_evidence, 1); /* no second copy */
	for (size_t i = 0; i < dossier->n_self_assessment; i++) {
		if (strcmp(dossier->self_assessment[i]->key, "1.3") == 0)
			assert_int_equal(dossier->self_assessment[i]->value, 3);
	}
	for (size_t i = 0; i < dossier->n_fields; i++) {
		if (strcmp(dossier->fields[i]->key, "history") == 0)
			assert_string_equal(dossier->fields[i]->value, "Khác");
		if (strcmp(dossier->fields[i]->key, "year") == 0)
			assert_string_equal(dossier->fields[i]->value, "2026");
	}
	assert_int_equal(list_of(dossier_id)->kept_fields, 0);
	assert_int_equal(list_of(dossier_id)->kept_evidence, 1);
}

static void last_submitted_version_is_carried_over(void **state)
{
	const char *from_id = open_a_dossier();
	const char *dossier_id;
	const Ocop__Registration__V1__Dossier *dossier;
	const Ocop__Registration__V1__ListCarryOverReply *list;

	(void)state; /* the fixture holds it */
	complete(from_id);
	(void)harness_id(fixture.harness, submit(from_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(from_id, "Thiếu giấy", "2026-06-20"));
	sign_in_producer();
	(void)harness_id(fixture.harness, fill_field(from_id, "M01", "phone", "0000"));
	(void)harness_id(fixture.harness, assess(from_id, 3));
	(void)harness_id(
		fixture.harness,
		remove_evidence_of(from_id, get_dossier_of(from_id)->evidence[0]->evidence_id));
	(void)harness_id(fixture.harness, withdraw(from_id, "Làm lại"));

	dossier_id = open_a_dossier();
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id));
	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->n_self_assessment, VECTOR_COUNT);
	assert_int_equal(dossier->n_evidence, 1);
	for (size_t i = 0; i < dossier->n_fields; i++) {
		if (strcmp(dossier->fields[i]->key, "phone") == 0)
			assert_string_equal(dossier->fields[i]->value, "Ví dụ");
	}
	list = list_of(dossier_id);
	assert_int_equal(list->n_to_do, 0); /* same book, nothing ended: it is complete */
	assert_int_equal(list->kept_choices, VECTOR_COUNT);
	assert_true(check(dossier_id)->complete);
	(void)harness_id(fixture.harness, submit(dossier_id));
}

static void carry_over_needs_a_source(void **state)
{
	Ocop__Registration__V1__RegisterProduct other = a_product();
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	const char *dossier_id = open_a_dossier();
	const char *draft_id, *earlier_id;

	(void)state; /* the fixture holds it */
	assert_refused(carry_over_from(dossier_id, dossier_id), CARRY_OVER_SOURCE);
	assert_refused(carry_over_from(dossier_id, "dossier_01K00000000000000000000000"),
		       CARRY_OVER_SOURCE);
	assert_refused(carry_over_from(dossier_id, ""), CARRY_OVER_SOURCE);
	other.name = (char *)"Sản phẩm khác";
	message.product_id = (char *)accepted_id(&other.base);
	draft_id = accepted_id(&message.base); /* of another product */
	complete(draft_id);
	(void)harness_id(fixture.harness, submit(draft_id));
	assert_refused(carry_over_from(dossier_id, draft_id), CARRY_OVER_SOURCE);

	earlier_id = earlier_noodles();
	(void)harness_id(fixture.harness, withdraw(earlier_id, "Nhập nhầm"));
	assert_refused(carry_over_from(dossier_id, earlier_id), CARRY_OVER_SOURCE);
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Chưa nộp lần nào"));
	assert_refused(carry_over_from(open_a_dossier(), dossier_id), CARRY_OVER_SOURCE);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_carried_over)), 0);
}

static void dossier_of_a_merged_product_is_a_source(void **state)
{
	Ocop__Registration__V1__RegisterProduct twin = a_product();
	Ocop__Registration__V1__OpenDossier earlier = a_dossier();
	Ocop__Registration__V1__MergeProducts merge = OCOP__REGISTRATION__V1__MERGE_PRODUCTS__INIT;
	Ocop__Registration__V1__UndoMerge undo = OCOP__REGISTRATION__V1__UNDO_MERGE__INIT;
	const char *dossier_id = open_a_dossier();
	const char *from_id;

	(void)state; /* the fixture holds it */
	twin.name = (char *)"Rau ví dụ (bản ghi thứ hai)";
	earlier.product_id = (char *)accepted_id(&twin.base);
	earlier.kind = DOSSIER_KIND(EARLIER);
	from_id = accepted_id(&earlier.base);
	(void)harness_id(fixture.harness, fill_field(from_id, "M02", "history", "Từ 2003"));
	assert_refused(carry_over_from(dossier_id, from_id), CARRY_OVER_SOURCE);

	sign_in_agency();
	merge.product_id = (char *)fixture.product_id;
	merge.merged_product_id = earlier.product_id;
	merge.reason = (char *)"Một sản phẩm đăng ký hai lần";
	undo.merge_id = (char *)accepted_id(&merge.base);
	undo.reason = (char *)"Gộp nhầm";
	sign_in_producer();
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, from_id));
	assert_int_equal(list_of(dossier_id)->kept_fields, 1);

	sign_in_agency();
	(void)accepted_id(&undo.base);
	sign_in_producer();
	assert_refused(carry_over_from(dossier_id, from_id), CARRY_OVER_SOURCE);
}

static void only_a_draft_is_filled(void **state)
{
	const char *from_id = earlier_noodles();
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(carry_over_from(from_id, dossier_id), DOSSIER_STATE); /* kind EARLIER */
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_refused(carry_over_from(dossier_id, from_id), DOSSIER_STATE);
	assert_int_equal(list_of(dossier_id)->n_to_do, 0);
	assert_string_equal(list_of(dossier_id)->from_dossier_id, "");
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(carry_over_from(dossier_id, from_id), SCOPE_MISSING);
	assert_refused(ask_for_list(dossier_id), SCOPE_MISSING);
	sign_in_agency();
	assert_refused(carry_over_from(dossier_id, from_id), ROLE_MISSING);
}

static void the_same_carry_over_twice_is_told_once(void **state)
{
	const char *from_id = earlier_noodles();
	Ocop__Registration__V1__CarryOver message = OCOP__REGISTRATION__V1__CARRY_OVER__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)open_noodles(DOSSIER_KIND(FIRST), "26-2026");
	message.from_dossier_id = (char *)from_id;
	command_id_create(clock_machine_us(), id);
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &message.base));
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &message.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_carried_over)), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(noodles_are_carried_over_from_148_to_26),
		TEST(list_follows_the_work),
		TEST(what_was_typed_stays),
		TEST(last_submitted_version_is_carried_over),
		TEST(carry_over_needs_a_source),
		TEST(dossier_of_a_merged_product_is_a_source),
		TEST(only_a_draft_is_filled),
		TEST(the_same_carry_over_twice_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
