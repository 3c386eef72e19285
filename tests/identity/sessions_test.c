/* sessions_test.c - sign-ins, keys and the access tokens they become */
#include "common/base/key_file.h"
#include "identity_fixture.h"

#include <stdio.h>
#include <sys/stat.h>

#include "common/access_token.h"
#include "identity/secret.h"

static const char PASSWORD[] = "mật khẩu thử nghiệm";

static void a_session_becomes_a_token_every_daemon_believes(void **state)
{
	struct harness *harness = *state;
	struct arena *arena = harness_arena(harness);
	const char *account_id = add_an_account(harness);
	struct caller caller = {0};
	int64_t before_s = clock_machine_us() / 1000000;

	harness_sign_in(harness, NULL, NULL, 0);
	const Ocop__Identity__V1__SessionOpened *session =
		harness_body(harness, sign_in(harness, "na-ri", PASSWORD), MESSAGE(session_opened));
	assert_string_equal(session->account_id, account_id);
	assert_memory_equal(session->secret, "ocops_", 6);
	assert_int_equal(strlen(session->secret), 6 + 43); /* 256 bits in base64 */
	assert_in_range(session->expires_at->seconds, before_s + 12 * 3600,
			clock_machine_us() / 1000000 + 12 * 3600);

	before_s = clock_machine_us() / 1000000;
	const Ocop__Identity__V1__ExchangeCredentialReply *exchanged = harness_body(
		harness, exchange(harness, session->secret), MESSAGE(exchange_credential_reply));
	assert_string_equal(exchanged->account_id, account_id);
	assert_in_range(exchanged->expires_at->seconds, before_s + 300,
			clock_machine_us() / 1000000 + 300);

	/* The public key that identity wrote beside the operator's key verifies it. */
	char *path = arena_strdup(arena, identity_held->operator_key_path);
	memcpy(strrchr(path, '/'), "/identity.pub", sizeof("/identity.pub"));
	struct access_token_verifier *verifier = access_token_verifier_create(path, "thai-nguyen");
	assert_int_equal(
		access_token_verify(verifier, &exchanged->signed_access_token, arena, &caller), 0);
	assert_string_equal(caller.account_id, account_id);
	assert_string_equal(caller.agency_id, "commune-na-ri");
	assert_int_equal(caller.grant_count, 1);
	assert_string_equal(caller.grants[0]->unit_code, "02155");
	access_token_verifier_destroy(verifier);
	verifier = access_token_verifier_create(path, "cao-bang");
	assert_int_equal(
		access_token_verify(verifier, &exchanged->signed_access_token, arena, &caller),
		REFUSAL(TOKEN_INVALID));
	access_token_verifier_destroy(verifier);
}

static void name_and_password_must_both_be_right(void **state)
{
	struct harness *harness = *state;

	(void)add_an_account(harness);
	harness_sign_in(harness, NULL, NULL, 0);
	assert_int_equal(harness_refusal(sign_in(harness, "na-ri", "mật khẩu thử nghiệm ")),
			 REFUSAL(SIGN_IN_WRONG));
	assert_int_equal(harness_refusal(sign_in(harness, "na-ri", "")), REFUSAL(SIGN_IN_WRONG));
	assert_int_equal(harness_refusal(sign_in(harness, "nobody", PASSWORD)),
			 REFUSAL(SIGN_IN_WRONG));
	/* The first operator has a key and no password at all. */
	assert_int_equal(harness_refusal(sign_in(harness, "operator", "")), REFUSAL(SIGN_IN_WRONG));
}

static void a_closed_session_is_over(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CloseSession close = OCOP__IDENTITY__V1__CLOSE_SESSION__INIT;

	(void)add_an_account(harness);
	harness_sign_in(harness, NULL, NULL, 0);
	const Ocop__Identity__V1__SessionOpened *session =
		harness_body(harness, sign_in(harness, "na-ri", PASSWORD), MESSAGE(session_opened));
	close.secret = session->secret;
	assert_int_equal(harness_refusal(harness_command(harness, &close.base)), 0);
	assert_int_equal(harness_refusal(exchange(harness, session->secret)),
			 REFUSAL(TOKEN_INVALID));
	assert_int_equal(harness_refusal(harness_command(harness, &close.base)),
			 REFUSAL(TOKEN_INVALID));
}

static void a_restart_keeps_sessions_and_the_signing_key(void **state)
{
	struct harness *harness = *state;
	uint8_t key[SIGNING_KEY_SIZE_BYTES];

	(void)add_an_account(harness);
	const Ocop__Identity__V1__SessionOpened *session =
		harness_body(harness, sign_in(harness, "na-ri", PASSWORD), MESSAGE(session_opened));
	memcpy(key, identity_held->signing_key, sizeof(key));
	harness_restart(harness);
	assert_memory_equal(key, identity_held->signing_key, sizeof(key));
	assert_int_equal(harness_refusal(exchange(harness, session->secret)), 0);
}

static void a_moved_clock_leaves_sessions_alone(void **state)
{
	struct harness *harness = *state;

	(void)add_an_account(harness);
	const Ocop__Identity__V1__SessionOpened *session =
		harness_body(harness, sign_in(harness, "na-ri", PASSWORD), MESSAGE(session_opened));
	harness_advance(harness, 400LL * 86400 * 1000000);
	assert_int_equal(harness_refusal(exchange(harness, session->secret)), 0);
}

static void a_revoked_key_is_over(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CreateKey create = OCOP__IDENTITY__V1__CREATE_KEY__INIT;
	Ocop__Identity__V1__RevokeKey revoke = OCOP__IDENTITY__V1__REVOKE_KEY__INIT;

	create.account_id = (char *)add_an_account(harness);
	assert_int_equal(harness_refusal(harness_command(harness, &create.base)),
			 REFUSAL(FIELD_MISSING));
	create.label = (char *)"máy quét";
	const Ocop__Identity__V1__KeyCreated *key =
		harness_body(harness, harness_command(harness, &create.base), MESSAGE(key_created));
	assert_memory_equal(key->secret, "ocopk_", 6);
	assert_int_equal(harness_refusal(exchange(harness, key->secret)), 0);
	const Ocop__Identity__V1__KeyAdded *event = harness_last_event(harness, MESSAGE(key_added));
	assert_string_equal(event->key_id, key->key_id);

	revoke.key_id = key->key_id;
	assert_int_equal(harness_command(harness, &revoke.base)->version, 2);
	assert_int_equal(harness_command(harness, &revoke.base)->version, 2);
	assert_int_equal(harness_events(harness, MESSAGE(key_revoked)), 1);
	assert_int_equal(harness_refusal(exchange(harness, key->secret)), REFUSAL(TOKEN_INVALID));
	revoke.key_id = (char *)"key_01FWHE4YDG0000000000000000";
	assert_int_equal(harness_refusal(harness_command(harness, &revoke.base)),
			 REFUSAL(NO_SUCH_THING));
}

static void the_first_operator_has_the_key_in_the_file(void **state)
{
	struct harness *harness = *state;
	char secret[KEY_FILE_SIZE_MAX];
	struct stat status;

	harness_advance(harness, 0); /* runs the deadlines */
	assert_int_equal(stat(identity_held->operator_key_path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(
		key_file_read_secret(identity_held->operator_key_path, secret, sizeof(secret)), 0);
	harness_sign_in(harness, NULL, NULL, 0);
	const Ocop__Identity__V1__ExchangeCredentialReply *exchanged = harness_body(
		harness, exchange(harness, secret), MESSAGE(exchange_credential_reply));
	const Ocop__Identity__V1__AccountAdded *operator=
		harness_last_event(harness, MESSAGE(account_added));
	assert_string_equal(operator->account_id, exchanged->account_id);
	assert_int_equal(operator->n_grants, 1);
	assert_int_equal(operator->grants[0]->role, ROLE(OPERATOR));

	harness_restart(harness);
	harness_advance(harness, 60LL * 1000000);
	assert_int_equal(harness_events(harness, MESSAGE(account_added)), 1);
}

static void a_readable_signing_key_stops_the_daemon(void **state)
{
	struct harness *harness = *state;
	char *path = arena_strdup(harness_arena(harness), identity_held->operator_key_path);
	char *folder = arena_strdup(harness_arena(harness), path);
	struct identity_state *second = NULL;

	*strrchr(folder, '/') = '\0';
	char *key = arena_printf(harness_arena(harness), "%s/access-token.key", folder);
	char *public_key = arena_printf(harness_arena(harness), "%s/second.pub", folder);
	assert_int_equal(chmod(key, 0644), 0);
	assert_int_not_equal(identity_state_create(folder, public_key, "thai-nguyen", &second), 0);
	assert_null(second);
	assert_int_equal(chmod(key, 0600), 0);
	assert_int_equal(identity_state_create(folder, public_key, "thai-nguyen", &second), 0);
	assert_memory_equal(second->signing_key, identity_held->signing_key,
			    SIGNING_KEY_SIZE_BYTES);
	identity_stop(second);
}

static void a_password_hash_is_argon2id_with_a_salt_of_its_own(void **state)
{
	struct harness *harness = *state;
	struct arena *arena = harness_arena(harness);

	const char *hash = password_hash(arena, PASSWORD);
	assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
	assert_string_not_equal(hash, password_hash(arena, PASSWORD));
	assert_true(password_is(PASSWORD, hash));
	assert_false(password_is("another password", hash));
	assert_false(password_is(PASSWORD, ""));
}

/* RFC 6234's example for SHA-256. */
static void a_secret_is_kept_as_sha_256(void **state)
{
	static const uint8_t expected[] = {
		0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40,
		0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
		0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
	};
	uint8_t hash[sizeof(expected)];

	(void)state;
	secret_hash("abc", hash);
	assert_memory_equal(hash, expected, sizeof(expected));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(a_session_becomes_a_token_every_daemon_believes),
		TEST(name_and_password_must_both_be_right),
		TEST(a_closed_session_is_over),
		TEST(a_restart_keeps_sessions_and_the_signing_key),
		TEST(a_moved_clock_leaves_sessions_alone),
		TEST(a_revoked_key_is_over),
		TEST(the_first_operator_has_the_key_in_the_file),
		TEST(a_readable_signing_key_stops_the_daemon),
		TEST(a_password_hash_is_argon2id_with_a_salt_of_its_own),
		TEST(a_secret_is_kept_as_sha_256),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
