/* shard_close.c - a shard that gets no more rounds */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "ocop/identity/v1/commands.pb-c.h"

int shard_close(struct session *session)
{
	Ocop__Identity__V1__CloseShard command = OCOP__IDENTITY__V1__CLOSE_SHARD__INIT;

	command.name = session->arguments.operands[0];
	return answer_accepted(session, "identity", &command.base);
}
