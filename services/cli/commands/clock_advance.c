/* clock_advance.c - moves the clock of a demo or test instance, and waits until all have moved
 *
 * Identity decides; the other daemons follow its event. Ends 1 when one has not moved in time.
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

static const int64_t PATIENCE_US = 15 * 1000 * 1000;
static const struct timespec PAUSE = {.tv_nsec = 20 * 1000 * 1000};

/* Waits until the source's clock is where identity's is; false when it stays behind. */
static bool wait_for(struct session *session, const char *source, int64_t offset_seconds,
		     int64_t until_us)
{
	for (;;) {
		const Ocop__Common__V1__StatusReply *reply = peer_status(session, source);
		if (reply != NULL && reply->clock_offset_seconds == offset_seconds)
			return true;
		if (clock_monotonic_us() > until_us)
			return false;
		(void)nanosleep(&PAUSE, NULL); /* woken early, it only looks early */
	}
}

static int wait_for_all(struct session *session)
{
	const Ocop__Common__V1__StatusReply *identity = peer_status(session, "identity");
	int64_t until_us = clock_monotonic_us() + PATIENCE_US;
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
		if (wait_for(session, sources.names[i], identity->clock_offset_seconds, until_us))
			continue;
		complain("%s has not moved its clock", sources.names[i]);
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
