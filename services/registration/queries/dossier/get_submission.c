/* get_submission.c - a submitted version as text, with its evidence: what it was and stays,
 * whatever became of the dossier since
 *
 * Reads:   registration.v1.GetSubmission
 * Answers: registration.v1.SubmissionContent
 * Refuses: NO_SUCH_THING
 */
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/queries.h"

enum decision get_submission(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__GetSubmission *asked =
		(const Ocop__Registration__V1__GetSubmission *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__SubmissionContent answer =
		OCOP__REGISTRATION__V1__SUBMISSION_CONTENT__INIT;
	struct submission submission;
	struct evidence *evidence;

	submission_load(tx, asked->dossier_id, asked->submission_no, &submission);
	if (!submission.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "submission_no", NULL);
		return REFUSED;
	}

	answer.submission = submission_message(arena, &submission);
	answer.content = message_text(submission.content);
	answer.n_evidence =
		evidence_of_submission(tx, asked->dossier_id, submission.submission_no, &evidence);
	answer.evidence = evidence_messages(arena, evidence, answer.n_evidence);
	if (transaction_failed(tx))
		return FAILED; /* evidence with NULL texts cannot be packed */
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
