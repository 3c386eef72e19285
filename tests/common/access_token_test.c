/* access_token_test.c - who is believed, and what a grant covers */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/command.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

struct fixture {
	char path[32];
	uint8_t secret_key[crypto_sign_SECRETKEYBYTES];
	struct access_token_verifier *verifier;
	struct arena *arena;
};

static int start(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	uint8_t public_key[crypto_sign_PUBLICKEYBYTES];
	char hex[2 * crypto_sign_PUBLICKEYBYTES + 1];

	if (sodium_init() < 0)
		return -1;
	strcpy(f->path, "/tmp/ocop-token-XXXXXX");
	int file = mkstemp(f->path);

	crypto_sign_keypair(public_key, f->secret_key);
	sodium_bin2hex(hex, sizeof(hex), public_key, sizeof(public_key));
	if (write(file, hex, strlen(hex)) != (ssize_t)strlen(hex))
		return -1;
	close(file);
	f->arena = arena_create(ARENA_LIMIT_BYTES);
	f->verifier = access_token_verifier_create(f->path, "here");
	*state = f;
	return 0;
}

static int stop(void **state)
{
	struct fixture *f = *state;

	unlink(f->path);
	access_token_verifier_destroy(f->verifier);
	arena_destroy(f->arena);
	free(f);
	return 0;
}

static ProtobufCBinaryData token(struct fixture *f, const char *instance, int64_t lives_us)
{
	Ocop__Common__V1__AccessToken token = OCOP__COMMON__V1__ACCESS_TOKEN__INIT;

	token.account_id = (char *)"account_1";
	token.instance = (char *)instance;
	token.expires_at_us = clock_machine_us() + lives_us;
	return access_token_sign(&token, f->secret_key, f->arena);
}

static Ocop__Common__V1__RefusalCode verify(struct fixture *f, ProtobufCBinaryData bytes)
{
	struct caller caller = {0};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	Ocop__Common__V1__RefusalCode why =
		access_token_verify(f->verifier, &bytes, arena, &caller);

	if (!why && bytes.len)
		assert_string_equal(caller.account_id, "account_1");
	arena_destroy(arena);
	return why;
}

static void only_identitys_word_is_believed(void **state)
{
	struct fixture *f = *state;
	ProtobufCBinaryData good = token(f, "here", 60000000);

	assert_int_equal(verify(f, good), 0);
	assert_int_equal(verify(f, good), 0);
	assert_int_equal(verify(f, token(f, "elsewhere", 60000000)), REFUSAL(TOKEN_INVALID));
	assert_int_equal(verify(f, token(f, "here", -1)), REFUSAL(TOKEN_EXPIRED));
	for (size_t i = 0; i < good.len; i++) {
		ProtobufCBinaryData bad = {good.len, arena_copy(f->arena, good.data, good.len)};

		bad.data[i] ^= 1;
		assert_int_not_equal(verify(f, bad), 0);
	}
}

/* Good once, so that it is remembered; a machine too busy for that makes one that lives longer. */
static void cached_token_still_expires(void **state)
{
	struct fixture *f = *state;
	int64_t lives_us = 50000;
	ProtobufCBinaryData brief = token(f, "here", lives_us);

	while (verify(f, brief) != 0) {
		assert_true(lives_us < 60000000);
		lives_us *= 2;
		brief = token(f, "here", lives_us);
	}
	for (int64_t until_us = clock_machine_us() + lives_us; clock_machine_us() <= until_us;)
		(void)usleep(1000);
	assert_int_equal(verify(f, brief), REFUSAL(TOKEN_EXPIRED));
}

static void grants_cover_their_places(void **state)
{
	static const struct {
		const char *unit, *producer;
		bool covered;
	} cases[] = {
		{"", "", true},
		{"19", "", true},
		{"01840", "", true},
		{"01849", "", false},
		{"20", "", false},
		{"1", "", false},
		{"19", "producer_1", true},
		{"19", "producer_2", false},
		{"20", "producer_1", false},
	};
	const struct subject subject = {.exists = true,
					.province_code = "19",
					.commune_code = "01840",
					.producer_id = "producer_1"};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
		const Ocop__Common__V1__Grant *const grants[] = {&grant};
		const struct caller caller = {
			.account_id = "account_1", .grants = grants, .grant_count = 1};

		grant.role = ROLE(COMMUNE_OFFICER);
		grant.unit_code = (char *)cases[i].unit;
		grant.producer_id = (char *)cases[i].producer;
		assert_int_equal(caller_may(&caller, ALLOW(COMMUNE_OFFICER), &subject),
				 cases[i].covered);
		assert_false(caller_may(&caller, ALLOW(OCOP_AGENCY), &subject));
	}
}

static void unknown_roles_open_nothing(void **state)
{
	/* 29 and 30 would be the bits of ALLOW_SYSTEM and ALLOW_SIGNED_IN, 34 shifts past them. */
	static const int roles[] = {INT32_MIN, -1, 0, 12, 28, 29, 30, 31, 32, 34, INT32_MAX};

	(void)state;
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
		const Ocop__Common__V1__Grant *const grants[] = {&grant};
		const struct caller caller = {
			.account_id = "account_1", .grants = grants, .grant_count = 1};

		grant.role = (Ocop__Common__V1__Role)roles[i];
		assert_false(caller_has_role(&caller, ALLOW_SYSTEM | ALLOW(PRODUCER)));
		assert_false(caller_may(&caller, ALLOW_SYSTEM | ALLOW(PRODUCER), NULL));
	}
}

static void nobody_signs_in_as_the_daemon(void **state)
{
	struct fixture *f = *state;
	Ocop__Common__V1__AccessToken token = OCOP__COMMON__V1__ACCESS_TOKEN__INIT;

	token.account_id = (char *)"system";
	token.instance = (char *)"here";
	token.expires_at_us = clock_machine_us() + 60000000;
	assert_int_equal(verify(f, access_token_sign(&token, f->secret_key, f->arena)),
			 REFUSAL(TOKEN_INVALID));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(only_identitys_word_is_believed, start, stop),
		cmocka_unit_test_setup_teardown(cached_token_still_expires, start, stop),
		cmocka_unit_test_setup_teardown(grants_cover_their_places, start, stop),
		cmocka_unit_test_setup_teardown(unknown_roles_open_nothing, start, stop),
		cmocka_unit_test_setup_teardown(nobody_signs_in_as_the_daemon, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
