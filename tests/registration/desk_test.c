/* desk_test.c - what waits with an office: overdue first, then by due day, then oldest first
 *
 * June 2026 begins on a Monday: what is submitted on a day is due 21 days later, three weeks.
 */
#include "common/store/transaction.h"
#include "registration/records/desk/desk.h"
#include "registration_fixture.h"

static Ocop__Registration__V1__ListDesk a_desk(Ocop__Registration__V1__Office office)
{
	Ocop__Registration__V1__ListDesk message = OCOP__REGISTRATION__V1__LIST_DESK__INIT;

	message.office = office;
	return message;
}

static const Ocop__Common__V1__Reply *ask(const Ocop__Registration__V1__ListDesk *message)
{
	return harness_query(fixture.harness, &message->base);
}

static const Ocop__Registration__V1__ListDeskReply *desk_of(
	const Ocop__Registration__V1__ListDesk *message)
{
	return harness_body(fixture.harness, ask(message), MESSAGE(list_desk_reply));
}

static const Ocop__Registration__V1__ListDeskReply *desk(Ocop__Registration__V1__Office office)
{
	Ocop__Registration__V1__ListDesk message = a_desk(office);

	return desk_of(&message);
}

static void assert_items(const Ocop__Registration__V1__ListDeskReply *reply,
			 const char *const *dossier_ids, size_t count)
{
	assert_int_equal(reply->n_items, count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(reply->items[i]->dossier->dossier_id, dossier_ids[i]);
}

/* Another product of the fixture's producer; the fixture's from now on. Five minutes later than the
 * one before, on whatever day: the clock goes on meanwhile, and the machine may be slow. */
static void register_another_product(void)
{
	static int number;
	Ocop__Registration__V1__RegisterProduct product = a_product();

	harness_advance(fixture.harness, 300 * 1000000LL * (number + 1));
	product.name = arena_printf(harness_arena(fixture.harness), "Rau Ví dụ %d", ++number);
	sign_in_producer();
	fixture.product_id = accepted_id(&product.base);
}

/* Of a product of its own, submitted on a day. */
static const char *submitted_on(const char *day)
{
	const char *dossier_id;

	harness_set_date(fixture.harness, day);
	register_another_product();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	return dossier_id;
}

static void screen_and_propose(const char *dossier_id)
{
	sign_in_commune();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, propose(dossier_id));
}

static void overdue_first_then_by_due_day_then_oldest_first(void **state)
{
	const char *ids[4];
	const Ocop__Registration__V1__ListDeskReply *reply;
	Ocop__Registration__V1__ListDesk overdue_only = a_desk(OFFICE(COMMUNE));

	(void)state; /* the fixture holds it */
	ids[3] = submitted_on("2026-06-04");
	ids[0] = submitted_on("2026-06-01"); /* the clock goes back: the order is not the ids' */
	ids[1] = submitted_on("2026-06-02");
	ids[2] = submitted_on("2026-06-02");
	harness_set_date(fixture.harness, "2026-06-24");
	sign_in_commune();
	reply = desk(OFFICE(COMMUNE));
	assert_items(reply, ids, 4);
	assert_int_equal(reply->total, 4);
	assert_int_equal(reply->overdue, 3);
	assert_string_equal(reply->next, "");
	assert_true(reply->items[2]->overdue);
	assert_false(reply->items[3]->overdue);

	assert_string_equal(reply->items[0]->waits_since, "2026-06-01");
	assert_string_equal(reply->items[0]->due_on, "2026-06-22");
	assert_int_equal(reply->items[0]->waiting_days, 23);
	assert_int_equal(reply->items[0]->waiting_working_days, 17);
	assert_false(reply->items[0]->supplement_open);
	assert_int_equal(reply->items[0]->dossier->state, DOSSIER_STATE(SUBMITTED));
	assert_string_equal(reply->items[0]->dossier->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(reply->items[0]->dossier->commune_code, "05503");

	overdue_only.overdue_only = true;
	reply = desk_of(&overdue_only);
	assert_items(reply, ids, 3);
	assert_int_equal(reply->total, 4);
	assert_int_equal(reply->overdue, 3);
}

static void what_is_due_on_a_day_off_is_overdue_after_the_next_working_day(void **state)
{
	const char *dossier_id = submitted_on("2026-06-01");

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Thiếu giấy", "2026-06-14"));
	harness_set_date(fixture.harness, "2026-06-15"); /* a Monday */
	assert_int_equal(desk(OFFICE(PRODUCER))->overdue, 0);
	harness_set_date(fixture.harness, "2026-06-16");
	assert_int_equal(desk(OFFICE(PRODUCER))->overdue, 1);
}

static void nothing_due_comes_last_and_oldest_first(void **state)
{
	const char *ids[4];

	(void)state; /* the fixture holds it */
	harness_set_date(fixture.harness, "2026-06-03");
	register_another_product();
	ids[2] = open_a_dossier(); /* drafts, nothing due */
	harness_set_date(fixture.harness, "2026-06-04");
	register_another_product();
	ids[3] = open_a_dossier();
	ids[0] = submitted_on("2026-06-05");
	ids[1] = submitted_on("2026-06-05");
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(ids[1], "Thiếu giấy", "2026-06-30"));
	(void)harness_id(fixture.harness, return_it(ids[0], "Thiếu giấy", "2026-06-29"));
	sign_in_producer();
	assert_items(desk(OFFICE(PRODUCER)), ids, 4);
	assert_int_equal(desk(OFFICE(COMMUNE))->total, 0);
}

static void pages_hold_under_change(void **state)
{
	Ocop__Registration__V1__ListDesk page = a_desk(OFFICE(COMMUNE));
	const Ocop__Registration__V1__ListDeskReply *reply;
	const char *ids[5];

	(void)state; /* the fixture holds it */
	for (int i = 0; i < 5; i++)
		ids[i] = submitted_on("2026-06-01"); /* minutes apart */
	sign_in_commune();
	page.limit = 2;
	reply = desk_of(&page);
	assert_items(reply, ids, 2);
	assert_int_equal(reply->total, 5);

	/* The first goes on, one more comes that is due later, the third comes back anew. */
	screen_and_propose(ids[0]);
	(void)harness_id(fixture.harness, return_it(ids[2], "Thiếu giấy", "2026-06-20"));
	(void)submitted_on("2026-06-02");
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(ids[2]));
	sign_in_commune();
	page.cursor = reply->next;
	reply = desk_of(&page);
	assert_items(reply, ids + 3, 2);
	assert_int_equal(reply->total, 5);
	page.cursor = reply->next;
	reply = desk_of(&page);
	assert_int_equal(reply->n_items, 2); /* what came since, each once */
	assert_string_equal(reply->next, "");
}

static void a_desk_shows_what_the_callers_grants_cover(void **state)
{
	Ocop__Registration__V1__ListDesk of_commune = a_desk(OFFICE(COMMUNE));
	Ocop__Registration__V1__ListDesk elsewhere = a_desk(OFFICE(COMMUNE));
	Ocop__Registration__V1__ListDesk other_province = a_desk(OFFICE(COMMUNE));
	Ocop__Common__V1__Grant grants[] = {OCOP__COMMON__V1__GRANT__INIT,
					    OCOP__COMMON__V1__GRANT__INIT};
	const char *ids[2] = {submitted_on("2026-06-01"), submitted_on("2026-06-01")};

	(void)state; /* the fixture holds it */
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_int_equal(desk(OFFICE(COMMUNE))->total, 0);
	of_commune.commune_code = (char *)"05503"; /* whichever he asks for */
	assert_int_equal(desk_of(&of_commune)->total, 0);
	sign_in_unit("account_agency_08", ROLE(OCOP_AGENCY), "08");
	assert_int_equal(desk(OFFICE(COMMUNE))->total, 0);

	sign_in_agency();
	assert_items(desk(OFFICE(COMMUNE)), ids, 2);
	assert_items(desk_of(&of_commune), ids, 2);
	elsewhere.commune_code = (char *)"02155";
	assert_int_equal(desk_of(&elsewhere)->total, 0);
	other_province.province_code = (char *)"08";
	assert_int_equal(desk_of(&other_province)->total, 0);
	of_commune.province_code = (char *)"08";
	assert_int_equal(desk_of(&of_commune)->total, 0);
	sign_in_producer();
	assert_items(desk(OFFICE(COMMUNE)), ids, 2);
	sign_in_unit("account_ministry", ROLE(MINISTRY), "");
	assert_items(desk(OFFICE(COMMUNE)), ids, 2);

	grants[0].role = ROLE(COMMUNE_OFFICER); /* two communes, one account */
	grants[0].unit_code = (char *)"02155";
	grants[1].role = ROLE(COMMUNE_OFFICER);
	grants[1].unit_code = (char *)"05503";
	harness_sign_in(fixture.harness, "account_both", grants, 2);
	assert_items(desk(OFFICE(COMMUNE)), ids, 2);
}

static void who_takes_no_part_sees_it_on_no_desk(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__ConflictDeclared event = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;
	Ocop__Registration__V1__AskSupplement supplement =
		OCOP__REGISTRATION__V1__ASK_SUPPLEMENT__INIT;
	Ocop__Registration__V1__ReturnItem item = OCOP__REGISTRATION__V1__RETURN_ITEM__INIT;
	Ocop__Registration__V1__ReturnItem *items[] = {&item};
	const char *dossier_id = a_proposed_dossier();
	const Ocop__Registration__V1__ListDeskReply *reply;

	(void)state; /* the fixture holds it */
	plan(&round);
	assert_int_equal(desk(OFFICE(PROVINCE))->total, 1);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	assert_int_equal(desk(OFFICE(PROVINCE))->total, 0);
	item.text = (char *)"Kết quả kiểm nghiệm";
	supplement.dossier_id = (char *)dossier_id;
	supplement.reason = (char *)"Cần kiểm nghiệm lại";
	supplement.deadline = (char *)"2026-06-19";
	supplement.items = items;
	supplement.n_items = 1;
	(void)accepted_id(&supplement.base);
	reply = desk(OFFICE(PRODUCER));
	assert_items(reply, &dossier_id, 1);
	assert_true(reply->items[0]->supplement_open);
	assert_string_equal(reply->items[0]->due_on, "2026-06-19");

	event.round_id = round.round_id;
	event.dossier_id = (char *)dossier_id;
	event.member_id = (char *)"account_member";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &event.base);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "19");
	reply = desk(OFFICE(PRODUCER));
	assert_int_equal(reply->n_items, 0);
	assert_int_equal(reply->total, 0); /* nor counted */
	sign_in_unit("account_other", ROLE(COUNCIL_MEMBER), "19");
	assert_int_equal(desk(OFFICE(PRODUCER))->total, 1);
}

static void what_is_no_desk_is_refused(void **state)
{
	static const char *const cursors[] = {
		"x",
		"2026-06-22|dossier_01K00000000000000000000000",
		"2026-06-22|1|product_01K00000000000000000000000",
		"2026-06-31|1|dossier_01K00000000000000000000000",
		"2026-06-22|x|dossier_01K00000000000000000000000",
		"2026-06-22||dossier_01K00000000000000000000000",
		"2026-06-22|1x|dossier_01K00000000000000000000000",
	};
	Ocop__Registration__V1__ListDesk message = a_desk(OFFICE(UNSPECIFIED));

	(void)state; /* the fixture holds it */
	sign_in_agency();
	assert_refused(ask(&message), FIELD_MISSING);
	message.office = OFFICE(ROUND);
	assert_refused(ask(&message), FIELD_INVALID);
	message.office = OFFICE(NOBODY);
	assert_refused(ask(&message), FIELD_INVALID);
	message.office = OFFICE(COMMUNE);
	message.commune_code = (char *)"99999";
	assert_refused(ask(&message), UNIT_UNKNOWN);
	message.commune_code = (char *)"";
	message.province_code = (char *)"99";
	assert_refused(ask(&message), UNIT_UNKNOWN);
	message.province_code = (char *)"";
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		message.cursor = (char *)cursors[i];
		assert_refused(ask(&message), CURSOR_INVALID);
	}
	message.cursor = (char *)"";
	harness_sign_in(fixture.harness, "account_without_grants", NULL, 0);
	assert_refused(ask(&message), ROLE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask(&message), TOKEN_MISSING);
}

/* --- how the store would run the desk's statements */

static enum decision explain(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	static const char *const plans[DESK_STATEMENTS] = {
		"SEARCH dossiers USING INDEX dossiers_by_commune_desk"
		" (waits_with=? AND commune_code=?)",
		"SEARCH dossiers USING INDEX dossiers_by_province_desk"
		" (waits_with=? AND province_code=?)",
		"SEARCH dossiers USING INDEX dossiers_by_producer_desk"
		" (producer_id=? AND waits_with=?)",
		"SEARCH dossiers USING INDEX dossiers_by_desk (waits_with=?)",
	};
	Ocop__Common__V1__Accepted answer = OCOP__COMMON__V1__ACCEPTED__INIT;

	(void)message;
	for (size_t i = 0; i < DESK_STATEMENTS; i++) {
		size_t steps = 0;

		statement(tx, arena_printf(transaction_arena(tx), "EXPLAIN QUERY PLAN %s",
					   desk_statements[i]));
		bind_i64(tx, OFFICE(COMMUNE));
		if (strstr(desk_statements[i], "$2"))
			bind_text(tx, "05503");
		while (statement_step(tx)) {
			assert_string_equal(column_text(tx, "detail"), plans[i]);
			steps++;
		}
		assert_int_equal(steps, 1); /* no second step: nothing is sorted */
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static void desks_are_found_and_ordered_by_their_indexes(void **state)
{
	static const struct query queries[] = {
		{
			.message = &ocop__registration__v1__list_desk__descriptor,
			.reply = &ocop__common__v1__accepted__descriptor,
			.allow = ALLOW_ANYONE,
			.handle = explain,
		},
		{0},
	};
	static const struct service_definition definition = {
		.name = "registration",
		.migrations = registration_migrations,
		.queries = queries,
	};
	Ocop__Registration__V1__ListDesk message = a_desk(OFFICE(COMMUNE));

	(void)state;
	fixture.harness = harness_create(&definition, NULL);
	(void)harness_body(fixture.harness, ask(&message), &ocop__common__v1__accepted__descriptor);
	harness_destroy(fixture.harness);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(overdue_first_then_by_due_day_then_oldest_first),
		TEST(what_is_due_on_a_day_off_is_overdue_after_the_next_working_day),
		TEST(nothing_due_comes_last_and_oldest_first),
		TEST(pages_hold_under_change),
		TEST(a_desk_shows_what_the_callers_grants_cover),
		TEST(who_takes_no_part_sees_it_on_no_desk),
		TEST(what_is_no_desk_is_refused),
		cmocka_unit_test(desks_are_found_and_ordered_by_their_indexes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
