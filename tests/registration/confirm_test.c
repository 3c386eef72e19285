/* confirm_test.c - when an officer types for a producer, the producer confirms what he saw */
#include "content_fixture.h"

/* A complete draft that the commune's officer typed. */
static const char *a_typed_dossier(void)
{
	const char *dossier_id;

	sign_in_commune();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	return dossier_id;
}

static void officer_submits_what_the_producer_confirmed(void **state)
{
	const char *dossier_id = a_typed_dossier();
	const Ocop__Registration__V1__DossierConfirmed *event;
	const char *sha256;

	(void)state; /* the fixture holds it */
	assert_refused(submit(dossier_id), NOT_CONFIRMED);
	sign_in_producer();
	sha256 = check(dossier_id)->content_sha256;
	(void)harness_id(fixture.harness, confirm(dossier_id, sha256));
	event = harness_last_event(fixture.harness, MESSAGE(dossier_confirmed));
	assert_string_equal(event->dossier_id, dossier_id);
	assert_string_equal(event->content_sha256, sha256);
	assert_string_equal(get_dossier_of(dossier_id)->confirmed_sha256, sha256);

	sign_in_commune();
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_int_equal(get_dossier_of(dossier_id)->state, DOSSIER_STATE(SUBMITTED));
	/* What he confirmed is what was handed in. */
	assert_string_equal(get_submission_of(dossier_id, 1)->submission->content_sha256, sha256);
}

/* Each of these changes what the dossier says. */
static void change_a_field(const char *dossier_id)
{
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "0209"));
}

static void change_choices(const char *dossier_id)
{
	(void)harness_id(fixture.harness, assess(dossier_id, VECTOR_COUNT - 1));
}

static void change_evidence(const char *dossier_id)
{
	(void)attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
}

static void any_change_voids_the_confirmation(void **state)
{
	static void (*const changes[])(const char *) = {change_a_field, change_choices,
							change_evidence};
	const char *dossier_id = a_typed_dossier();

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		sign_in_producer();
		(void)harness_id(fixture.harness,
				 confirm(dossier_id, check(dossier_id)->content_sha256));
		assert_string_not_equal(get_dossier_of(dossier_id)->confirmed_sha256, "");
		sign_in_commune();
		changes[i](dossier_id);
		assert_string_equal(get_dossier_of(dossier_id)->confirmed_sha256, "");
		assert_true(is_refused_for(submit(dossier_id), REFUSAL(NOT_CONFIRMED), ""));
	}
}

static void change_that_is_taken_back_is_no_change(void **state)
{
	const char *dossier_id = a_typed_dossier();
	const char *evidence_id;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	(void)harness_id(fixture.harness, confirm(dossier_id, check(dossier_id)->content_sha256));
	sign_in_commune();
	evidence_id = attach_link(dossier_id, "EV_TEST", "https://example.org/kiem-nghiem");
	assert_refused(submit(dossier_id), NOT_CONFIRMED);
	(void)harness_id(fixture.harness, remove_evidence_of(dossier_id, evidence_id));
	(void)harness_id(fixture.harness, submit(dossier_id));
}

static void what_he_did_not_see_is_not_confirmed(void **state)
{
	const char *dossier_id = a_typed_dossier();
	const char *seen = check(dossier_id)->content_sha256;

	(void)state; /* the fixture holds it */
	change_a_field(dossier_id);
	sign_in_producer();
	assert_refused(confirm(dossier_id, seen), NOT_CONFIRMED);
	assert_refused(confirm(dossier_id, ""), NOT_CONFIRMED);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_confirmed)), 0);
	assert_string_equal(get_dossier_of(dossier_id)->confirmed_sha256, "");
}

static void confirmation_is_the_producers_own(void **state)
{
	const char *dossier_id = a_typed_dossier();
	const char *sha256 = check(dossier_id)->content_sha256;
	Ocop__Common__V1__Grant other = OCOP__COMMON__V1__GRANT__INIT;

	(void)state; /* the fixture holds it */
	assert_refused(confirm(dossier_id, sha256), ROLE_MISSING);
	other.role = ROLE(PRODUCER);
	other.producer_id = (char *)"producer_01K00000000000000000000000";
	harness_sign_in(fixture.harness, "account_other", &other, 1);
	assert_refused(confirm(dossier_id, sha256), SCOPE_MISSING);
	sign_in_producer();
	assert_refused(confirm("dossier_01K00000000000000000000000", sha256), NO_SUCH_THING);
}

static void submitted_dossier_is_not_confirmed_any_more(void **state)
{
	const char *dossier_id = a_typed_dossier();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(dossier_id)); /* himself: that is confirmation */
	assert_refused(confirm(dossier_id, check(dossier_id)->content_sha256), DOSSIER_STATE);
}

static void the_same_confirmation_twice_is_told_once(void **state)
{
	const char *dossier_id = a_typed_dossier();
	Ocop__Registration__V1__ConfirmDossier message =
		OCOP__REGISTRATION__V1__CONFIRM_DOSSIER__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	sign_in_producer();
	message.dossier_id = (char *)dossier_id;
	message.content_sha256 = check(dossier_id)->content_sha256;
	command_id_create(clock_machine_us(), id);
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &message.base));
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &message.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_confirmed)), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(officer_submits_what_the_producer_confirmed),
		TEST(any_change_voids_the_confirmation),
		TEST(change_that_is_taken_back_is_no_change),
		TEST(what_he_did_not_see_is_not_confirmed),
		TEST(confirmation_is_the_producers_own),
		TEST(submitted_dossier_is_not_confirmed_any_more),
		TEST(the_same_confirmation_twice_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
