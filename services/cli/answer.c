/* answer.c - what a verb prints of a daemon's answer */
#include "cli/answer.h"

#include <jansson.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/json/message_json.h"
#include "ocop/common/v1/queries.pb-c.h"

void answer_json(const ProtobufCMessage *message)
{
	json_t *json = message_to_json(message);

	(void)json_dumpf(json, stdout, JSON_COMPACT); /* main looks at stdout's state */
	(void)putchar('\n');
	json_decref(json);
}

int answer_accepted(struct session *session, const char *source, const ProtobufCMessage *command)
{
	const ProtobufCMessage *answer;
	int result = peer_command(session, source, command, &ocop__common__v1__accepted__descriptor,
				  &answer);

	if (result != EXIT_DONE)
		return result;
	if (session->json)
		answer_json(answer);
	else
		(void)printf("%s\n", ((const Ocop__Common__V1__Accepted *)answer)->id);
	return EXIT_DONE;
}
