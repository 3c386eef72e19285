/* accounts_test.c - agencies, accounts and roles: who may do what, from when to when */
#include "identity_fixture.h"

static void an_agency_is_added_once_and_stays(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddAgency add = an_agency();

	assert_int_equal(harness_refusal(harness_command(harness, &add.base)),
			 REFUSAL(UNIT_UNKNOWN));
	record_thai_nguyen(harness);
	assert_string_equal(harness_id(harness, harness_command(harness, &add.base)),
			    "commune-na-ri");
	assert_string_equal(harness_id(harness, harness_command(harness, &add.base)),
			    "commune-na-ri");
	/* The operator's own and this one. */
	assert_int_equal(harness_events(harness, MESSAGE(agency_added)), 2);

	add.name_vi = (char *)"Ủy ban nhân dân xã Côn Minh";
	assert_int_equal(harness_refusal(harness_command(harness, &add.base)),
			 REFUSAL(AGENCY_EXISTS));
}

static void an_agency_is_whole(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddAgency add = OCOP__IDENTITY__V1__ADD_AGENCY__INIT;

	const Ocop__Common__V1__Reply *reply = harness_command(harness, &add.base);
	assert_int_equal(reply->n_refusals, 3);
	assert_string_equal(reply->refusals[0]->field, "agency_id");
	assert_string_equal(reply->refusals[1]->field, "name_vi");
	assert_string_equal(reply->refusals[2]->field, "kind");

	add = an_agency();
	add.unit_code = (char *)"";
	assert_int_equal(harness_refusal(harness_command(harness, &add.base)),
			 REFUSAL(FIELD_MISSING));
	add.kind = OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_MINISTRY;
	assert_int_equal(harness_refusal(harness_command(harness, &add.base)), 0);
}

static void only_the_operator_adds(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddAgency add = an_agency();

	harness_sign_in_as(harness, "account_7", ROLE(OCOP_AGENCY), "19");
	assert_int_equal(harness_refusal(harness_command(harness, &add.base)),
			 REFUSAL(ROLE_MISSING));
	harness_sign_in(harness, NULL, NULL, 0);
	assert_int_equal(harness_refusal(harness_command(harness, &add.base)),
			 REFUSAL(TOKEN_MISSING));
	assert_int_equal(harness_events(harness, MESSAGE(agency_added)), 1);
}

static void an_account_is_added_without_its_secrets_in_the_event(void **state)
{
	struct harness *harness = *state;
	const char *account_id = add_an_account(harness);
	Ocop__Identity__V1__GetAccount get = OCOP__IDENTITY__V1__GET_ACCOUNT__INIT;

	const Ocop__Identity__V1__AccountAdded *event =
		harness_last_event(harness, MESSAGE(account_added));
	assert_string_equal(event->account_id, account_id);
	assert_string_equal(event->agency_id, "commune-na-ri");
	assert_int_equal(event->n_grants, 1);
	assert_int_equal(event->grants[0]->role, ROLE(COMMUNE_OFFICER));
	assert_string_equal(event->grants[0]->unit_code, "02155");

	get.account_id = (char *)account_id;
	const Ocop__Identity__V1__Account *account =
		harness_body(harness, harness_query(harness, &get.base), MESSAGE(account));
	assert_string_equal(account->sign_in_name, "na-ri");
	assert_string_equal(account->display_name, "Cán bộ OCOP xã Na Rì");
}

static void the_same_command_adds_one_account(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__AddAgency add = an_agency();
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	record_thai_nguyen(harness);
	(void)harness_id(harness, harness_command(harness, &add.base));
	command_id_create(clock_machine_us(), id);
	const char *first = harness_id(
		harness, harness_command_as(harness, id, 0, &an_account(harness)->message.base));
	const char *again = harness_id(
		harness, harness_command_as(harness, id, 0, &an_account(harness)->message.base));
	assert_string_equal(first, again);
	/* The operator and this one. */
	assert_int_equal(harness_events(harness, MESSAGE(account_added)), 2);

	assert_int_equal(
		harness_refusal(harness_command(harness, &an_account(harness)->message.base)),
		REFUSAL(SIGN_IN_NAME_TAKEN));
}

static void an_account_that_is_not_whole_is_refused(void **state)
{
	struct harness *harness = *state;
	struct account_wish *wish;

	(void)add_an_account(harness);
	wish = an_account(harness);
	wish->message.sign_in_name = (char *)"na-ri-2";
	wish->message.password = (char *)"ngắn";
	assert_int_equal(harness_refusal(harness_command(harness, &wish->message.base)),
			 REFUSAL(PASSWORD_TOO_SHORT));
	wish->message.password = (char *)"đủ dài mười ký tự";
	wish->message.agency_id = (char *)"nobody";
	assert_int_equal(harness_refusal(harness_command(harness, &wish->message.base)),
			 REFUSAL(AGENCY_UNKNOWN));
	wish->message.agency_id = (char *)"commune-na-ri";
	wish->grant.unit_code = (char *)"02156";
	assert_int_equal(harness_refusal(harness_command(harness, &wish->message.base)),
			 REFUSAL(UNIT_UNKNOWN));
	wish->grant.unit_code = (char *)"";
	const Ocop__Common__V1__Reply *reply = harness_command(harness, &wish->message.base);
	assert_int_equal(harness_refusal(reply), REFUSAL(FIELD_MISSING));
	assert_string_equal(reply->refusals[0]->field, "grants[0]");
	wish->grant.unit_code = (char *)"02155";
	wish->message.sign_in_name = (char *)"Na Rì";
	assert_int_equal(harness_refusal(harness_command(harness, &wish->message.base)),
			 REFUSAL(FIELD_INVALID));
	assert_int_equal(harness_events(harness, MESSAGE(account_added)), 2);
}

static void a_role_is_given_and_taken_once(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__GrantRole give = OCOP__IDENTITY__V1__GRANT_ROLE__INIT;
	Ocop__Identity__V1__RevokeRole take = OCOP__IDENTITY__V1__REVOKE_ROLE__INIT;
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(AUDITOR);
	give.account_id = take.account_id = (char *)add_an_account(harness);
	give.grant = take.grant = &grant;
	assert_int_equal(harness_refusal(harness_command(harness, &take.base)),
			 REFUSAL(GRANT_UNKNOWN));
	assert_int_equal(harness_command(harness, &give.base)->version, 2);
	assert_int_equal(harness_command(harness, &give.base)->version, 2);
	assert_int_equal(harness_events(harness, MESSAGE(role_granted)), 1);
	assert_int_equal(harness_command(harness, &take.base)->version, 3);
	assert_int_equal(harness_events(harness, MESSAGE(role_revoked)), 1);
	assert_int_equal(harness_refusal(harness_command(harness, &take.base)),
			 REFUSAL(GRANT_UNKNOWN));

	give.account_id = (char *)"account_01FWHE4YDG0000000000000000";
	assert_int_equal(harness_refusal(harness_command(harness, &give.base)),
			 REFUSAL(NO_SUCH_THING));
}

static void a_closed_account_is_nobodys_and_has_no_name(void **state)
{
	struct harness *harness = *state;
	const char *account_id = add_an_account(harness);
	Ocop__Identity__V1__CloseAccount end = OCOP__IDENTITY__V1__CLOSE_ACCOUNT__INIT;
	Ocop__Identity__V1__GetAccount get = OCOP__IDENTITY__V1__GET_ACCOUNT__INIT;
	const Ocop__Identity__V1__Account *account;

	end.account_id = (char *)account_id;
	assert_int_equal(harness_command(harness, &end.base)->version, 2);
	assert_int_equal(harness_events(harness, MESSAGE(account_closed)), 1);
	get.account_id = (char *)account_id;
	account = harness_body(harness, harness_query(harness, &get.base), MESSAGE(account));
	assert_string_equal(account->display_name, "");
	assert_string_equal(account->sign_in_name, account_id);
	assert_int_equal(account->n_grants, 0);
	end.account_id = (char *)"account_01FWHE4YDG0000000000000000";
	assert_int_equal(harness_refusal(harness_command(harness, &end.base)),
			 REFUSAL(NO_SUCH_THING));
}

static void a_stale_version_is_seen(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__GrantRole give = OCOP__IDENTITY__V1__GRANT_ROLE__INIT;
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	grant.role = ROLE(AUDITOR);
	give.account_id = (char *)add_an_account(harness);
	give.grant = &grant;
	command_id_create(clock_machine_us(), id);
	assert_int_equal(harness_refusal(harness_command_as(harness, id, 7, &give.base)),
			 REFUSAL(VERSION_STALE));
	assert_int_equal(harness_refusal(harness_command_as(harness, id, 1, &give.base)), 0);
}

static void an_account_sees_itself_and_not_others(void **state)
{
	struct harness *harness = *state;
	const char *account_id = add_an_account(harness);
	Ocop__Identity__V1__GetAccount get = OCOP__IDENTITY__V1__GET_ACCOUNT__INIT;

	harness_sign_in_as(harness, account_id, ROLE(COMMUNE_OFFICER), "02155");
	const Ocop__Identity__V1__Account *account =
		harness_body(harness, harness_query(harness, &get.base), MESSAGE(account));
	assert_string_equal(account->account_id, account_id);

	get.account_id = (char *)"account_01FWHE4YDG0000000000000000";
	assert_int_equal(harness_refusal(harness_query(harness, &get.base)),
			 REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(harness, "account_operator", ROLE(OPERATOR), "");
	assert_int_equal(harness_refusal(harness_query(harness, &get.base)),
			 REFUSAL(NO_SUCH_THING));
}

static void accounts_are_listed_page_by_page(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__ListAccounts list = OCOP__IDENTITY__V1__LIST_ACCOUNTS__INIT;

	(void)add_an_account(harness);
	list.limit = 1;
	const Ocop__Identity__V1__ListAccountsReply *page = harness_body(
		harness, harness_query(harness, &list.base), MESSAGE(list_accounts_reply));
	assert_int_equal(page->n_accounts, 1);
	assert_string_equal(page->accounts[0]->sign_in_name, "na-ri");
	assert_string_equal(page->next, "na-ri");
	list.cursor = page->next;
	page = harness_body(harness, harness_query(harness, &list.base),
			    MESSAGE(list_accounts_reply));
	assert_int_equal(page->n_accounts, 1);
	assert_string_equal(page->accounts[0]->sign_in_name, "operator");
	assert_string_equal(page->next, "");

	list.cursor = (char *)"";
	list.agency_id = (char *)"operator";
	page = harness_body(harness, harness_query(harness, &list.base),
			    MESSAGE(list_accounts_reply));
	assert_int_equal(page->n_accounts, 1);
	harness_sign_in_as(harness, "account_7", ROLE(PRODUCER), "");
	assert_int_equal(harness_refusal(harness_query(harness, &list.base)),
			 REFUSAL(ROLE_MISSING));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(an_agency_is_added_once_and_stays),
		TEST(an_agency_is_whole),
		TEST(only_the_operator_adds),
		TEST(an_account_is_added_without_its_secrets_in_the_event),
		TEST(the_same_command_adds_one_account),
		TEST(an_account_that_is_not_whole_is_refused),
		TEST(a_role_is_given_and_taken_once),
		TEST(a_closed_account_is_nobodys_and_has_no_name),
		TEST(a_stale_version_is_seen),
		TEST(an_account_sees_itself_and_not_others),
		TEST(accounts_are_listed_page_by_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
