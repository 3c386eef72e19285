/* clock_show.c - what time it is at each daemon; ends 1 when they do not agree */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/json/json_time.h"

static void print_clock(const struct session *session, const char *source,
			const Ocop__Common__V1__StatusReply *reply)
{
	char text[JSON_TIME_SIZE];

	json_time_print(reply->now->seconds, 0, text);
	(void)printf(
		session->json
			? "{\"source\":\"%s\",\"now\":\"%s\",\"clockOffsetSeconds\":\"%lld\"}\n"
			: "%-20s %s  %+lld s\n",
		source, text, (long long)reply->clock_offset_seconds);
}

int clock_show(struct session *session)
{
	struct source_list sources;
	int result = sources_list(session, &sources);
	int64_t offset_seconds = 0;

	for (size_t i = 0; i < sources.count; i++) {
		const Ocop__Common__V1__StatusReply *reply = peer_status(session, sources.names[i]);
		if (reply == NULL || reply->now == NULL) {
			complain("%s does not answer", sources.names[i]);
			result = EXIT_UNREACHABLE;
			continue;
		}
		print_clock(session, sources.names[i], reply);
		if (i == 0)
			offset_seconds = reply->clock_offset_seconds;
		if (reply->clock_offset_seconds != offset_seconds && result == EXIT_DONE)
			result = EXIT_FINDINGS;
	}
	return result;
}
