/* shard_add.c - names a new shard and where it answers */
#include <string.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* Where a daemon of this machine answers; other places are said with options. */
static char *address(struct session *session, const char *endpoint)
{
	const char *const *operands = (const char *const *)session->arguments.operands;
	const char *given = argument(&session->arguments, endpoint);

	if (given != NULL)
		return (char *)given;
	return arena_printf(session->arena, "ipc://%s/%s_%s.%s", session->run_dir, operands[0],
			    operands[1], endpoint);
}

int shard_add(struct session *session)
{
	Ocop__Identity__V1__AddShard command = OCOP__IDENTITY__V1__ADD_SHARD__INIT;

	command.service = session->arguments.operands[0];
	command.name = session->arguments.operands[1];
	command.commands_address = address(session, "commands");
	command.queries_address = address(session, "queries");
	command.events_address = address(session, "events");
	return answer_accepted(session, "identity", &command.base);
}
