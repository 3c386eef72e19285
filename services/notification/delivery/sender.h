/* sender.h - requests to other people's servers, on a thread of its own
 *
 * A receiver may hang, drip bytes, send for ever, redirect, or be a name that leads into our own
 * network. Here each gets the same limits, and nobody waits for another: all requests are under way
 * at once (libcurl's multi interface), and a name that does not resolve is left to the thread that
 * asks for it. The thread is the sender's own, not the loop, so that an answer from outside is
 * never between two messages of our own daemons.
 *
 * Webhooks and mails do not share a sender: libcurl waits for a relay's last word without looking
 * at anything else.
 *
 * Parcels are structs of the caller whose first member is struct parcel. The sender keeps no
 * account: what was not done when it stops is given back undone, and sent again by the next start.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "notification/delivery/network.h"
#include "notification/delivery/outcome.h"

struct sender;

enum parcel_kind { PARCEL_WEBHOOK, PARCEL_MAIL };

enum { PARCEL_HEADERS_MAX = 8 };

/* Something to send. Texts belong to the caller until the parcel is given back. */
struct parcel {
	struct parcel *next; /* the sender's */
	enum parcel_kind kind;
	const char *body;
	/* A webhook's: where to, and lines "name: value", NULL after the last. */
	const char *url;
	const char *headers[PARCEL_HEADERS_MAX + 1];
	/* A mail's: the envelope. */
	const char *from, *to;
};

/* How it went. */
struct parcel_result {
	enum attempt_end end;
	int status;
	int64_t retry_after_s;
	int64_t duration_ms;
};

/* What the sender calls, on its own thread. */
struct sender_calls {
	/* Just before it is sent: what depends on the moment, such as a signature. NULL for none.
	 */
	void (*prepare)(void *context, struct parcel *parcel);
	void (*done)(void *context, struct parcel *parcel, const struct parcel_result *result);
	/* After done, or undone at the stop: the parcel is the caller's again. */
	void (*give_back)(void *context, struct parcel *parcel);
	void *context;
};

/* Limits and places; texts are as long as the sender. */
struct sender_options {
	struct networks allowed;    /* besides the public Internet; for webhooks */
	bool plain_http;            /* http:// too */
	const char *ca_file;        /* whom TLS trusts; "": those of the system */
	int64_t connect_timeout_ms; /* name, connection and TLS together */
	int64_t answer_timeout_ms;  /* the whole */
	int64_t slow_after_s;       /* fewer than 32 bytes a second for so long end it */
	size_t at_once;             /* more wait in order */
	const char *mail_relay;     /* "smtp://relay:25" or "smtps://…" */
	const char *mail_user;      /* "": the relay asks for none */
	const char *mail_password;
	bool mail_tls; /* smtp:// only with STARTTLS */
};

enum {
	/* An answer is thrown away; what is longer than this is not waited for. */
	ANSWER_LIMIT_BYTES = 64 * 1024
};

/* Starts the thread. Returns 0 or ERROR_INPUT_OUTPUT. */
int sender_create(const struct sender_options *options, const struct sender_calls *calls,
		  struct sender **ret_sender);

/* Ends the thread, at once, and breaks off what is under way, which is given back undone. What is
 * taken afterwards stays until sender_destroy. */
void sender_halt(struct sender *sender);

/* Halts it if it was not, and gives back what waits. NULL is fine. */
void sender_destroy(struct sender *sender);

/* Takes a parcel; from any thread. */
void sender_send(struct sender *sender, struct parcel *parcel);
