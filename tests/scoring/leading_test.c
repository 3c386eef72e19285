/* leading_test.c - who leads a council through a round: its own chair, or who stands in for him
 *
 * A chair's role need not be limited to a round, so the role alone must not be enough: what he may
 * do hangs on the list of the council and on the conflicts.
 */
#include "scoring_fixture.h"

static const char *const other_chair = "account_chair_of_another_council";

static void sign_in_other_chair(void)
{
	harness_sign_in_as(fixture.harness, other_chair, ROLE(COUNCIL_CHAIR), "");
}

static const Ocop__Common__V1__Reply *close_asked(const char *round_id)
{
	Ocop__Scoring__V1__CloseDossier message = OCOP__SCORING__V1__CLOSE_DOSSIER__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	return command(&message.base);
}

static const Ocop__Common__V1__Reply *rescore_asked(const char *round_id)
{
	Ocop__Scoring__V1__RescoreDossier message = OCOP__SCORING__V1__RESCORE_DOSSIER__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.reason = (char *)"sai sót khi chấm";
	return command(&message.base);
}

static void the_chair_of_another_council_leads_nothing_here(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	Ocop__Scoring__V1__StartScoring start_message = OCOP__SCORING__V1__START_SCORING__INIT;
	Ocop__Scoring__V1__CloseRound close_message = OCOP__SCORING__V1__CLOSE_ROUND__INIT;
	const char *round_id = round_planned();

	(void)state;
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	start_message.round_id = (char *)round_id;
	close_message.round_id = (char *)round_id;
	sign_in_other_chair();
	assert_refused(command(&start_message.base), SCOPE_MISSING);
	sign_in_chair();
	assert_accepted(command(&start_message.base));

	totals_submitted(round_id, totals, 3);
	sign_in_other_chair();
	assert_refused(close_asked(round_id), SCOPE_MISSING);
	sign_in_chair();
	assert_accepted(close_asked(round_id));
	sign_in_other_chair();
	assert_refused(rescore_asked(round_id), SCOPE_MISSING);
	assert_refused(command(&close_message.base), SCOPE_MISSING);
	sign_in_chair();
	assert_accepted(command(&close_message.base));
}

/* He stands in for the chair in this dossier, with the role that members have. */
static void the_acting_chair_closes_and_orders_the_next_pass(void **state)
{
	const char *round_id = round_in_scoring(4);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	for (size_t i = 1; i < 4; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	sign_in_member("account_member_1");
	assert_refused(close_asked(round_id), SCOPE_MISSING);
	sign_in_chair();
	assert_refused(close_asked(round_id), MEMBER_HAS_CONFLICT);
	sign_in_member("account_vice");
	assert_accepted(close_asked(round_id));
	sign_in_member("account_member_1");
	assert_refused(rescore_asked(round_id), SCOPE_MISSING);
	sign_in_member("account_vice");
	assert_accepted(rescore_asked(round_id));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_chair_of_another_council_leads_nothing_here),
		TEST(the_acting_chair_closes_and_orders_the_next_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
