/* outcome.h - what follows from how an attempt ended: pure, facts in, decision out
 *
 * Attempts of a delivery: at once, then 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h
 * after the one before, each wait longer by up to a tenth at random so that those who failed
 * together do not come back together. The tenth failure is the last: three days and three and a
 * half hours.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	DELIVERY_ATTEMPTS_MAX = 10,
	/* Longest that a receiver may ask us to wait; as long as the longest wait of our own. */
	RETRY_AFTER_MAX_S = 24 * 60 * 60
};

/* How an attempt ended. Kept in the delivery log by these numbers: append only. */
enum attempt_end {
	ATTEMPT_ANSWERED = 1,        /* with a status */
	ATTEMPT_ADDRESS_REFUSED = 2, /* it leads to an address we do not connect to */
	ATTEMPT_NAME_UNKNOWN = 3,    /* the host's name leads nowhere */
	ATTEMPT_NOT_CONNECTED = 4,   /* nobody listens, or not in time */
	ATTEMPT_NOT_TRUSTED = 5,     /* TLS: certificate or handshake */
	ATTEMPT_TOO_SLOW = 6,        /* no whole answer in time */
	ATTEMPT_BROKEN_OFF = 7,      /* the connection ended, or what came is no HTTP */
	ATTEMPT_URL_UNUSABLE = 8     /* a scheme that is not allowed, or no URL */
};

/* The facts of one attempt. */
struct attempt_facts {
	enum attempt_end end;
	int status;            /* of an answer; 0 without */
	int64_t retry_after_s; /* what the answer asked for; 0 for nothing */
	int attempt;           /* which it was of this delivery's schedule, from 1 */
	uint32_t chance;       /* random, all 32 bits */
};

enum delivery_fate {
	DELIVERY_DELIVERED, /* 2xx */
	DELIVERY_WAITS,     /* to be tried again */
	DELIVERY_DEAD,      /* tried often enough */
	DELIVERY_UNWANTED   /* 410: the receiver wants nothing more, ever */
};

/* What becomes of the delivery. */
struct delivery_decision {
	enum delivery_fate fate;
	int64_t wait_us; /* for DELIVERY_WAITS: how long from now */
};

/* Of a webhook. Only 2xx is success, a redirect is not. 429 and 503 with Retry-After are obeyed:
 * the wait is then at least that long, at most RETRY_AFTER_MAX_S; never shorter than our own, or a
 * receiver that always says "in a second" would be given up after ten of them. */
struct delivery_decision webhook_decide(const struct attempt_facts *facts);

/* Of a mail to the relay (RFC 5321): 2xx is taken, 5xx is not to be tried again, all else is. */
struct delivery_decision mail_decide(const struct attempt_facts *facts);
