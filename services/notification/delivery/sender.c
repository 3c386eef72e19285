/* sender.c - requests to other people's servers, on a thread of its own */
#include "notification/delivery/sender.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/memory.h"

enum {
	POLL_MS = 1000, /* woken for everything; this is against a lost wake-up */
	SLOW_BYTES_A_SECOND = 32,
	US_A_MS = 1000,
	/* Files besides the requests under way: the store's, the bus's, connections kept open. */
	FILES_BESIDES = 512
};

/* A parcel under way. */
struct transfer {
	struct transfer *next, **link; /* in the sender's list */
	struct sender *sender;
	struct parcel *parcel;
	CURL *easy;
	struct curl_slist *lines; /* headers, or whom a mail is for */
	int64_t started_us;
	size_t body_read;    /* of a mail */
	size_t answer_bytes; /* thrown away so far */
	bool address_refused;
};

struct sender {
	struct sender_options options;
	struct sender_calls calls;
	CURLM *multi;
	pthread_t thread;
	_Atomic bool stopping;
	pthread_mutex_t mutex;
	struct parcel *first, **last; /* waiting; under the mutex */
	struct transfer *transfers;   /* the thread's, as is their count */
	size_t count;
};

/* --- what libcurl asks */

/* The address is what the name has led to now, so nothing can change between check and connect. */
static curl_socket_t socket_open(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *transfer = context;

	(void)purpose; /* always a connection: we listen to nobody */
	if (transfer->parcel->kind == PARCEL_WEBHOOK &&
	    !network_may_connect(&transfer->sender->options.allowed, &address->addr)) {
		transfer->address_refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Throws the answer away; the byte over the limit ends the transfer. */
static size_t answer_take(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;

	(void)bytes; /* what a receiver says besides its status moves nothing here */
	transfer->answer_bytes += size * count;
	return transfer->answer_bytes > ANSWER_LIMIT_BYTES ? 0 : size * count;
}

static size_t body_give(char *buffer, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	const char *rest = transfer->parcel->body + transfer->body_read;
	size_t size_bytes = strnlen(rest, size * count);

	memcpy(buffer, rest, size_bytes);
	transfer->body_read += size_bytes;
	return size_bytes;
}

/* Where libcurl waits for one mail alone, this is what ends its waiting. */
static int is_to_be_broken_off(void *context, curl_off_t to_get, curl_off_t got, curl_off_t to_give,
			       curl_off_t given)
{
	const struct transfer *transfer = context;

	(void)to_get; /* how far it is does not matter */
	(void)got;
	(void)to_give;
	(void)given;
	return atomic_load(&transfer->sender->stopping);
}

/* --- one transfer */

/* Fails only for an option that this libcurl does not know: a wrong build. */
static void must_be_set(CURLcode code)
{
	assert(code == CURLE_OK && "an option that libcurl knows");
	(void)code; /* assert is on in every build */
}

/* A macro, because the type of the value is the option's. */
#define SET(easy, option, value) must_be_set(curl_easy_setopt(easy, option, value))

static void limits_set(CURL *easy, struct transfer *transfer)
{
	const struct sender_options *options = &transfer->sender->options;

	SET(easy, CURLOPT_PRIVATE, transfer);
	SET(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout_ms);
	SET(easy, CURLOPT_TIMEOUT_MS, (long)options->answer_timeout_ms);
	SET(easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES_A_SECOND);
	SET(easy, CURLOPT_LOW_SPEED_TIME, (long)options->slow_after_s);
	SET(easy, CURLOPT_WRITEFUNCTION, answer_take);
	SET(easy, CURLOPT_WRITEDATA, transfer);
	SET(easy, CURLOPT_OPENSOCKETFUNCTION, socket_open);
	SET(easy, CURLOPT_OPENSOCKETDATA, transfer);
	SET(easy, CURLOPT_NOPROGRESS, 0L);
	SET(easy, CURLOPT_XFERINFOFUNCTION, is_to_be_broken_off);
	SET(easy, CURLOPT_XFERINFODATA, transfer);
	/* The environment names no proxy: it would connect for us, unchecked. */
	SET(easy, CURLOPT_PROXY, "");
	SET(easy, CURLOPT_NOPROXY, "*");
	SET(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	SET(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	SET(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (options->ca_file[0])
		SET(easy, CURLOPT_CAINFO, options->ca_file);
	SET(easy, CURLOPT_NOSIGNAL, 1L);
	/* A name server that is silent holds its own thread, not this one, when time is up. */
	SET(easy, CURLOPT_QUICK_EXIT, 1L);
}

static void webhook_set(CURL *easy, struct transfer *transfer)
{
	const struct parcel *parcel = transfer->parcel;

	for (size_t i = 0; parcel->headers[i]; i++)
		transfer->lines = curl_slist_append(transfer->lines, parcel->headers[i]);
	/* No "100-continue": most receivers would let us wait a second for nothing. */
	transfer->lines = curl_slist_append(transfer->lines, "Expect:");
	SET(easy, CURLOPT_URL, parcel->url);
	SET(easy, CURLOPT_PROTOCOLS_STR,
	    transfer->sender->options.plain_http ? "http,https" : "https");
	SET(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
	SET(easy, CURLOPT_FOLLOWLOCATION, 0L);
	/* With HTTP/2 a slow answer would hold up others on the same connection. */
	SET(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	SET(easy, CURLOPT_USERAGENT, "ocop/" OCOP_VERSION);
	SET(easy, CURLOPT_HTTPHEADER, transfer->lines);
	SET(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)strlen(parcel->body));
	SET(easy, CURLOPT_POSTFIELDS, parcel->body);
}

static void mail_set(CURL *easy, struct transfer *transfer)
{
	const struct sender_options *options = &transfer->sender->options;
	const struct parcel *parcel = transfer->parcel;

	transfer->lines = curl_slist_append(NULL, parcel->to);
	SET(easy, CURLOPT_URL, options->mail_relay);
	SET(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	SET(easy, CURLOPT_USE_SSL, (long)(options->mail_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
	if (options->mail_user[0]) {
		SET(easy, CURLOPT_USERNAME, options->mail_user);
		SET(easy, CURLOPT_PASSWORD, options->mail_password);
	}
	SET(easy, CURLOPT_MAIL_FROM, parcel->from);
	SET(easy, CURLOPT_MAIL_RCPT, transfer->lines);
	SET(easy, CURLOPT_READFUNCTION, body_give);
	SET(easy, CURLOPT_READDATA, transfer);
	SET(easy, CURLOPT_UPLOAD, 1L);
}

static void transfer_start(struct sender *sender, struct parcel *parcel)
{
	struct transfer *transfer = memory_alloc(sizeof(*transfer));
	CURLMcode code;

	if (sender->calls.prepare)
		sender->calls.prepare(sender->calls.context, parcel);
	*transfer = (struct transfer){.sender = sender,
				      .parcel = parcel,
				      .easy = curl_easy_init(),
				      .started_us = clock_monotonic_us(),
				      .next = sender->transfers,
				      .link = &sender->transfers};
	assert(transfer->easy && "memory is always there");
	if (transfer->next)
		transfer->next->link = &transfer->next;
	sender->transfers = transfer;
	sender->count++;
	limits_set(transfer->easy, transfer);
	(parcel->kind == PARCEL_WEBHOOK ? webhook_set : mail_set)(transfer->easy, transfer);
	code = curl_multi_add_handle(sender->multi, transfer->easy);
	assert(code == CURLM_OK && "a new handle can be added");
	(void)code;
}

/* Gives everything back, the parcel last. */
static void transfer_end(struct transfer *transfer)
{
	struct sender *sender = transfer->sender;

	(void)curl_multi_remove_handle(sender->multi, transfer->easy); /* it is in there */
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->lines);
	*transfer->link = transfer->next;
	if (transfer->next)
		transfer->next->link = transfer->link;
	sender->count--;
	sender->calls.give_back(sender->calls.context, transfer->parcel);
	memory_free(transfer);
}

/* --- how it went */

static int64_t number_of(CURL *easy, CURLINFO what)
{
	curl_off_t number = 0;

	(void)curl_easy_getinfo(easy, what, &number); /* stays 0 when there is none */
	return number;
}

static int status_of(CURL *easy)
{
	long status = 0;

	(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status); /* stays 0 without */
	return (int)status;
}

/* True once the request itself was on its way. */
static bool is_begun(const struct transfer *transfer)
{
	return number_of(transfer->easy, CURLINFO_PRETRANSFER_TIME_T) != 0;
}

/* Of what failed before the request was on its way. */
static enum attempt_end end_of_beginning(const struct transfer *transfer, CURLcode code)
{
	static const struct {
		CURLcode code;
		enum attempt_end end;
	} ends[] = {
		{CURLE_UNSUPPORTED_PROTOCOL, ATTEMPT_URL_UNUSABLE},
		{CURLE_URL_MALFORMAT, ATTEMPT_URL_UNUSABLE},
		{CURLE_LOGIN_DENIED, ATTEMPT_URL_UNUSABLE}, /* a name before the host */
		{CURLE_COULDNT_RESOLVE_HOST, ATTEMPT_NAME_UNKNOWN},
		{CURLE_SSL_CONNECT_ERROR, ATTEMPT_NOT_TRUSTED},
		{CURLE_PEER_FAILED_VERIFICATION, ATTEMPT_NOT_TRUSTED},
		{CURLE_USE_SSL_FAILED, ATTEMPT_NOT_TRUSTED},
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (ends[i].code == code)
			return ends[i].end;
	}
	return transfer->address_refused ? ATTEMPT_ADDRESS_REFUSED : ATTEMPT_NOT_CONNECTED;
}

static enum attempt_end end_of_failure(const struct transfer *transfer, CURLcode code)
{
	/* The relay does not know us: for the administrator to mend. */
	if (transfer->parcel->kind == PARCEL_MAIL && code == CURLE_LOGIN_DENIED)
		return ATTEMPT_NOT_TRUSTED;
	if (!is_begun(transfer))
		return end_of_beginning(transfer, code);
	return code == CURLE_OPERATION_TIMEDOUT ? ATTEMPT_TOO_SLOW : ATTEMPT_BROKEN_OFF;
}

/* True when a relay that takes us has refused this mail: its sender or receiver (libcurl could not
 * send), or its text. What it said before that is about us, and not for ever. */
static bool is_mail_refused(const struct transfer *transfer, CURLcode code)
{
	return transfer->parcel->kind == PARCEL_MAIL && status_of(transfer->easy) >= 400 &&
	       code != CURLE_OPERATION_TIMEDOUT &&
	       (code == CURLE_SEND_ERROR || transfer->body_read > 0);
}

/* True when the receiver has said what it has to say: a whole answer, or one that goes on beyond
 * what we wait for. */
static bool is_answered(const struct transfer *transfer, CURLcode code)
{
	return code == CURLE_OK || transfer->answer_bytes > ANSWER_LIMIT_BYTES ||
	       is_mail_refused(transfer, code);
}

static void transfer_done(struct transfer *transfer, CURLcode code)
{
	struct sender *sender = transfer->sender;
	struct parcel_result result = {
		.end = is_answered(transfer, code) ? ATTEMPT_ANSWERED
						   : end_of_failure(transfer, code),
		.duration_ms = (clock_monotonic_us() - transfer->started_us) / US_A_MS,
	};

	if (result.end == ATTEMPT_ANSWERED) {
		result.status = status_of(transfer->easy);
		result.retry_after_s = number_of(transfer->easy, CURLINFO_RETRY_AFTER);
	}
	sender->calls.done(sender->calls.context, transfer->parcel, &result);
	transfer_end(transfer);
}

/* --- the thread */

static struct parcel *parcel_take(struct sender *sender)
{
	struct parcel *parcel;

	pthread_mutex_lock(&sender->mutex);
	parcel = sender->first;
	if (parcel)
		sender->first = parcel->next;
	if (!sender->first)
		sender->last = &sender->first;
	pthread_mutex_unlock(&sender->mutex);
	return parcel;
}

/* Starts what waits, as far as there is room. */
static void parcels_start(struct sender *sender)
{
	struct parcel *parcel;

	while (sender->count < sender->options.at_once && (parcel = parcel_take(sender)))
		transfer_start(sender, parcel);
}

/* Ends what is done; true when anything was. */
static bool transfers_collect(struct sender *sender)
{
	bool any = false;
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(sender->multi, &left))) {
		char *transfer = NULL;
		CURLcode code = message->data.result;

		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
		assert(transfer && "every handle has its transfer");
		/* Through void: libcurl keeps our pointer as one to char. What was broken off by
		 * the stop is not done. */
		if (code == CURLE_ABORTED_BY_CALLBACK)
			transfer_end((struct transfer *)(void *)transfer);
		else
			transfer_done((struct transfer *)(void *)transfer, code);
		any = true;
	}
	return any;
}

static void *sender_main(void *argument)
{
	struct sender *sender = argument;
	int running;

	while (!atomic_load(&sender->stopping)) {
		parcels_start(sender);
		/* These fail only without memory or with a foreign handle. */
		(void)curl_multi_perform(sender->multi, &running);
		if (!transfers_collect(sender))
			(void)curl_multi_poll(sender->multi, NULL, 0, POLL_MS, NULL);
	}
	while (sender->transfers)
		transfer_end(sender->transfers);
	return NULL;
}

/* --- from outside */

static void sender_free(struct sender *sender)
{
	if (sender->multi)
		(void)curl_multi_cleanup(sender->multi); /* nothing is in it any more */
	pthread_mutex_destroy(&sender->mutex);
	curl_global_cleanup();
	memory_free(sender);
}

/* Room for the files of all requests. Where the system grants less, connections fail and are tried
 * again, as any other. */
static void files_allow(size_t at_once)
{
	rlim_t needed = 2 * at_once + FILES_BESIDES;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= needed)
		return;
	limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
	(void)setrlimit(RLIMIT_NOFILE, &limit); /* as said above */
}

int sender_create(const struct sender_options *options, const struct sender_calls *calls,
		  struct sender **ret_sender)
{
	struct sender *sender;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return ERROR_INPUT_OUTPUT;
	sender = memory_alloc(sizeof(*sender));
	sender->options = *options;
	sender->calls = *calls;
	sender->last = &sender->first;
	files_allow(options->at_once);
	sender->multi = curl_multi_init();
	pthread_mutex_init(&sender->mutex, NULL);
	if (!sender->multi || pthread_create(&sender->thread, NULL, sender_main, sender)) {
		sender_free(sender);
		return ERROR_INPUT_OUTPUT;
	}
	*ret_sender = sender;
	return 0;
}

void sender_halt(struct sender *sender)
{
	if (atomic_exchange(&sender->stopping, true))
		return;
	(void)curl_multi_wakeup(sender->multi); /* or it looks within a second by itself */
	pthread_join(sender->thread, NULL);
}

void sender_destroy(struct sender *sender)
{
	struct parcel *parcel;

	if (!sender)
		return;
	sender_halt(sender);
	while ((parcel = parcel_take(sender)))
		sender->calls.give_back(sender->calls.context, parcel);
	sender_free(sender);
}

void sender_send(struct sender *sender, struct parcel *parcel)
{
	parcel->next = NULL;
	pthread_mutex_lock(&sender->mutex);
	*sender->last = parcel;
	sender->last = &parcel->next;
	pthread_mutex_unlock(&sender->mutex);
	(void)curl_multi_wakeup(sender->multi); /* or it looks within a second by itself */
}
