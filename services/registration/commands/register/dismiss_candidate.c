/* dismiss_candidate.c - two that look alike are two: they are candidates no more
 *
 * Reads:     registration.v1.DismissCandidate
 * Needs:     a pair of merge_candidates, both within the caller's unit
 * Writes:    dismissed_pairs, one row; the pair, and pairs of products that came of it, are gone
 * Publishes: registration.v1.CandidateDismissed
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, NO_SUCH_THING (they are no pair), SCOPE_MISSING
 */
#include "common/command.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/register/candidate.h"
#include "registration/register/candidates.h"
#include "registration/rules.h"
#include "registration/subjects.h"

static bool in_scope(struct transaction *tx, const char *thing_id)
{
	struct subject subject;

	subject_of_thing(tx, thing_id, &subject);
	return caller_may(transaction_caller(tx), ALLOW(OCOP_AGENCY), &subject);
}

enum decision dismiss_candidate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__DismissCandidate *asked =
		(const Ocop__Registration__V1__DismissCandidate *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	struct subject first;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	subject_of_thing(tx, asked->first_id, &first);
	bool is_pair = candidate_exists(tx, asked->first_id, asked->second_id);
	bool both_in_scope = in_scope(tx, asked->second_id);
	if (transaction_failed(tx))
		return FAILED;

	if (!is_pair)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "second_id", NULL);
	else if (!both_in_scope)
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "second_id", NULL);
	if (reply_refused(reply))
		return REFUSED;

	candidate_dismiss(tx, asked->first_id, asked->second_id, reason);
	candidates_of_products(tx, asked->first_id); /* none for products */
	event_candidate_dismissed(tx, asked->first_id, first.version, asked->second_id, reason);
	reply_accept(reply, asked->first_id, first.version);
	return ACCEPTED;
}
