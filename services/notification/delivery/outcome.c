/* outcome.c - what follows from how an attempt ended: pure, facts in, decision out */
#include "notification/delivery/outcome.h"

#include <assert.h>

enum {
	STATUS_GONE = 410,
	STATUS_TOO_MANY_REQUESTS = 429,
	STATUS_UNAVAILABLE = 503,
	/* The share of a wait that chance may add: one in ten. */
	JITTER_SHARE = 10
};

static const int64_t us_a_second = 1000000;

/* Seconds from the end of attempt n to the next one: the table of Standard Webhooks. */
static const int64_t waits_s[DELIVERY_ATTEMPTS_MAX] = {
	[1] = 5,
	[2] = 5 * 60,
	[3] = 30 * 60,
	[4] = 2 * 60 * 60,
	[5] = 5 * 60 * 60,
	[6] = 10 * 60 * 60,
	[7] = 14 * 60 * 60,
	[8] = 20 * 60 * 60,
	[9] = 24 * 60 * 60,
};

static bool is_between(int status, int first, int last)
{
	return status >= first && status <= last;
}

/* Our own wait after an attempt, at least as long as the receiver asked for. */
static int64_t wait_of(const struct attempt_facts *facts, int64_t asked_s)
{
	int64_t wait_s = waits_s[facts->attempt];
	int64_t jitter_us;

	if (asked_s > RETRY_AFTER_MAX_S)
		asked_s = RETRY_AFTER_MAX_S;
	if (wait_s < asked_s)
		wait_s = asked_s;
	jitter_us = wait_s * us_a_second / JITTER_SHARE;
	/* Its upper 24 bits: a tenth of a day in microseconds times 2^32 would not fit. */
	jitter_us = jitter_us * (int64_t)(facts->chance >> 8) / (1 << 24);
	return wait_s * us_a_second + jitter_us;
}

static struct delivery_decision try_again(const struct attempt_facts *facts, int64_t asked_s)
{
	assert(facts->attempt >= 1 && "attempts are counted from 1");
	if (facts->attempt >= DELIVERY_ATTEMPTS_MAX)
		return (struct delivery_decision){.fate = DELIVERY_DEAD};
	return (struct delivery_decision){.fate = DELIVERY_WAITS,
					  .wait_us = wait_of(facts, asked_s)};
}

struct delivery_decision webhook_decide(const struct attempt_facts *facts)
{
	bool asks =
		facts->status == STATUS_TOO_MANY_REQUESTS || facts->status == STATUS_UNAVAILABLE;

	if (facts->end != ATTEMPT_ANSWERED)
		return try_again(facts, 0);
	if (is_between(facts->status, 200, 299))
		return (struct delivery_decision){.fate = DELIVERY_DELIVERED};
	if (facts->status == STATUS_GONE)
		return (struct delivery_decision){.fate = DELIVERY_UNWANTED};
	return try_again(facts, asks ? facts->retry_after_s : 0);
}

struct delivery_decision mail_decide(const struct attempt_facts *facts)
{
	if (facts->end == ATTEMPT_ANSWERED && is_between(facts->status, 200, 299))
		return (struct delivery_decision){.fate = DELIVERY_DELIVERED};
	if (facts->end == ATTEMPT_ANSWERED && is_between(facts->status, 500, 599))
		return (struct delivery_decision){.fate = DELIVERY_DEAD};
	return try_again(facts, 0);
}
