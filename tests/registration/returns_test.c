/* returns_test.c - dossiers sent back: reason, things to put right one by one, and a deadline; what
 * the commune writes when it screens
 */
#include "common/base/memory.h"
#include "registration_fixture.h"

enum { ITEMS_MOST = 40, ITEM_LENGTH_MOST = 250 };

static Ocop__Registration__V1__ReturnDossier a_return(const char *dossier_id)
{
	Ocop__Registration__V1__ReturnDossier message =
		OCOP__REGISTRATION__V1__RETURN_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)"Hồ sơ còn thiếu";
	message.deadline = (char *)"2026-07-15";
	return message;
}

/* Sends back with one thing to put right. */
static const Ocop__Common__V1__Reply *return_for(const char *dossier_id, const char *code,
						 const char *text)
{
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[] = {&item};

	item.code = (char *)code;
	item.text = (char *)text;
	message.items = items;
	message.n_items = 1;
	return command(&message.base);
}

static const char *a_submitted_dossier(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	return dossier_id;
}

static const Ocop__Registration__V1__DossierMove *last_move(const char *dossier_id)
{
	const Ocop__Registration__V1__Dossier *dossier = get_dossier_of(dossier_id);

	return dossier->history[dossier->n_history - 1];
}

static void what_is_to_be_put_right_is_kept_and_told(void **state)
{
	static const char *const rows[][2] = {
		{"M01.phone", "Số điện thoại không liên lạc được"},
		{"2.1", "Chưa có ảnh chụp khu vực sản xuất"},
		{"EV_FACILITY", "Giấy chứng nhận đã hết hạn"},
		{"", "Viết rõ hơn   câu chuyện sản phẩm"}, /* in particular about nothing */
	};
	enum { COUNT = sizeof rows / sizeof *rows };
	Ocop__Registration__V1__ReturnItem items[COUNT], *pointers[COUNT];
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);
	const Ocop__Registration__V1__DossierReturned *event;
	const Ocop__Registration__V1__DossierMove *move;

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < COUNT; i++) {
		ocop__registration__v1__return_item__init(&items[i]);
		items[i].code = (char *)rows[i][0];
		items[i].text = (char *)rows[i][1];
		pointers[i] = &items[i];
	}
	message.items = pointers;
	message.n_items = COUNT;
	(void)accepted_id(&message.base);

	move = last_move(dossier_id);
	event = harness_last_event(fixture.harness, MESSAGE(dossier_returned));
	assert_int_equal(move->to, DOSSIER_STATE(RETURNED));
	assert_string_equal(move->reason, "Hồ sơ còn thiếu");
	assert_string_equal(move->deadline, "2026-07-15");
	assert_int_equal(move->n_items, COUNT);
	assert_int_equal(event->n_items, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		assert_string_equal(move->items[i]->code, rows[i][0]);
		assert_string_equal(event->items[i]->code, rows[i][0]);
		assert_string_equal(event->items[i]->text, move->items[i]->text);
	}
	assert_string_equal(move->items[0]->text, rows[0][1]);
	assert_string_equal(move->items[3]->text, "Viết rõ hơn câu chuyện sản phẩm"); /* composed */
}

static void each_return_keeps_its_own(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	const Ocop__Registration__V1__Dossier *dossier;

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, return_for(dossier_id, "M01.phone", "Sai số"));
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_int_equal(last_move(dossier_id)->n_items, 0);
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
	sign_in_agency();
	(void)harness_id(fixture.harness, return_for(dossier_id, "EV_BIZ", "Bản chụp mờ"));

	dossier = get_dossier_of(dossier_id);
	assert_int_equal(dossier->n_history, 7);
	assert_string_equal(dossier->history[2]->items[0]->text, "Sai số");
	assert_string_equal(dossier->history[6]->items[0]->text, "Bản chụp mờ");
}

static void reason_alone_is_enough(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);

	(void)state; /* the fixture holds it */
	(void)accepted_id(&message.base);
	assert_int_equal(last_move(dossier_id)->n_items, 0);
}

static void items_are_held_against_book_and_sheet(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	char text[3 * ITEM_LENGTH_MOST + 4] = "";

	(void)state; /* the fixture holds it */
	assert_refused(return_for(dossier_id, "M01.no_such_field", "Sai"), FIELD_INVALID);
	assert_refused(return_for(dossier_id, "M09.phone", "Sai"), FIELD_INVALID);
	assert_refused(return_for(dossier_id, "99.9", "Sai"), FIELD_INVALID);
	assert_refused(return_for(dossier_id, "EV_NO_SUCH", "Sai"), FIELD_INVALID);
	assert_refused(return_for(dossier_id, "M01.phone", "  "), FIELD_MISSING);
	for (int i = 0; i <= ITEM_LENGTH_MOST; i++)
		strcat(text, "ộ");
	assert_refused(return_for(dossier_id, "M01.phone", text), FIELD_TOO_LONG);
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(SUBMITTED));
	(void)harness_id(fixture.harness,
			 return_for(dossier_id, "M01.phone", text + strlen("ộ"))); /* one less */
}

static void items_are_so_many_at_most(void **state)
{
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[ITEMS_MOST + 1];
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);
	char text[4 * ITEM_LENGTH_MOST + 1] = "", reason[4 * 4000 + 1] = "";

	(void)state; /* the fixture holds it */
	/* The longest in bytes that is allowed, all of it: it must fit into one event. */
	for (int i = 0; i < ITEM_LENGTH_MOST; i++)
		memcpy(text + (size_t)4 * (size_t)i, "🍵", 5);
	for (int i = 0; i < 4000; i++)
		memcpy(reason + (size_t)4 * (size_t)i, "🍵", 5);
	item.code = (char *)"M02.has_quality_declaration";
	item.text = text;
	for (size_t i = 0; i <= ITEMS_MOST; i++)
		items[i] = &item;
	message.reason = reason;
	message.items = items;
	message.n_items = ITEMS_MOST + 1;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	message.n_items = ITEMS_MOST;
	(void)accepted_id(&message.base);
	assert_int_equal(last_move(dossier_id)->n_items, ITEMS_MOST);
}

static void only_who_has_it_sends_it_back(void **state)
{
	const char *dossier_id = a_submitted_dossier();

	(void)state; /* the fixture holds it */
	sign_in_agency();
	assert_refused(return_for(dossier_id, "", "Sai"), ROLE_MISSING); /* the commune has it */
	sign_in_producer();
	assert_refused(return_for(dossier_id, "", "Sai"), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(return_for(dossier_id, "", "Sai"), SCOPE_MISSING);
	sign_in_commune();
	assert_refused(return_for("dossier_01K00000000000000000000000", "", "Sai"), NO_SUCH_THING);
	(void)harness_id(fixture.harness, return_for(dossier_id, "", "Sai"));
	assert_refused(return_for(dossier_id, "", "Sai"), DOSSIER_STATE);
}

static void the_same_return_has_one_effect(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[] = {&item};
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	item.text = (char *)"Sai";
	message.items = items;
	message.n_items = 1;
	command_id_create(clock_machine_us(), id);
	for (int i = 0; i < 2; i++) {
		(void)harness_id(fixture.harness,
				 harness_command_as(fixture.harness, id, 0, &message.base));
		harness_restart(fixture.harness);
	}
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_returned)), 1);
	assert_int_equal(last_move(dossier_id)->n_items, 1);
}

static const Ocop__Common__V1__Reply *screen_with(const char *dossier_id, const char *remark,
						  const char *request)
{
	static const char *const checks[] = {"material_origin", "local_labour", "idea_origin",
					     "identity"};
	Ocop__Registration__V1__ScreenDossier message =
		OCOP__REGISTRATION__V1__SCREEN_DOSSIER__INIT;
	Ocop__Registration__V1__ScreeningFinding findings[4], *pointers[4];

	for (size_t i = 0; i < 4; i++) {
		ocop__registration__v1__screening_finding__init(&findings[i]);
		findings[i].check_code = (char *)checks[i];
		findings[i].satisfied = i != 1;
		pointers[i] = &findings[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.findings = pointers;
	message.n_findings = 4;
	message.components_remark = (char *)remark;
	message.request = (char *)request;
	return command(&message.base);
}

static void what_the_commune_writes_stands_in_its_report(void **state)
{
	const char *dossier_id = a_submitted_dossier();
	const Ocop__Registration__V1__Dossier *dossier;
	char *too_long = memory_alloc(4002);

	(void)state; /* the fixture holds it */
	memset(too_long, 'a', 4001);
	assert_refused(screen_with(dossier_id, too_long, ""), FIELD_TOO_LONG);
	assert_refused(screen_with(dossier_id, "", too_long), FIELD_TOO_LONG);
	memory_free(too_long);
	(void)harness_id(fixture.harness, screen_with(dossier_id, "Đủ thành phần", "Đề nghị"));
	(void)harness_id(fixture.harness, screen_with(dossier_id, " Đủ  thành phần hồ sơ ",
						      "Đề nghị tỉnh đánh giá"));
	dossier = get_dossier_of(dossier_id);
	assert_string_equal(dossier->components_remark, "Đủ thành phần hồ sơ");
	assert_string_equal(dossier->request, "Đề nghị tỉnh đánh giá");
	assert_int_equal(dossier->n_findings, 4);

	/* What is not satisfied goes with the report: the province judges. */
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
	sign_in_agency();
	(void)harness_id(fixture.harness, return_for(dossier_id, "", "Sai"));
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id)); /* to be screened anew */
	dossier = get_dossier_of(dossier_id);
	assert_string_equal(dossier->components_remark, "");
	assert_string_equal(dossier->request, "");
}

static int open_with_late_filing(void **state)
{
	assert_int_equal(setenv("OCOP_RE_RATING_LATE_FILING", "chairman_exception", 1), 0);
	return open_registration(state);
}

static int close_with_late_filing(void **state)
{
	assert_int_equal(unsetenv("OCOP_RE_RATING_LATE_FILING"), 0);
	return close_registration(state);
}

/* By the chairman, up to a day. */
static void let_it_be_filed_late(const char *until)
{
	Ocop__Registration__V1__AllowLateFiling message =
		OCOP__REGISTRATION__V1__ALLOW_LATE_FILING__INIT;

	sign_in_unit("account_chairman", ROLE(CHAIRMAN), "19");
	message.certificate_code = (char *)"0123456789";
	message.until = (char *)"2026-09-01";
	message.reason = (char *)"Lũ quét làm gián đoạn sản xuất";
	message.decision_number = (char *)"40/QĐ-UBND";
	assert_refused(command(&message.base), DATE_INVALID); /* over */
	message.until = (char *)until;
	(void)accepted_id(&message.base);
}

/* The window before 31 December 2026 is 4 July to 2 September. */
static void late_re_rating_is_recorded_as_such(void **state)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	Ocop__Registration__V1__OpenDossier message = a_dossier();
	const Ocop__Registration__V1__DossierSubmitted *submitted;
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	certificate.code = (char *)"0123456789";
	certificate.product_id = (char *)fixture.product_id;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate.star = 3;
	certificate.valid_until = (char *)"2026-12-31";
	event.certificate = &certificate;
	harness_event(fixture.harness, "certification", certificate.code, &event.base);
	message.kind = DOSSIER_KIND(RE_RATING);
	message.certificate_code = (char *)"0123456789";

	harness_set_date(fixture.harness, "2026-09-02");
	sign_in_producer();
	dossier_id = accepted_id(&message.base);
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_string_equal(last_move(dossier_id)->reason, "");
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Thử"));

	harness_set_date(fixture.harness, "2026-09-03");
	sign_in_producer();
	dossier_id = accepted_id(&message.base);
	complete(dossier_id);
	assert_refused(submit(dossier_id), RE_RATING_WINDOW);
	let_it_be_filed_late("2026-09-30");
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_string_equal(last_move(dossier_id)->reason,
			    "Nộp ngoài thời hạn từ 180 đến 120 ngày trước khi giấy chứng nhận"
			    " hết hạn, theo 40/QĐ-UBND");
	submitted = harness_last_event(fixture.harness,
				       &ocop__registration__v1__dossier_submitted__descriptor);
	assert_true(submitted->filed_late);
	assert_string_equal(submitted->certificate_code, "0123456789");
	assert_string_equal(submitted->submitted_on, "2026-09-03");
}

static void day_named_is_within_a_year(void **state)
{
	const char *dossier_id = a_submitted_dossier(); /* on 2026-06-01 */
	Ocop__Registration__V1__ReturnDossier message = a_return(dossier_id);
	const Ocop__Common__V1__Reply *reply;

	(void)state; /* the fixture holds it */
	message.deadline = (char *)"2999-12-31";
	reply = command(&message.base);
	assert_refused(reply, DATE_INVALID);
	assert_string_equal(reply->refusals[0]->field, "deadline");
	assert_string_equal(reply->refusals[0]->detail, "at most a year from today");
	message.deadline = (char *)"2027-06-02";
	assert_refused(command(&message.base), DATE_INVALID);
	message.deadline = (char *)"2027-06-01";
	(void)accepted_id(&message.base);
	assert_string_equal(last_move(dossier_id)->deadline, "2027-06-01");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(what_is_to_be_put_right_is_kept_and_told),
		TEST(each_return_keeps_its_own),
		TEST(reason_alone_is_enough),
		TEST(items_are_held_against_book_and_sheet),
		TEST(items_are_so_many_at_most),
		TEST(only_who_has_it_sends_it_back),
		TEST(the_same_return_has_one_effect),
		TEST(what_the_commune_writes_stands_in_its_report),
		cmocka_unit_test_setup_teardown(late_re_rating_is_recorded_as_such,
						open_with_late_filing, close_with_late_filing),
		TEST(day_named_is_within_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
