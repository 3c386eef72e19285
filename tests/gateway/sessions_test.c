/* sessions_test.c - secrets become tokens, once for all who ask, and not for other sites' pages */
#include "backend_fixture.h"

#include "gateway/http.h"
#include "gateway/sessions.h"

/* Identity here: every secret that begins with "good" is one; good for token_life_s. */
struct session_fixture {
	struct backend_fixture *backend;
	struct daemon_fake *identity;
	struct sessions *sessions;
	struct arena *arena;
};

static int64_t token_life_s; /* set by each test before it asks */
static size_t exchanges;

static void answer_exchange(struct daemon_fake *fake, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	Ocop__Identity__V1__ExchangeCredentialReply answer =
		OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL_REPLY__INIT;
	Google__Protobuf__Timestamp expires_at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const Ocop__Identity__V1__ExchangeCredential *asked;

	if (strcmp(envelope->type, "ocop.identity.v1.ExchangeCredential") != 0) {
		answer_identity(fake, envelope, arena, reply);
		return;
	}
	exchanges++;
	asked = (const Ocop__Identity__V1__ExchangeCredential *)message_unpack(
		&ocop__identity__v1__exchange_credential__descriptor, envelope->body.data,
		envelope->body.len, arena, NULL);
	assert_non_null(asked);
	if (strncmp(asked->secret, "good", 4) != 0) {
		Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));
		ocop__common__v1__refusal__init(refusal);
		refusal->code = REFUSAL(TOKEN_INVALID);
		reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
		reply->n_refusals = 1;
		reply->refusals = arena_alloc(arena, sizeof(refusal));
		reply->refusals[0] = refusal;
		return;
	}
	expires_at.seconds = clock_machine_us() / 1000000 + token_life_s;
	answer.expires_at = &expires_at;
	answer.account_id = arena_printf(arena, "account_of_%s", asked->secret);
	answer.signed_access_token.data = (uint8_t *)(uintptr_t) "token";
	answer.signed_access_token.len = 5;
	answer_message(&answer.base, arena, reply);
}

static int setup(void **state)
{
	struct session_fixture *fixture = memory_alloc(sizeof(*fixture));

	token_life_s = 300;
	exchanges = 0;
	fixture->backend = fixture_open("");
	fixture->identity = fake_open(fixture->backend, "identity.queries", answer_exchange);
	fixture->sessions = sessions_create(fixture->backend->backends);
	fixture->arena = arena_create(ARENA_LIMIT_BYTES);
	*state = fixture;
	return 0;
}

static int teardown(void **state)
{
	struct session_fixture *fixture = *state;

	sessions_destroy(fixture->sessions);
	fixture_close(fixture->backend);
	arena_destroy(fixture->arena);
	memory_free(fixture);
	return 0;
}

struct found {
	size_t count;
	size_t tokens;
	int code;
	char account_id[64];
};

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct found *found = context;

	found->count++;
	if (refusal) {
		assert_null(access_token);
		found->code = refusal->n_refusals ? (int)refusal->refusals[0]->code : -1;
		return;
	}
	found->tokens += access_token->len == 5 && memcmp(access_token->data, "token", 5) == 0;
	(void)snprintf(found->account_id, sizeof(found->account_id), "%s", account_id);
}

/* Finds with a request of these headers, and waits. */
static struct found find(struct session_fixture *fixture, const char *method,
			 const struct http_header *headers, size_t count)
{
	struct http_request request = {.method = method,
				       .path = "/",
				       .query = "",
				       .headers = headers,
				       .header_count = count,
				       .request_id = "r",
				       .arena = fixture->arena};
	struct found found = {0};

	sessions_find(fixture->sessions, &request, on_token, &found);
	run_until(fixture->backend, &found.count, 1);
	return found;
}

static struct found find_bearer(struct session_fixture *fixture, const char *value)
{
	struct http_header header = {"authorization", value};

	return find(fixture, "POST", &header, 1);
}

static void without_a_secret_nobody_is_asked(void **state)
{
	struct found found = find(*state, "POST", NULL, 0);

	assert_int_equal(found.code, 0);
	assert_int_equal(found.tokens, 0);
	assert_string_equal(found.account_id, "");
	assert_int_equal(exchanges, 0);
}

static void a_secret_is_exchanged_once_and_remembered(void **state)
{
	for (int i = 0; i < 3; i++) {
		struct found found = find_bearer(*state, "Bearer good1");
		assert_int_equal(found.tokens, 1);
		assert_string_equal(found.account_id, "account_of_good1");
	}
	assert_int_equal(exchanges, 1);
	assert_string_equal(find_bearer(*state, "bearer good2").account_id, "account_of_good2");
	assert_int_equal(exchanges, 2);
}

static void all_who_ask_meanwhile_share_one_exchange(void **state)
{
	struct session_fixture *fixture = *state;
	struct http_header header = {"authorization", "Bearer good1"};
	struct http_request request = {.method = "GET",
				       .headers = &header,
				       .header_count = 1,
				       .request_id = "r",
				       .arena = fixture->arena};
	struct found found = {0};

	fixture->identity->hold = true;
	for (int i = 0; i < 10; i++)
		sessions_find(fixture->sessions, &request, on_token, &found);
	run_until(fixture->backend, &fixture->identity->held_count, 1);
	assert_int_equal(found.count, 0);
	fixture->identity->hold = false;
	fake_release(fixture->identity);
	run_until(fixture->backend, &found.count, 10);
	assert_int_equal(found.tokens, 10);
	assert_int_equal(exchanges, 1);
}

static void a_token_is_not_used_when_its_time_is_nearly_over(void **state)
{
	token_life_s = 3;
	assert_int_equal(find_bearer(*state, "Bearer good1").tokens, 1);
	assert_int_equal(find_bearer(*state, "Bearer good1").tokens, 1);
	assert_int_equal(exchanges, 2);
}

static void a_wrong_secret_is_refused_and_not_remembered(void **state)
{
	struct session_fixture *fixture = *state;

	for (int i = 0; i < 2; i++)
		assert_int_equal(find_bearer(fixture, "Bearer bad").code, REFUSAL(TOKEN_INVALID));
	assert_int_equal(exchanges, 2);
	assert_int_equal(sessions_count(fixture->sessions), 0);
}

static void what_cannot_be_a_secret_is_refused_at_once(void **state)
{
	static const char *const values[] = {"Bearer ", "Bearer", "Basic Z29vZDpnb29k",
					     "Bearer good one", "Bearer \xc4\x91"};

	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		assert_int_equal(find_bearer(*state, values[i]).code, REFUSAL(TOKEN_INVALID));
	assert_int_equal(exchanges, 0);
}

static void without_identity_the_session_is_not_wrong_but_unknown(void **state)
{
	struct session_fixture *fixture = *state;

	fake_close(fixture->identity);
	assert_int_equal(find_bearer(fixture, "Bearer good1").code, REFUSAL(DAEMON_UNREACHABLE));
	fake_open_again(fixture->identity);
	assert_int_equal(find_bearer(fixture, "Bearer good1").tokens, 1);
}

static void who_signed_out_is_forgotten(void **state)
{
	struct session_fixture *fixture = *state;

	assert_int_equal(find_bearer(fixture, "Bearer good1").tokens, 1);
	sessions_forget(fixture->sessions, "good1");
	sessions_forget(fixture->sessions, "unknown");
	assert_int_equal(find_bearer(fixture, "Bearer good1").tokens, 1);
	assert_int_equal(exchanges, 2);
}

/* Writes by cookie: only from our own pages. With a bearer secret no page of another site can have
 * sent it. */
static void a_cookie_writes_only_from_our_pages(void **state)
{
	static const struct {
		const char *name;
		const char *method;
		struct http_header second;
		bool taken;
	} cases[] = {
		{"a read needs no origin", "GET", {"x", "y"}, true},
		{"a write without origin", "POST", {"x", "y"}, false},
		{"from our page", "POST", {"sec-fetch-site", "same-origin"}, true},
		{"typed by the user", "POST", {"sec-fetch-site", "none"}, true},
		{"from a neighbour's page", "POST", {"sec-fetch-site", "same-site"}, false},
		{"from another site", "DELETE", {"sec-fetch-site", "cross-site"}, false},
		{"our origin", "PATCH", {"origin", "https://ocop.example.test:8443"}, true},
		{"our origin in other letters",
		 "PUT",
		 {"origin", "http://OCOP.example.test:8443"},
		 true},
		{"another origin", "POST", {"origin", "https://evil.test"}, false},
		{"an origin that only ends like ours",
		 "POST",
		 {"origin", "https://evil-ocop.example.test:8443"},
		 false},
		{"an origin of another port",
		 "POST",
		 {"origin", "https://ocop.example.test"},
		 false},
		{"no origin to tell", "POST", {"origin", "null"}, false},
		{"with a bearer secret", "POST", {"authorization", "Bearer good2"}, true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct http_header headers[] = {{"host", "ocop.example.test:8443"},
						{"cookie", "ocop_session=good1"},
						cases[i].second};
		struct found found = find(*state, cases[i].method, headers, 3);

		if ((found.tokens == 1) != cases[i].taken)
			fail_msg("%s: token %zu, refusal %d", cases[i].name, found.tokens,
				 found.code);
		if (!cases[i].taken)
			assert_int_equal(found.code, REFUSAL(CROSS_SITE));
	}
}

static void sessions_may_end_while_an_exchange_is_under_way(void **state)
{
	struct session_fixture *fixture = *state;
	struct http_header header = {"authorization", "Bearer good1"};
	struct http_request request = {.method = "GET",
				       .headers = &header,
				       .header_count = 1,
				       .request_id = "r",
				       .arena = fixture->arena};
	struct found found = {0};

	sessions_find(fixture->sessions, &request, on_token, &found);
	sessions_destroy(fixture->sessions);
	fixture->sessions = NULL;
	run_until(fixture->backend, &found.count, 1);
	assert_int_equal(found.tokens, 1);
}

#define WITH_IDENTITY(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_IDENTITY(without_a_secret_nobody_is_asked),
		WITH_IDENTITY(a_secret_is_exchanged_once_and_remembered),
		WITH_IDENTITY(all_who_ask_meanwhile_share_one_exchange),
		WITH_IDENTITY(a_token_is_not_used_when_its_time_is_nearly_over),
		WITH_IDENTITY(a_wrong_secret_is_refused_and_not_remembered),
		WITH_IDENTITY(what_cannot_be_a_secret_is_refused_at_once),
		WITH_IDENTITY(without_identity_the_session_is_not_wrong_but_unknown),
		WITH_IDENTITY(who_signed_out_is_forgotten),
		WITH_IDENTITY(a_cookie_writes_only_from_our_pages),
		WITH_IDENTITY(sessions_may_end_while_an_exchange_is_under_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
