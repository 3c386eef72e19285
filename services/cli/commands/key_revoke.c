/* key_revoke.c - ends a key */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "ocop/identity/v1/commands.pb-c.h"

int key_revoke(struct session *session)
{
	Ocop__Identity__V1__RevokeKey command = OCOP__IDENTITY__V1__REVOKE_KEY__INIT;

	command.key_id = session->arguments.operands[0];
	return answer_accepted(session, "identity", &command.base);
}
