/* reconcile_register.c - what a restored register had forgotten is held against the paper
 *
 * Reads:     certification.v1.ReconcileRegister
 * Needs:     leaves that were taken back from the log and are to be gone through
 * Writes:    recovered_leaves; certificates: names and cover from what they were issued on or as
 *            given, the reason of a revocation or suspension; for a burnt number the certificate
 *            that takes its place; certificate_moves; judged_claims
 * Publishes: certification.v1.CertificateReentered; CertificateReplaced and CertificateIssued for a
 *            burnt number; RegisterReconciled with the last leaf
 * Refuses:   REGISTER_UNRECONCILED (nothing can be taken back from the log), FIELD_MISSING,
 *            FIELD_INVALID, FIELD_TOO_LONG, REASON_MISSING, NO_SUCH_THING, LEAF_SETTLED,
 *            CERTIFICATE_STATE, SCOPE_MISSING (of another place), LEVEL_NOT_COMPETENT (a number is
 *            burnt by who may correct the certificate)
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/correction.h"
#include "certification/acts/ground.h"
#include "certification/acts/moves.h"
#include "certification/events.h"
#include "certification/records.h"
#include "certification/records/history.h"
#include "certification/records/recovered.h"
#include "certification/rules/reconciliation.h"
#include "certification/state.h"
#include "certification/subjects.h"
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/events.pb-c.h"

enum { LEAVES_MAX = 200 };

static bool outcome_is_sound(Ocop__Certification__V1__RecoveredOutcome outcome)
{
	return outcome == RECOVERED_OUTCOME(REENTERED) || outcome == RECOVERED_OUTCOME(BURNT);
}

static bool is_sound(const Ocop__Certification__V1__ReconcileRegister *command, struct reply *reply)
{
	bool has_names = command->product_name[0] != '\0' || command->producer_name[0] != '\0';

	if (command->n_leaves == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "leaves", NULL);
	/* Names are of one certificate. */
	if (command->n_leaves > LEAVES_MAX || (has_names && command->n_leaves > 1))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "leaves", NULL);
	if (!outcome_is_sound(command->outcome))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", NULL);
	(void)require_text(reply, "paper_number", command->paper_number, NUMBER_LENGTH_MAX);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)allow_text(reply, "product_name", command->product_name, NAME_LENGTH_MAX);
	(void)allow_text(reply, "producer_name", command->producer_name, NAME_LENGTH_MAX);
	return !reply_refused(reply);
}

/* A leaf and its certificate, as it will say. */
struct settling {
	const Ocop__Certification__V1__ReconcileRegister *command;
	struct recovered_leaf leaf;
	bool has_certificate;
	struct certificate certificate;
};

/* What is given counts before what it was issued on. A leaf that says nothing of names gives none a
 * new one: that is a correction. */
static void certificate_fill(struct transaction *tx, struct settling *settling)
{
	struct certificate *certificate = &settling->certificate;

	if (!recovered_needs_names(settling->leaf.type))
		return;
	if (settling->command->product_name[0] != '\0')
		certificate->product_name = settling->command->product_name;
	if (settling->command->producer_name[0] != '\0')
		certificate->producer_name = settling->command->producer_name;
	(void)certificate_ground_find(tx, certificate); /* what is missing still is seen */
}

/* Each office settles what is of its own place, and burns what it may correct. */
static void facts_of_caller(struct transaction *tx, const struct certificate *certificate,
			    struct reconciliation_facts *facts)
{
	const uint32_t offices = ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY);
	struct competence competence =
		competence_gather(tx, certificate, certificate_rulebook(tx, certificate));
	struct subject subject = certificate_subject(tx, certificate);

	facts->is_elsewhere = !caller_may(transaction_caller(tx), offices, &subject);
	facts->is_incompetent = !is_competent(&competence);
}

static struct reconciliation_facts facts_gather(struct transaction *tx,
						const struct settling *settling)
{
	const struct certificate *certificate = &settling->certificate;
	struct reconciliation_facts facts = {
		.is_settled = settling->leaf.outcome != RECOVERED_OUTCOME(UNSPECIFIED),
		.outcome = settling->command->outcome,
		.begins_certificate = recovered_begins_certificate(settling->leaf.type),
		.needs_names = recovered_needs_names(settling->leaf.type),
		.needs_reason = recovered_needs_reason(settling->leaf.type),
		.has_reason = settling->command->reason[0] != '\0',
		.has_names = settling->has_certificate && certificate->product_name[0] != '\0' &&
			     certificate->producer_name[0] != '\0',
		.state = certificate->state,
	};

	if (settling->has_certificate)
		facts_of_caller(tx, certificate, &facts);
	return facts;
}

static const char *field_of(Ocop__Common__V1__RefusalCode why, const char *leaf)
{
	if (why == REFUSAL(REASON_MISSING))
		return "reason";
	if (why == REFUSAL(FIELD_INVALID))
		return "outcome";
	return why == REFUSAL(FIELD_MISSING) ? "product_name" : leaf;
}

static bool is_type(const struct settling *settling, const ProtobufCMessageDescriptor *message)
{
	return strcmp(settling->leaf.type, message->name) == 0;
}

static void write_reason(struct settling *settling)
{
	const char *reason = settling->command->reason;
	struct certificate *certificate = &settling->certificate;

	if (is_type(settling, &ocop__certification__v1__certificate_revoked__descriptor))
		certificate->revocation_reason = reason;
	if (is_type(settling, &ocop__certification__v1__certificate_suspended__descriptor))
		certificate->suspension_reason = reason;
	if (is_type(settling, &ocop__certification__v1__certificate_replaced__descriptor) &&
	    reason[0] != '\0')
		certificate->replacement_reason = reason;
}

/* The mirrors have caught up since the leaf was taken back. */
static void write_cover(struct transaction *tx, const struct certificate *certificate)
{
	certificate_cover_forget(tx, certificate->code);
	if (certificate->corrects_code[0] != '\0')
		certificate_cover_of_certificate(tx, certificate->code, certificate->corrects_code);
	else
		certificate_cover_of_dossier(tx, certificate->code, certificate->dossier_id);
}

/* The claim has its recognition: it is not judged once more. */
static void write_judgement(struct transaction *tx, const struct certificate *certificate)
{
	if (certificate->claim_id[0] != '\0' && !claim_is_forgotten(certificate->claim_id) &&
	    !claim_is_judged(tx, certificate->claim_id))
		judged_claim_insert(tx, certificate->claim_id, certificate->code);
}

static void write_certificate(struct transaction *tx, struct settling *settling)
{
	struct certificate *certificate = &settling->certificate;

	write_reason(settling);
	certificate_complete(tx, certificate);
	if (recovered_needs_names(settling->leaf.type)) {
		write_cover(tx, certificate);
		write_judgement(tx, certificate);
	}
	certificate_moved(tx, certificate, CERTIFICATE_MOVE(REENTER),
			  &(struct move_note){.decision_number = settling->command->paper_number,
					      .reason = settling->command->reason});
	event_certificate_reentered(tx, certificate, settling->leaf.leaf_index,
				    settling->command->paper_number);
}

/* The number stays with a certificate that counts for nothing, so it is never given again. */
static void burn(struct transaction *tx, struct settling *settling)
{
	struct competence competence = competence_gather(
		tx, &settling->certificate, certificate_rulebook(tx, &settling->certificate));
	struct certificate new;

	certificate_correct(tx, &settling->certificate,
			    &(struct correction){.product_name = "",
						 .producer_name = "",
						 .decision_number = "",
						 .reason = settling->command->reason,
						 .is_of_centre = competence.is_of_centre},
			    &new);
}

static void settle(struct transaction *tx, struct settling *settling)
{
	struct recovered_leaf *leaf = &settling->leaf;

	if (settling->has_certificate)
		write_certificate(tx, settling);
	if (settling->command->outcome == RECOVERED_OUTCOME(BURNT))
		burn(tx, settling);
	leaf->outcome = settling->command->outcome;
	leaf->paper_number = settling->command->paper_number;
	leaf->reason = settling->command->reason;
	leaf->settled_by = transaction_caller(tx)->account_id;
	leaf->settled_at_us = transaction_now_us(tx);
	recovered_leaf_settle(tx, leaf);
}

/* Settles one, or says why not at leaves[i]. */
static void leaf_reconcile(struct transaction *tx, struct reply *reply,
			   const Ocop__Certification__V1__ReconcileRegister *command, size_t i)
{
	const char *field = arena_printf(transaction_arena(tx), "leaves[%zu]", i);
	struct settling settling = {.command = command};
	struct reconciliation_facts facts;
	Ocop__Common__V1__RefusalCode why;

	if (!recovered_leaf_load(tx, command->leaves[i], &settling.leaf)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), field, NULL);
		return;
	}
	settling.has_certificate =
		certificate_load(tx, settling.leaf.thing_id, &settling.certificate);
	if (settling.has_certificate)
		certificate_fill(tx, &settling);
	facts = facts_gather(tx, &settling);
	why = may_reconcile_leaf(&facts);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field_of(why, field), NULL);
	else
		settle(tx, &settling);
}

enum decision reconcile_register(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ReconcileRegister *command = (const void *)message;
	Ocop__Certification__V1__ReconcileRegisterReply answer =
		OCOP__CERTIFICATION__V1__RECONCILE_REGISTER_REPLY__INIT;
	struct recovered_count count;

	if (certification_mute(tx) != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, REFUSAL(REGISTER_UNRECONCILED), NULL, NULL);
		return REFUSED;
	}
	if (!is_sound(command, reply))
		return REFUSED;

	for (size_t i = 0; i < command->n_leaves && !reply_refused(reply); i++)
		leaf_reconcile(tx, reply, command, i);
	if (reply_refused(reply))
		return REFUSED;

	answer.open = recovered_leaves_open(tx);
	if (answer.open == 0) {
		recovered_leaves_count(tx, &count);
		event_register_reconciled(tx, &count);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
