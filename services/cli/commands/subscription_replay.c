/* subscription_replay.c - items of a range are sent again, with the same ids */
#include <stdlib.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "ocop/notification/v1/commands.pb-c.h"

int subscription_replay(struct session *session)
{
	Ocop__Notification__V1__ReplayDeliveries command =
		OCOP__NOTIFICATION__V1__REPLAY_DELIVERIES__INIT;
	const char *to = argument(&session->arguments, "to");
	const char *from = argument(&session->arguments, "from");

	if (from == NULL) {
		complain("subscription replay wants --from");
		return EXIT_USAGE;
	}
	command.subscription_id = session->arguments.operands[0];
	command.from_count = strtoull(from, NULL, 10);
	command.to_count = to != NULL ? strtoull(to, NULL, 10) : 0;
	return answer_accepted(session, "notification", &command.base);
}
