/* conflict_declared.c - somebody of a round's council or advisory team takes no part in a dossier,
 * or in what comes from a producer, and does not see it
 *
 * Who leaves the council does not see it either: he may have other roles.
 *
 * Follows: scoring.v1.ConflictDeclared, ProducerLinkDeclared
 * Writes:  conflicts, producer_links: one row
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

void on_producer_link_declared(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__ProducerLinkDeclared *declared =
		(const Ocop__Scoring__V1__ProducerLinkDeclared *)body;

	(void)event; /* the link says it all */
	producer_link_write(tx, declared->round_id, declared->producer_id, declared->member_id);
}
