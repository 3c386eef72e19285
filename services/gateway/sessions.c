/* sessions.c - from the secret a request carries to the access token the daemons verify
 *
 * A table by the secret's SHA-256 (a memory dump or a bug shows no secret), of a fixed size: a full
 * one forgets who was not seen for longest. An entry lives while an exchange is under way, whatever
 * its time.
 */
#include "gateway/sessions.h"

#include <sodium.h>
#include <string.h>
#include <strings.h>
#include <sys/queue.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/backends.h"
#include "gateway/http.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum {
	KEEP_US = 60 * 1000 * 1000, /* a role that was taken away works at most so much longer */
	SPARE_US = 5 * 1000 * 1000, /* a token is not used in its last seconds */
	ENTRIES_MAX = 16384,
	BUCKETS = 4096,
	SECRET_LENGTH_MAX = 256
};

/* Someone who waits for an exchange. */
struct waiter {
	STAILQ_ENTRY(waiter) link;
	session_fn *on_token;
	void *context;
};

struct entry {
	LIST_ENTRY(entry) bucket;
	TAILQ_ENTRY(entry) age;
	struct sessions *sessions; /* NULL once they are destroyed */
	uint8_t hash[crypto_hash_sha256_BYTES];
	bool exchanging;
	bool forgotten;        /* signed out while the exchange was under way */
	int64_t good_until_us; /* machine's clock */
	ProtobufCBinaryData token;
	char *account_id;
	STAILQ_HEAD(waiters, waiter) waiters;
};

struct sessions {
	struct backends *backends;
	size_t count;
	TAILQ_HEAD(ages, entry) ages; /* used last at the end */
	LIST_HEAD(bucket, entry) buckets[BUCKETS];
};

static size_t bucket_of(const uint8_t *hash)
{
	return ((size_t)hash[0] << 8 | hash[1]) % BUCKETS;
}

static struct entry *entry_find(struct sessions *sessions, const uint8_t *hash)
{
	struct entry *entry = LIST_FIRST(&sessions->buckets[bucket_of(hash)]);

	while (entry && memcmp(entry->hash, hash, sizeof(entry->hash)) != 0)
		entry = LIST_NEXT(entry, bucket);
	return entry;
}

static void entry_empty(struct entry *entry)
{
	memory_free(entry->token.data);
	memory_free(entry->account_id);
	entry->token = (ProtobufCBinaryData){0};
	entry->account_id = NULL;
	entry->good_until_us = 0;
}

static void entry_remove(struct sessions *sessions, struct entry *entry)
{
	LIST_REMOVE(entry, bucket);
	TAILQ_REMOVE(&sessions->ages, entry, age);
	sessions->count--;
	entry_empty(entry);
	memory_free(entry);
}

static void make_room(struct sessions *sessions)
{
	struct entry *entry = TAILQ_FIRST(&sessions->ages);

	while (sessions->count >= ENTRIES_MAX && entry) {
		struct entry *next = TAILQ_NEXT(entry, age);
		if (!entry->exchanging)
			entry_remove(sessions, entry);
		entry = next;
	}
}

static struct entry *entry_add(struct sessions *sessions, const uint8_t *hash)
{
	struct entry *entry = memory_alloc(sizeof(*entry));

	make_room(sessions);
	memcpy(entry->hash, hash, sizeof(entry->hash));
	entry->sessions = sessions;
	STAILQ_INIT(&entry->waiters);
	LIST_INSERT_HEAD(&sessions->buckets[bucket_of(hash)], entry, bucket);
	TAILQ_INSERT_TAIL(&sessions->ages, entry, age);
	sessions->count++;
	return entry;
}

/* Answers all who wait. They may ask for other sessions meanwhile, not for this entry's end. */
static void entry_tell(struct entry *entry, const Ocop__Common__V1__Reply *refusal)
{
	struct waiter *waiter;

	while ((waiter = STAILQ_FIRST(&entry->waiters))) {
		STAILQ_REMOVE_HEAD(&entry->waiters, link);
		waiter->on_token(waiter->context, refusal ? NULL : &entry->token,
				 refusal ? NULL : entry->account_id, refusal);
		memory_free(waiter);
	}
}

static void refuse(session_fn *on_token, void *context, Ocop__Common__V1__RefusalCode code,
		   const char *detail)
{
	Ocop__Common__V1__Refusal refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal *refusals[] = {&refusal};
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT;

	refusal.code = code;
	refusal.detail = (char *)(uintptr_t)detail;
	reply.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	reply.n_refusals = 1;
	reply.refusals = refusals;
	on_token(context, NULL, NULL, &reply);
}

static bool entry_fill(struct entry *entry, const Ocop__Common__V1__Reply *reply)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const Ocop__Identity__V1__ExchangeCredentialReply *exchanged =
		(const Ocop__Identity__V1__ExchangeCredentialReply *)message_unpack(
			&ocop__identity__v1__exchange_credential_reply__descriptor,
			reply->body.data, reply->body.len, arena, NULL);
	int64_t keep_until_us = clock_machine_us() + KEEP_US;
	int64_t good_until_us = 0;

	if (exchanged) {
		entry->token.len = exchanged->signed_access_token.len;
		entry->token.data = memory_copy(exchanged->signed_access_token.data,
						exchanged->signed_access_token.len);
		entry->account_id = memory_strdup(exchanged->account_id);
		if (exchanged->expires_at)
			good_until_us = exchanged->expires_at->seconds * 1000000 - SPARE_US;
		entry->good_until_us =
			good_until_us < keep_until_us ? good_until_us : keep_until_us;
	}
	arena_destroy(arena);
	return exchanged != NULL;
}

static void on_exchanged(void *context, const Ocop__Common__V1__Reply *reply)
{
	static const Ocop__Common__V1__Reply unreadable = {
		.base = PROTOBUF_C_MESSAGE_INIT(&ocop__common__v1__reply__descriptor),
		.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED,
		.type = (char *)(uintptr_t) "",
	};
	struct entry *entry = context;
	bool accepted = reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	bool filled = accepted && entry_fill(entry, reply);

	entry_tell(entry, filled ? NULL : accepted ? &unreadable : reply);
	entry->exchanging = false;
	if (!entry->sessions) {
		entry_empty(entry);
		memory_free(entry);
	} else if (!filled || entry->forgotten) {
		entry_remove(entry->sessions, entry);
	}
}

static void exchange(struct entry *entry, const char *secret, const char *request_id)
{
	Ocop__Identity__V1__ExchangeCredential message =
		OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL__INIT;
	struct backend_call call = {.source = "identity",
				    .endpoint = BACKEND_QUERIES,
				    .message = &message.base,
				    .request_id = request_id};

	message.secret = (char *)(uintptr_t)secret;
	entry_empty(entry);
	entry->exchanging = true;
	backends_ask(entry->sessions->backends, &call, on_exchanged, entry);
}

static const char *bearer_secret(const struct http_request *request)
{
	static const char scheme[] = "bearer ";
	const char *value = http_request_header(request, "authorization");

	if (!value || strncasecmp(value, scheme, sizeof(scheme) - 1) != 0)
		return NULL;
	return value + sizeof(scheme) - 1 + strspn(value + sizeof(scheme) - 1, " ");
}

const char *sessions_secret(const struct http_request *request)
{
	const char *secret = bearer_secret(request);

	if (secret)
		return secret;
	return request->is_signed_out ? NULL : http_request_cookie(request, SESSION_COOKIE);
}

/* Visible ASCII of a length that may be one of ours; what is not need not be asked for. */
static bool is_secret(const char *secret)
{
	size_t length = strlen(secret);

	if (length == 0 || length > SECRET_LENGTH_MAX)
		return false;
	for (; *secret; secret++) {
		if (*secret <= ' ' || *secret >= 0x7f)
			return false;
	}
	return true;
}

/* The host of "scheme://host", compared with the Host header: behind a proxy that ends TLS we do
 * not know our own scheme. */
static bool is_own_origin(const char *origin, const char *host)
{
	const char *at = strstr(origin, "://");

	return at && host && strcasecmp(at + 3, host) == 0;
}

/* A browser says where a request comes from; one that says nothing is none, and has no cookie to
 * be misused, but then it can as well send the Authorization header. */
bool sessions_own_page(const struct http_request *request)
{
	const char *site = http_request_header(request, "sec-fetch-site");
	const char *origin = http_request_header(request, "origin");

	if (site)
		return strcmp(site, "same-origin") == 0 || strcmp(site, "none") == 0;
	return origin && is_own_origin(origin, http_request_header(request, "host"));
}

struct sessions *sessions_create(struct backends *backends)
{
	struct sessions *sessions = memory_alloc(sizeof(*sessions));

	sessions->backends = backends;
	TAILQ_INIT(&sessions->ages);
	return sessions;
}

void sessions_destroy(struct sessions *sessions)
{
	struct entry *entry;

	if (!sessions)
		return;
	while ((entry = TAILQ_FIRST(&sessions->ages))) {
		if (!entry->exchanging) {
			entry_remove(sessions, entry);
			continue;
		}
		LIST_REMOVE(entry, bucket);
		TAILQ_REMOVE(&sessions->ages, entry, age);
		entry->sessions = NULL; /* freed when its exchange is answered */
	}
	memory_free(sessions);
}

static void find(struct sessions *sessions, const char *secret, const char *request_id,
		 session_fn *on_token, void *context)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct entry *entry;
	struct waiter *waiter;

	(void)crypto_hash_sha256(hash, (const uint8_t *)secret, strlen(secret)); /* cannot fail */
	entry = entry_find(sessions, hash);
	if (!entry)
		entry = entry_add(sessions, hash);
	TAILQ_REMOVE(&sessions->ages, entry, age);
	TAILQ_INSERT_TAIL(&sessions->ages, entry, age);
	if (!entry->exchanging && clock_machine_us() < entry->good_until_us) {
		on_token(context, &entry->token, entry->account_id, NULL);
		return;
	}
	waiter = memory_alloc(sizeof(*waiter));
	waiter->on_token = on_token;
	waiter->context = context;
	STAILQ_INSERT_TAIL(&entry->waiters, waiter, link);
	if (!entry->exchanging)
		exchange(entry, secret, request_id);
}

void sessions_find(struct sessions *sessions, const struct http_request *request,
		   session_fn *on_token, void *context)
{
	static const ProtobufCBinaryData no_token = {0};
	const char *secret = sessions_secret(request);

	if (!secret) {
		if (http_request_header(request, "authorization"))
			refuse(on_token, context, REFUSAL(TOKEN_INVALID), "Authorization: Bearer");
		else
			on_token(context, &no_token, "", NULL);
		return;
	}
	if (!is_secret(secret)) {
		refuse(on_token, context, REFUSAL(TOKEN_INVALID), NULL);
		return;
	}
	if (!bearer_secret(request) && !http_request_is_safe(request) &&
	    !sessions_own_page(request)) {
		refuse(on_token, context, REFUSAL(CROSS_SITE),
		       "a write with a cookie needs Sec-Fetch-Site or Origin of this site");
		return;
	}
	find(sessions, secret, request->request_id, on_token, context);
}

void sessions_forget(struct sessions *sessions, const char *secret)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	struct entry *entry;

	(void)crypto_hash_sha256(hash, (const uint8_t *)secret, strlen(secret)); /* cannot fail */
	entry = entry_find(sessions, hash);
	if (entry && entry->exchanging)
		entry->forgotten = true;
	else if (entry)
		entry_remove(sessions, entry);
}

size_t sessions_count(const struct sessions *sessions)
{
	return sessions->count;
}
