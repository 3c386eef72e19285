/* list_submissions.c - the versions of a dossier that were submitted, oldest first
 *
 * Reads:   registration.v1.ListSubmissions
 * Answers: registration.v1.ListSubmissionsReply
 * Refuses: NO_SUCH_THING
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/queries.h"

enum decision list_submissions(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Registration__V1__ListSubmissions *asked =
		(const Ocop__Registration__V1__ListSubmissions *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListSubmissionsReply answer =
		OCOP__REGISTRATION__V1__LIST_SUBMISSIONS_REPLY__INIT;
	struct submission *submissions;

	answer.n_submissions = submissions_load(tx, asked->dossier_id, &submissions);
	answer.submissions = arena_alloc(arena, answer.n_submissions * sizeof(*answer.submissions));
	for (size_t i = 0; i < answer.n_submissions; i++)
		answer.submissions[i] = submission_message(arena, &submissions[i]);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
