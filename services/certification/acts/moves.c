/* moves.c - what happens to certificates: written, kept in their history, told */
#include "certification/acts/moves.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records.h"
#include "certification/rules/reminder.h"
#include "certification/state.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

static void history_keep(struct transaction *tx, const struct certificate *certificate,
			 Ocop__Certification__V1__CertificateMove move,
			 const struct move_note *note)
{
	certificate_move_insert(tx, &(struct certificate_move){
					    .code = certificate->code,
					    .move_no = certificate->version,
					    .move = move,
					    .state = certificate->state,
					    .moved_on = today_text(tx),
					    .decision_number = message_text(note->decision_number),
					    .reason = message_text(note->reason),
					    .other_code = message_text(note->other_code),
					    .moved_at_us = transaction_now_us(tx),
				    });
}

/* Of the one that is valid from now on; others come to no end that anybody waits for. */
static void set_first_reminder(struct transaction *tx, struct certificate *certificate)
{
	int32_t today = date_of_us(transaction_now_us(tx)), valid_until;
	struct reminder first;

	certificate->next_reminder = CERTIFICATE_REMINDER(UNSPECIFIED);
	certificate->next_reminder_on = "";
	if (certificate->state != CERTIFICATE_STATE(VALID) ||
	    !date_parse(certificate->valid_until, &valid_until))
		return;
	first = reminder_first(rulebooks_in_force(certification_state(tx)->rulebooks, today),
			       valid_until, today);
	certificate->next_reminder = first.kind;
	certificate->next_reminder_on = date_text(transaction_arena(tx), first.day);
}

void certificate_enter(struct transaction *tx, struct certificate *certificate)
{
	const char *corrects_code = message_text(certificate->corrects_code);

	/* A corrected one goes on where the other was: nothing is said twice. */
	if (!*corrects_code)
		set_first_reminder(tx, certificate);
	certificate_insert(tx, certificate);
	if (*corrects_code)
		certificate_cover_of_certificate(tx, certificate->code, corrects_code);
	else
		certificate_cover_of_dossier(tx, certificate->code,
					     message_text(certificate->dossier_id));
	history_keep(tx, certificate, CERTIFICATE_MOVE(ISSUE),
		     &(struct move_note){.decision_number = certificate->decision_number});
}

void certificate_moved(struct transaction *tx, struct certificate *certificate,
		       Ocop__Certification__V1__CertificateMove move, const struct move_note *note)
{
	certificate_update(tx, certificate);
	history_keep(tx, certificate, move, note);
}

void certificate_replace_by(struct transaction *tx, struct certificate *old,
			    const struct replacement *replacement)
{
	bool is_correction = replacement->kind == REPLACEMENT_KIND(CORRECTION);

	old->state = CERTIFICATE_STATE(REPLACED);
	old->replaced_by_code = replacement->code;
	old->replacement_reason = replacement->reason;
	old->replacement_kind = replacement->kind;
	certificate_moved(tx, old,
			  is_correction ? CERTIFICATE_MOVE(CORRECT) : CERTIFICATE_MOVE(RENEW),
			  &(struct move_note){.decision_number = replacement->decision_number,
					      .reason = replacement->reason,
					      .other_code = replacement->code});
	event_certificate_replaced(tx, old);
}

/* Why an earlier certificate ends, in the words of the law. */
static const char *const replacement_reasons[] = {
	[REPLACEMENT_KIND(UNSPECIFIED)] = "",
	[REPLACEMENT_KIND(UPGRADE)] = "nâng hạng",
	[REPLACEMENT_KIND(RENEWAL)] = "công nhận lại",
	[REPLACEMENT_KIND(RENEWAL_UP)] = "phân hạng lại, hạng sao cao hơn",
	[REPLACEMENT_KIND(RENEWAL_DOWN)] = "phân hạng lại, hạng sao thấp hơn",
	[REPLACEMENT_KIND(CORRECTION)] = "đính chính",
	[REPLACEMENT_KIND(REGISTER)] = "công nhận lại",
};

const char *replacement_words(Ocop__Certification__V1__ReplacementKind kind)
{
	return replacement_reasons[kind];
}

static void replace_earlier(struct transaction *tx, struct certificate *old,
			    const struct certificate *new, bool is_re_rating)
{
	Ocop__Certification__V1__ReplacementKind kind =
		replacement_kind(old->star, new->star, is_re_rating);

	certificate_replace_by(tx, old,
			       &(struct replacement){.code = new->code,
						     .kind = kind,
						     .reason = replacement_words(kind),
						     .decision_number = new->decision_number});
}

static bool is_in_force(const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateState to;

	return may_move_certificate(CERTIFICATE_MOVE(RENEW), certificate->state, &to) ==
	       REFUSAL(UNSPECIFIED);
}

/* The earlier one goes first: two in force are never in the store. */
void certificate_issue(struct transaction *tx, struct certificate *certificate,
		       const struct issue *issue)
{
	struct certificate old, stored;

	if (certificate_load(tx, issue->started_from_code, &old) && is_in_force(&old))
		replace_earlier(tx, &old, certificate, issue->is_re_rating);
	if (certificate_load_in_force(tx, certificate->product_id, &old))
		replace_earlier(tx, &old, certificate, issue->is_re_rating);
	certificate_enter(tx, certificate);
	if (certificate_load(tx, certificate->code, &stored))
		event_certificate_issued(tx, &stored);
}

Ocop__Certification__V1__CertificateState certificate_state_now(
	struct transaction *tx, const struct certificate *certificate)
{
	return certificate_state_on(certificate->state, certificate->last_day,
				    date_of_us(transaction_now_us(tx)));
}

const struct rulebook *certificate_rulebook(struct transaction *tx,
					    const struct certificate *certificate)
{
	const struct certification_state *state = certification_state(tx);
	const struct rulebook *book = rulebook_find(state->rulebooks, certificate->rulebook_code);

	if (book != NULL && book->revocation_grounds.count > 0)
		return book;
	return rulebooks_in_force(state->rulebooks, date_of_us(transaction_now_us(tx)));
}

struct competence competence_gather(struct transaction *tx, const struct certificate *certificate,
				    const struct rulebook *book)
{
	const struct caller *caller = transaction_caller(tx);
	struct subject subject = certificate_subject(tx, certificate);
	int32_t today = date_of_us(transaction_now_us(tx));

	return (struct competence){
		.is_of_centre = rulebook_recogniser(book, today, certificate->star) ==
				RULEBOOK_LEVEL_CENTRE,
		.is_chairman = caller_may(caller, ALLOW(CHAIRMAN), &subject),
		.is_ministry = caller_may(caller, ALLOW(MINISTRY), &subject),
	};
}
