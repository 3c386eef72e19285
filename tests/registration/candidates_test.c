/* candidates_test.c - registrations that look alike: found, told before registering, dismissed */
#include "duplicates_fixture.h"
#include "register_fixture.h"

static const Ocop__Common__V1__Reply *dismiss(const char *first, const char *second,
					      const char *reason)
{
	Ocop__Registration__V1__DismissCandidate message =
		OCOP__REGISTRATION__V1__DISMISS_CANDIDATE__INIT;

	message.first_id = (char *)first;
	message.second_id = (char *)second;
	message.reason = (char *)reason;
	return command(&message.base);
}

static void same_name_otherwise_written_is_a_pair(void **state)
{
	const Ocop__Registration__V1__ListMergeCandidatesReply *found =
		candidates(false, "19", 0, "");

	(void)state; /* the fixture holds it */
	assert_int_equal(found->n_candidates, 1);
	assert_int_equal(found->candidates[0]->score, 100);
	assert_int_equal(found->candidates[0]->n_reasons, 2);
	assert_string_equal(found->candidates[0]->reasons[0], "same_name");
	assert_string_equal(found->candidates[0]->reasons[1], "same_commune");
	assert_string_equal(found->candidates[0]->first->registration_number, "4600000001");
	assert_string_equal(found->candidates[0]->second->name, "HTX VÍ DỤ 1");
	assert_int_equal(candidates(false, "08", 0, "")->n_candidates, 0);
	assert_int_equal(candidates(false, "", 0, "")->n_candidates, 1);
	assert_int_equal(candidates(true, "19", 0, "")->n_candidates, 0);
}

static void products_of_lookalikes_are_a_pair(void **state)
{
	const Ocop__Registration__V1__ListMergeCandidatesReply *found;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)register_product_named(second_producer, "RAU ví dụ");
	(void)register_product_named(register_producer_named("HTX Khác hẳn"), "Rau Ví dụ");
	sign_in_agency();
	found = candidates(true, "19", 0, "");
	assert_int_equal(found->n_candidates, 1);
	assert_string_equal(found->candidates[0]->first->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(found->candidates[0]->reasons[0], "same_name");
}

static void pages_are_stable_and_the_likeliest_come_first(void **state)
{
	const Ocop__Registration__V1__ListMergeCandidatesReply *page;
	const char *cursor = "";
	uint32_t score = 100;
	size_t seen = 0;
	Ocop__Registration__V1__ListMergeCandidates message =
		OCOP__REGISTRATION__V1__LIST_MERGE_CANDIDATES__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	for (int i = 0; i < 4; i++)
		(void)register_producer_named("Tổ hợp tác Ví dụ 1");
	sign_in_agency();
	do {
		page = candidates(false, "19", 4, cursor);
		for (size_t i = 0; i < page->n_candidates; i++) {
			assert_true(page->candidates[i]->score <= score);
			score = page->candidates[i]->score;
			seen++;
		}
		cursor = page->next;
	} while (*cursor);
	assert_int_equal(seen, 6 * 5 / 2); /* six of one name */
	message.cursor = (char *)"x";
	assert_refused(harness_query(fixture.harness, &message.base), CURSOR_INVALID);
	message.cursor = (char *)"1|a|b|c";
	assert_refused(harness_query(fixture.harness, &message.base), CURSOR_INVALID);
	sign_in_producer();
	assert_refused(harness_query(fixture.harness, &message.base), ROLE_MISSING);
}

static void who_is_there_is_told_before_registering(void **state)
{
	Ocop__Registration__V1__FindSimilarProducers message =
		OCOP__REGISTRATION__V1__FIND_SIMILAR_PRODUCERS__INIT;
	const Ocop__Registration__V1__FindSimilarProducersReply *found;

	(void)state; /* the fixture holds it */
	message.name = (char *)"htx vi du 1";
	message.commune_code = (char *)"05503";
	found = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			     MESSAGE(find_similar_producers_reply));
	assert_int_equal(found->n_candidates, 2);
	assert_string_equal(found->candidates[0]->first->name, "htx vi du 1");
	assert_string_equal(found->candidates[0]->first->id, "");
	assert_true(found->candidates[0]->score >= found->candidates[1]->score);

	message.commune_code = (char *)""; /* anywhere */
	found = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			     MESSAGE(find_similar_producers_reply));
	assert_int_equal(found->n_candidates, 2);

	message.name = (char *)"Công ty TNHH Khác hẳn";
	message.registration_number = (char *)"4600 000 001";
	found = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			     MESSAGE(find_similar_producers_reply));
	assert_int_equal(found->n_candidates, 1);
	assert_string_equal(found->candidates[0]->reasons[0], "registration_number");

	message.name = (char *)" ";
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_MISSING);
	message.name = (char *)"HTX";
	message.commune_code = (char *)"99999";
	assert_refused(harness_query(fixture.harness, &message.base), UNIT_UNKNOWN);
}

static void dismissed_pair_does_not_come_again(void **state)
{
	Ocop__Registration__V1__RegisterProducer other = a_producer();
	Ocop__Registration__V1__ChangeProducer change =
		OCOP__REGISTRATION__V1__CHANGE_PRODUCER__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)register_product_named(second_producer, "RAU ví dụ");
	sign_in_agency();
	assert_int_equal(pairs(true), 1);
	assert_refused(dismiss(fixture.producer_id, second_producer, " "), REASON_MISSING);
	assert_refused(dismiss(fixture.producer_id, fixture.producer_id, "x"), NO_SUCH_THING);
	assert_refused(dismiss("producer_01K00000000000000000000000", second_producer, "x"),
		       NO_SUCH_THING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(dismiss(fixture.producer_id, second_producer, "Hai hộ"), SCOPE_MISSING);
	sign_in_commune();
	assert_refused(dismiss(fixture.producer_id, second_producer, "Hai hộ"), ROLE_MISSING);
	sign_in_agency();
	/* The other way round is the same pair. */
	(void)harness_id(fixture.harness, dismiss(second_producer, fixture.producer_id, "Hai hộ"));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(candidate_dismissed)), 1);
	assert_int_equal(pairs(false), 0);
	assert_int_equal(pairs(true), 0); /* it came of their likeness */
	assert_refused(dismiss(fixture.producer_id, second_producer, "Hai hộ"), NO_SUCH_THING);

	/* Neither a change, a product more nor a third of the name brings it back. */
	sign_in_commune();
	change.producer_id = (char *)second_producer;
	change.name = (char *)"HTX Ví Dụ 1";
	change.legal_form = LEGAL_FORM(COOPERATIVE);
	change.commune_code = (char *)"05503";
	change.reason = (char *)"Viết lại tên";
	(void)accepted_id(&change.base);
	(void)register_product_named(second_producer, "Rau ví Dụ");
	other.registration_number = (char *)"";
	(void)accepted_id(&other.base);
	sign_in_agency();
	assert_int_equal(pairs(false), 2);
}

static void pair_of_two_provinces_is_nobodys_to_dismiss_alone(void **state)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;
	Ocop__Registration__V1__RegisterProducer branch = a_producer();
	const Ocop__Registration__V1__ListMergeCandidatesReply *found;

	(void)state; /* the fixture holds it */
	/* A branch: the number with a suffix is another number and the same business. */
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	branch.registration_number = (char *)"4600000001-001";
	branch.name = (char *)"Chi nhánh khác hẳn";
	(void)accepted_id(&branch.base);
	row.product_name = (char *)"Chè";
	row.producer_name = (char *)"HTX Ví dụ 1";
	row.province = (char *)"Tuyên Quang";
	(void)accepted_id(&row.base);
	found = candidates(false, "08", 0, "");
	assert_int_equal(found->n_candidates, 0); /* a name is no reason over a border */
	found = candidates(false, "19", 0, "");
	assert_int_equal(found->n_candidates, 2);
	assert_string_equal(found->candidates[1]->reasons[0], "registration_number");
}

static void take_register_row(char **fields)
{
	Ocop__Registration__V1__ImportProduct row = register_row(fields);

	(void)command(&row.base); /* rows without a producer are refused */
}

static bool is_pair(const Ocop__Registration__V1__ListMergeCandidatesReply *found, const char *one,
		    const char *other)
{
	for (size_t i = 0; i < found->n_candidates; i++) {
		const char *first = found->candidates[i]->first->name;
		const char *second = found->candidates[i]->second->name;

		if ((strcmp(first, one) == 0 && strcmp(second, other) == 0) ||
		    (strcmp(first, other) == 0 && strcmp(second, one) == 0))
			return true;
	}
	return false;
}

/* Read off the register: who of Thái Nguyên (with Bắc Kạn) and Nghệ An is there twice, and who only
 * looks so. */
static void register_contains_these(void **state)
{
	static const struct {
		const char *province_code;
		bool products;
		bool twice;
		const char *one;
		const char *other;
	} rows[] = {
		{"19", false, true, "HTX Tài Hoan", "Hợp tác xã Tài Hoan"},
		{"19", false, true, "HTX chè Hảo Đạt", "HTX Chè Hảo Đạt"},
		{"19", false, true, "HTX Minh Anh", "Hợp tác xã Minh Anh"},
		{"19", false, true, "HTX nông sản Phú Lương", "Hợp tác xã Nông sản Phú Lương"},
		{"19", false, true, "HTX rượu men lá Thanh Tâm", "HTX Rượu men lá Thanh Tâm"},
		{"19", false, true, "HTX rượu chuối Tân Dân", "Hợp tác xã Tân Dân"},
		{"19", false, true, "Công ty cổ phần nông sản Bắc Kạn",
		 "Công ty cổ phần Nông sản Bắc Kạn"},
		{"19", false, true, "Công ty CP Curcumin Bắc Hà",
		 "Công ty cổ phần Curcumin Bắc Hà"},
		{"19", false, true, "Công ty Cổ phần Curmin Bắc Hà",
		 "Công ty cổ phần Curcumin Bắc Hà"},
		{"19", false, true, "Công ty TNHH nhà máy Curcumin Bắc Hà",
		 "Công ty cổ phần Curcumin Bắc Hà"},
		{"40", false, true, "HTX Nông nghiệp Sen Quê Bác", "Hợp tác xã sen Quê Bác"},
		{"40", false, true, "Công ty TNHH Đức Phong", "Đức Phong Co Ltd"},
		{"19", false, false, "HTX rượu men lá Thanh Tâm", "HTX rượu men lá Bằng Phúc"},
		{"19", false, false, "HTX Việt Cường", "HTX miến Việt Cường"},
		{"19", false, false, "HTX trà xanh Thái Nguyên", "Công ty CP Nông sản Thái Nguyên"},
		{"19", true, true, "Miến dong", "Miến dong Tài Hoan"},
		{"19", true, true, "Chè đinh", "Chè Đinh Tân Cương"},
		{"19", true, true, "Trà tôm nõn hương quê", "Trà tôm nõn hương quê"},
		{"19", true, true, "Vicumax Nano Curcumin",
		 "Thực phẩm bảo vệ sức khỏe Vicumax Nano Curcumin"},
		{"19", true, false, "Trà móc câu hương quê", "Trà tôm nõn hương quê"},
		{"19", true, false, "Trà móc câu Đạt Phát", "Trà đinh Đạt Phát"},
	};
	size_t wrong = 0;

	(void)state; /* the fixture holds it */
	record_all_units();
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	(void)each_row(REGISTER_CSV, take_register_row);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool found = is_pair(candidates(rows[i].products, rows[i].province_code, 200, ""),
				     rows[i].one, rows[i].other);

		if (found != rows[i].twice) {
			print_error("%s, %s\n", rows[i].one, rows[i].other);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	/* Few enough to be gone through: a hundred and more producers, and who else than the above.
	 */
	assert_in_range(candidates(false, "19", 200, "")->n_candidates, 12, 25);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_twice, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(same_name_otherwise_written_is_a_pair),
		TEST(products_of_lookalikes_are_a_pair),
		TEST(pages_are_stable_and_the_likeliest_come_first),
		TEST(who_is_there_is_told_before_registering),
		TEST(dismissed_pair_does_not_come_again),
		TEST(pair_of_two_provinces_is_nobodys_to_dismiss_alone),
		TEST(register_contains_these),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
