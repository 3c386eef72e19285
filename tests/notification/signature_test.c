/* signature_test.c - signatures of deliveries, by the vectors of the standard's own libraries
 *
 * v1 and v1a of message "msg_p5jXN8AQM9LWM0D4loKWxJek" are those that the reference libraries of
 * Standard Webhooks test themselves with (JavaScript and Go).
 */
#include "notification/delivery/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/arena.h"

static const char hmac_secret[] = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
static const char ed25519_seed[] = "VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=";
static const char hmac_signature[] = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
static const char ed25519_signature[] =
	"v1a,tQ9V2XOqn7jL/"
	"DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==";
static const struct webhook_message vector = {.id = "msg_p5jXN8AQM9LWM0D4loKWxJek",
					      .timestamp_s = 1614265330,
					      .body = "{\"test\": 2432232314}"};

static struct webhook_key key_of(enum webhook_scheme scheme, const char *coded)
{
	struct webhook_key key = {.scheme = scheme};

	assert_int_equal(sodium_base642bin(key.secret, sizeof(key.secret), coded, strlen(coded),
					   NULL, &key.size_bytes, NULL,
					   sodium_base64_VARIANT_ORIGINAL),
			 0);
	return key;
}

static int begin(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return sodium_init() < 0;
}

static int end(void **state)
{
	arena_destroy(*state);
	return 0;
}

static void hmac_is_the_vector_s(void **state)
{
	struct webhook_key key = key_of(WEBHOOK_HMAC, hmac_secret);

	assert_string_equal(webhook_sign(*state, &key, 1, &vector), hmac_signature);
}

static void ed25519_is_the_vector_s(void **state)
{
	struct webhook_key key = key_of(WEBHOOK_ED25519, ed25519_seed);

	assert_string_equal(webhook_sign(*state, &key, 1, &vector), ed25519_signature);
}

static void two_keys_give_two_signatures_in_their_order(void **state)
{
	struct webhook_key keys[] = {key_of(WEBHOOK_ED25519, ed25519_seed),
				     key_of(WEBHOOK_HMAC, hmac_secret)};
	char both[256];

	(void)snprintf(both, sizeof(both), "%s %s", ed25519_signature, hmac_signature);
	assert_string_equal(webhook_sign(*state, keys, 2, &vector), both);
}

static void every_part_is_signed(void **state)
{
	struct webhook_key key = key_of(WEBHOOK_HMAC, hmac_secret);
	struct webhook_message changed[] = {vector, vector, vector};

	changed[0].id = "msg_p5jXN8AQM9LWM0D4loKWxJeK";
	changed[1].timestamp_s++;
	changed[2].body = "{\"test\": 2432232315}";
	for (size_t i = 0; i < sizeof(changed) / sizeof(changed[0]); i++)
		assert_string_not_equal(webhook_sign(*state, &key, 1, &changed[i]), hmac_signature);
}

static void keys_are_shown_as_their_receivers_know_them(void **state)
{
	struct webhook_key key = key_of(WEBHOOK_HMAC, hmac_secret);
	uint8_t public_key[WEBHOOK_PUBLIC_KEY_BYTES];
	char text[WEBHOOK_KEY_TEXT_SIZE], expected[WEBHOOK_KEY_TEXT_SIZE] = "whpk_";

	(void)state;
	webhook_key_print(&key, text);
	assert_string_equal(text, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

	key = key_of(WEBHOOK_ED25519, ed25519_seed);
	webhook_key_print(&key, text);
	webhook_key_public(&key, public_key);
	sodium_bin2base64(expected + 5, sizeof(expected) - 5, public_key, sizeof(public_key),
			  sodium_base64_VARIANT_ORIGINAL);
	assert_string_equal(text, expected);
}

/* A new key signs so that whoever has the public key can tell. */
static void new_keys_differ_and_verify(void **state)
{
	static const char signed_bytes[] = "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330."
					   "{\"test\": 2432232314}";
	uint8_t public_key[WEBHOOK_PUBLIC_KEY_BYTES], signature[crypto_sign_BYTES];
	struct webhook_key one, other;
	const char *header;

	webhook_key_create(WEBHOOK_ED25519, &one);
	webhook_key_create(WEBHOOK_ED25519, &other);
	assert_memory_not_equal(one.secret, other.secret, WEBHOOK_SECRET_BYTES);
	header = webhook_sign(*state, &one, 1, &vector) + strlen("v1a,");
	assert_int_equal(sodium_base642bin(signature, sizeof(signature), header, strlen(header),
					   NULL, NULL, NULL, sodium_base64_VARIANT_ORIGINAL),
			 0);
	webhook_key_public(&one, public_key);
	assert_int_equal(crypto_sign_verify_detached(signature, (const uint8_t *)signed_bytes,
						     sizeof(signed_bytes) - 1, public_key),
			 0);
	webhook_key_public(&other, public_key);
	assert_int_not_equal(crypto_sign_verify_detached(signature, (const uint8_t *)signed_bytes,
							 sizeof(signed_bytes) - 1, public_key),
			     0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hmac_is_the_vector_s),
		cmocka_unit_test(ed25519_is_the_vector_s),
		cmocka_unit_test(two_keys_give_two_signatures_in_their_order),
		cmocka_unit_test(every_part_is_signed),
		cmocka_unit_test(keys_are_shown_as_their_receivers_know_them),
		cmocka_unit_test(new_keys_differ_and_verify),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
