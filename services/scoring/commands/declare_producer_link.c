/* declare_producer_link.c - a member or an adviser is linked to a producer and takes no part in any
 * dossier of his in the round, those that come later included
 *
 * Declared again, it replaces what was declared, for each dossier too. One whose scoring is over
 * is hidden like the others; its result stands until the council scores it again, without him. Of
 * others speaks only who has no part in the producer himself.
 *
 * Reads:     scoring.v1.DeclareProducerLink
 * Needs:     a round up to scoring; its council and advisory team
 * Writes:    producer_links, one row; conflicts, one row a dossier of the producer
 * Publishes: scoring.v1.ProducerLinkDeclared, then ConflictDeclared for each dossier
 * Refuses:   ROUND_STATE, COUNCIL_MEMBER_UNKNOWN, ACTING_CHAIR_MISSING, FIELD_INVALID,
 *            REASON_MISSING, FIELD_TOO_LONG, SCOPE_MISSING, MEMBER_HAS_CONFLICT
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "scoring/acts/declaring.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/sitting.h"

/* Dossiers that are in the round now. Owns nothing. */
struct linked_dossiers {
	struct round_dossier *items;
	size_t count;
};

static bool fields_are_fine(struct reply *reply,
			    const Ocop__Scoring__V1__DeclareProducerLink *command)
{
	if (!identifier_is(command->producer_id, "producer"))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "producer_id", NULL);
	return require_reason(reply, command->reason);
}

/* Somebody can lead each of them, and those that come: there only links stand beside this one. */
static bool others_can_lead(struct transaction *tx, struct reply *reply,
			    const struct judges *judges, const struct producer_link *link,
			    const struct linked_dossiers *dossiers)
{
	struct conflicts others;

	producer_links_load(tx, link->round_id, link->producer_id, &others);
	if (!require_stand_in(tx, reply, judges, &others, &link->conflict))
		return false;
	for (size_t i = 0; i < dossiers->count; i++) {
		conflicts_load(tx, link->round_id, dossiers->items[i].dossier_id, &others);
		if (!require_stand_in(tx, reply, judges, &others, &link->conflict))
			return false;
	}
	return true;
}

/* A keeper with a part in the producer does not send away others who judge him. */
static bool require_no_part(struct transaction *tx, struct reply *reply,
			    const struct producer_link *link,
			    const struct linked_dossiers *dossiers)
{
	const char *account_id = transaction_caller(tx)->account_id;
	struct conflicts links;

	if (strcmp(account_id, link->conflict.member_id) == 0)
		return true;
	producer_links_load(tx, link->round_id, link->producer_id, &links);
	bool has_part = member_has_conflict(&links, account_id);
	for (size_t i = 0; i < dossiers->count && !has_part; i++)
		has_part = conflict_exists(tx, link->round_id, dossiers->items[i].dossier_id,
					   account_id);
	if (has_part)
		reply_refuse(reply, REFUSAL(MEMBER_HAS_CONFLICT), "producer_id", NULL);
	return !has_part;
}

static void conflicts_follow(struct transaction *tx, const struct producer_link *link,
			     const struct linked_dossiers *dossiers)
{
	for (size_t i = 0; i < dossiers->count; i++) {
		struct round_dossier *dossier = &dossiers->items[i];

		/* Who led it then is in its minutes. */
		if (dossier->closed && conflict_exists(tx, dossier->round_id, dossier->dossier_id,
						       link->conflict.member_id))
			continue;
		conflict_put(tx, dossier->round_id, dossier->dossier_id, &link->conflict);
		round_dossier_update(tx, dossier);
		event_conflict_declared(tx, dossier, &link->conflict);
	}
}

enum decision declare_producer_link(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Scoring__V1__DeclareProducerLink *command =
		(const Ocop__Scoring__V1__DeclareProducerLink *)message;
	struct producer_link link = {
		.round_id = command->round_id,
		.producer_id = command->producer_id,
		.conflict = {command->member_id, command->reason, command->acting_chair_id},
	};
	struct linked_dossiers dossiers;
	struct judges judges;
	struct round round;

	if (!fields_are_fine(reply, command))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	judges_load(tx, &round, &judges);
	dossiers.items = round_dossiers_of_producer(tx, round.round_id, command->producer_id,
						    &dossiers.count);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_DECLARE_CONFLICT, &round.state) ||
	    !require_voice(tx, reply, &round, command->member_id) ||
	    !require_no_part(tx, reply, &link, &dossiers) ||
	    !others_can_lead(tx, reply, &judges, &link, &dossiers))
		return REFUSED;

	producer_link_put(tx, &link);
	round_update(tx, &round);
	event_producer_link_declared(tx, &round, &link);
	conflicts_follow(tx, &link, &dossiers);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
