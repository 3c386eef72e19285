/* key_add.c - a key for a machine; its secret is shown once */
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

int key_add(struct session *session)
{
	Ocop__Identity__V1__CreateKey command = OCOP__IDENTITY__V1__CREATE_KEY__INIT;
	const char *label = argument(&session->arguments, "label");
	const ProtobufCMessage *answer;

	command.account_id = session->arguments.operands[0];
	command.label = (char *)(label != NULL ? label : "ocop");
	int result = peer_command(session, "identity", &command.base,
				  &ocop__identity__v1__key_created__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	const Ocop__Identity__V1__KeyCreated *created = (const void *)answer;
	if (session->json)
		answer_json(answer);
	else
		(void)printf("%s\n%s\n", created->key_id, created->secret);
	return EXIT_DONE;
}
