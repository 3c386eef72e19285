/* record_decision.c - a decision on a round is on record; its certificates follow
 *
 * Reads:     certification.v1.RecordDecision, from the daemon itself
 * Needs:     a round that was decided, and its results, mirrored from scoring
 * Writes:    decisions, one row
 * Publishes: certification.v1.DecisionRecorded
 * Refuses:   NO_SUCH_THING, CERTIFICATE_STATE (recorded before)
 */
#include "certification/commands.h"

#include "certification/acts/decided.h"
#include "certification/records/decision.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/scoring/v1/types.pb-c.h"

enum decision record_decision(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Certification__V1__RecordDecision *command =
		(const Ocop__Certification__V1__RecordDecision *)message;
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);
	struct decision_row decision = {.kind = DECISION_KIND(ROUND), .document_sha256 = ""};
	struct decision_row before;
	struct decided_round round;
	uint32_t level = 0;

	if (!decided_round_load(tx, command->round_id, &round) ||
	    !decided_round_authority(tx, command->round_id, &level, &decision.province_code))
		why = REFUSAL(NO_SUCH_THING);
	else if (decision_load_of_round(tx, command->round_id, &before))
		why = REFUSAL(CERTIFICATE_STATE);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "round_id", NULL);
		return REFUSED;
	}

	decision.level = AUTHORITY_LEVEL(PROVINCE);
	if (level == OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE) {
		decision.level = AUTHORITY_LEVEL(CENTRE);
		decision.province_code = ""; /* its round has products of many */
	}
	decision.decision_number = round.decision_number;
	decision.decided_on = round.decided_on;
	decision.round_id = round.round_id;
	decision.report_number = round.report_number;
	decision_record(tx, &decision);
	reply_accept(reply, decision.decision_id, 1);
	return ACCEPTED;
}
