/* get_idea.c - one idea
 *
 * Reads:   registration.v1.GetIdea
 * Answers: registration.v1.Idea
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/programme/programme.h"

enum decision get_idea(struct transaction *tx, const ProtobufCMessage *message, struct reply *reply)
{
	const Ocop__Registration__V1__GetIdea *asked =
		(const Ocop__Registration__V1__GetIdea *)message;
	struct idea idea;

	idea_load(tx, asked->idea_id, &idea);
	reply_set(reply, &idea.row.base);
	reply_set_version(reply, idea.row.version);
	return ACCEPTED;
}
