/* shard_move.c - says where a shard answers from now on */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "ocop/identity/v1/commands.pb-c.h"

int shard_move(struct session *session)
{
	Ocop__Identity__V1__MoveShard command = OCOP__IDENTITY__V1__MOVE_SHARD__INIT;
	const struct arguments *arguments = &session->arguments;
	const char *folder =
		arguments->operand_count > 1 ? arguments->operands[1] : session->run_dir;
	const char *source = arena_printf(session->arena, "scoring_%s", arguments->operands[0]);

	command.name = arguments->operands[0];
	command.commands_address = shard_address(session, folder, source, "commands");
	command.queries_address = shard_address(session, folder, source, "queries");
	command.events_address = shard_address(session, folder, source, "events");
	return answer_accepted(session, "identity", &command.base);
}
