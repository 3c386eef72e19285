/* clock_advance.c - moves the clock of a demo or test instance, and waits until all have moved and
 * done what fell due on the way
 *
 * Identity decides; the other daemons follow its event. Ends 1 when one has not moved in time, or
 * is not done with what fell due.
 */
#include <stdio.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/words.h"
#include "common/base/clock.h"
#include "common/json/json_time.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"

static const int64_t PATIENCE_US = 30 * 1000 * 1000;
static const int64_t PATIENCE_DUE_US = 300 * 1000 * 1000; /* years of reminders take a while */
static const struct timespec PAUSE = {.tv_nsec = 20 * 1000 * 1000};

/* What is waited for, of a source that has answered. */
typedef bool (*waited)(const Ocop__Common__V1__StatusReply *source,
		       const Ocop__Common__V1__StatusReply *identity);

static bool has_moved(const Ocop__Common__V1__StatusReply *source,
		      const Ocop__Common__V1__StatusReply *identity)
{
	return source->clock_offset_seconds == identity->clock_offset_seconds;
}

static bool has_done_what_was_due(const Ocop__Common__V1__StatusReply *source,
				  const Ocop__Common__V1__StatusReply *identity)
{
	return source->deadlines_run_until != NULL &&
	       source->deadlines_run_until->seconds >= identity->now->seconds;
}

/* Asks the source until it is so; false when it stays behind. */
static bool wait_for(struct session *session, const char *source, waited holds,
		     const Ocop__Common__V1__StatusReply *identity, int64_t until_us)
{
	for (;;) {
		const Ocop__Common__V1__StatusReply *reply = peer_status(session, source);
		if (reply != NULL && holds(reply, identity))
			return true;
		if (clock_monotonic_us() > until_us)
			return false;
		(void)nanosleep(&PAUSE, NULL); /* woken early, it only looks early */
	}
}

static bool wait_for_source(struct session *session, const char *source,
			    const Ocop__Common__V1__StatusReply *identity, int64_t begun_us)
{
	if (!wait_for(session, source, has_moved, identity, begun_us + PATIENCE_US))
		complain("%s has not moved its clock", source);
	else if (!wait_for(session, source, has_done_what_was_due, identity,
			   begun_us + PATIENCE_DUE_US))
		complain("%s is not done with what fell due", source);
	else
		return true;
	return false;
}

static int wait_for_all(struct session *session)
{
	const Ocop__Common__V1__StatusReply *identity = peer_status(session, "identity");
	int64_t begun_us = clock_monotonic_us();
	struct source_list sources;
	char text[JSON_TIME_SIZE];
	int result = sources_list(session, &sources);

	if (result != EXIT_DONE)
		return result;
	if (identity == NULL || identity->now == NULL) {
		complain("identity does not answer");
		return EXIT_UNREACHABLE;
	}
	for (size_t i = 0; i < sources.count; i++) {
		if (!wait_for_source(session, sources.names[i], identity, begun_us))
			result = EXIT_FINDINGS;
	}
	json_time_print(identity->now->seconds, 0, text);
	(void)printf(session->json ? "{\"now\":\"%s\",\"clockOffsetSeconds\":\"%lld\"}\n"
				   : "%s  %+lld s\n",
		     text, (long long)identity->clock_offset_seconds);
	return result;
}

int clock_advance(struct session *session)
{
	Ocop__Identity__V1__MoveClock command = OCOP__IDENTITY__V1__MOVE_CLOCK__INIT;
	const ProtobufCMessage *answer;

	if (!word_seconds(session->arguments.operands[0], &command.seconds)) {
		complain("%s: is no time such as 30d, 12h, 90m or 45s",
			 session->arguments.operands[0]);
		return EXIT_USAGE;
	}
	int result = peer_command(session, "identity", &command.base,
				  &ocop__common__v1__accepted__descriptor, &answer);
	return result == EXIT_DONE ? wait_for_all(session) : result;
}
