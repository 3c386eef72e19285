/* shard_add.c - names a new shard and where it answers */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "ocop/identity/v1/commands.pb-c.h"

int shard_add(struct session *session)
{
	Ocop__Identity__V1__AddShard command = OCOP__IDENTITY__V1__ADD_SHARD__INIT;
	char **operands = session->arguments.operands;
	const char *source = arena_printf(session->arena, "%s_%s", operands[0], operands[1]);

	command.service = operands[0];
	command.name = operands[1];
	command.commands_address = shard_address(session, session->run_dir, source, "commands");
	command.queries_address = shard_address(session, session->run_dir, source, "queries");
	command.events_address = shard_address(session, session->run_dir, source, "events");
	return answer_accepted(session, "identity", &command.base);
}
