/* conflict_declared.c - a member of a round's council takes no part in a dossier, and does not see
 * it
 *
 * Follows: scoring.v1.ConflictDeclared
 * Writes:  conflicts, one row
 */
#include "ocop/scoring/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records.h"

void on_conflict_declared(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__ConflictDeclared *declared =
		(const Ocop__Scoring__V1__ConflictDeclared *)body;

	(void)event; /* the conflict says it all */
	conflict_write(tx, declared->round_id, declared->dossier_id, declared->member_id);
}
