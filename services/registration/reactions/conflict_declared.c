/* conflict_declared.c - a member of a round's council takes no part in a dossier, or in what comes
 * from a producer, and does not see it
 *
 * Follows: scoring.v1.ConflictDeclared, ProducerLinkDeclared, CouncilAppointed
 * Writes:  conflicts, producer_links: one row; those of members who left the council are deleted
 */
#include <string.h>

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

static bool sits(const Ocop__Scoring__V1__CouncilAppointed *council, const char *member_id)
{
	for (size_t i = 0; i < council->n_members; i++)
		if (strcmp(council->members[i]->member_id, member_id) == 0)
			return true;
	return false;
}

void on_council_appointed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__CouncilAppointed *council =
		(const Ocop__Scoring__V1__CouncilAppointed *)body;
	size_t count;
	const char **members = conflicted_members(tx, council->round_id, &count);

	(void)event; /* the council says it all */
	for (size_t i = 0; i < count; i++)
		if (!sits(council, members[i]))
			conflicts_forget(tx, council->round_id, members[i]);
}
