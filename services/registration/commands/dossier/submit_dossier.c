/* submit_dossier.c - the dossier is handed to the commune: by the producer, or by the officer who
 * typed for him, once the producer has confirmed what it says
 *
 * Reads:     registration.v1.SubmitDossier
 * Needs:     a complete dossier that is with the producer, under the rule book in force (sent in
 *            again: under one that still holds), and for a re-rating a day in its window, or
 *            who decides on the certificate has let it be filed late
 * Writes:    dossiers, dossier_moves, submissions (the content, once and for all), evidence (the
 *            version it is of), slip_numbers the first time; findings of an earlier screening go;
 *            products: one under development is made
 * Publishes: registration.v1.DossierSubmitted with the content's SHA-256
 * Refuses:   DOSSIER_STATE, DOSSIER_INCOMPLETE with CRITERION_MISSING, SELF_ASSESSMENT_MISSING,
 *            EVIDENCE_MISSING, EVIDENCE_EXPIRED, FIELD_MISSING for each gap; RULEBOOK_NOT_IN_FORCE,
 *            RE_RATING_WINDOW, RECOGNITION_MISSING, SHEET_UNAVAILABLE, NOT_CONFIRMED
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/known/kind.h"
#include "registration/records/paper.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/due_day.h"
#include "registration/state.h"

/* How a gap reads as a refusal: its code, and the list of the message that it stands in. */
static const struct {
	Ocop__Common__V1__RefusalCode code;
	const char *list;
} gap_refusals[] = {
	[GAP_FORM] = {REFUSAL(FIELD_MISSING), "fields"},
	[GAP_CRITERION] = {REFUSAL(CRITERION_MISSING), "choices"},
	[GAP_EVIDENCE] = {REFUSAL(EVIDENCE_MISSING), "evidence"},
	[GAP_EVIDENCE_EXPIRED] = {REFUSAL(EVIDENCE_EXPIRED), "evidence"},
};

static void refuse_gaps(struct reply *reply, const struct dossier_content *content,
			const struct completeness *completeness)
{
	if (completeness->gap_count)
		reply_refuse(reply, REFUSAL(DOSSIER_INCOMPLETE), NULL, "%zu parts are missing",
			     completeness->gap_count);
	if (completeness->gap_count && content->choice_count == 0)
		reply_refuse(reply, REFUSAL(SELF_ASSESSMENT_MISSING), NULL, NULL);
	for (size_t i = 0; i < completeness->gap_count; i++) {
		const struct gap *gap = &completeness->gaps[i];

		reply_refuse(reply, gap_refusals[gap->kind].code,
			     arena_printf(reply_arena(reply), "%s[%s]",
					  gap_refusals[gap->kind].list, gap->code),
			     "%s", gap->text.vi);
	}
}

static void refuse_unconfirmed(struct reply *reply, const struct move *move,
			       const struct dossier_content *content)
{
	char sha256[SHA256_HEX_SIZE];
	Ocop__Common__V1__RefusalCode why;

	dossier_content_sha256(content, reply_arena(reply), sha256);
	why = may_hand_in(move->actors, move->dossier.confirmed_sha256, sha256);
	if (why)
		reply_refuse(reply, why, NULL, NULL);
}

/* The first time the book must be the one in force; sent in again, the one it was filed under must
 * still hold. */
static bool rulebook_holds(struct transaction *tx, const struct dossier *dossier,
			   const struct rulebook *book, int32_t today)
{
	if (*dossier->submitted_on)
		return rulebook_in_force(book, today);
	return rulebooks_in_force(registration_state(tx)->rulebooks, today) == book;
}

/* Stands in the history of a re-rating that was taken outside its window, by whose decision. */
static const char *late_reason(struct transaction *tx, const struct rulebook_deadlines *deadlines,
			       const struct late_filing *filing)
{
	return arena_printf(
		transaction_arena(tx),
		"Nộp ngoài thời hạn từ %d đến %d ngày trước khi giấy chứng nhận hết hạn, theo %s",
		deadlines->re_rating_submit_from_days_before_expiry,
		deadlines->re_rating_submit_until_days_before_expiry, filing->decision_number);
}

/* Outside the window only who decides on the certificate lets it in, where the setting leaves it to
 * him. */
static Ocop__Common__V1__RefusalCode check_exception(struct transaction *tx,
						     const struct rulebook_deadlines *deadlines,
						     const char *certificate_code,
						     const char **ret_reason)
{
	struct late_filing filing;
	int32_t until;

	late_filing_load(tx, certificate_code, &filing);
	if (!registration_state(tx)->late_filing_by_exception ||
	    !date_parse(filing.until, &until) || date_of_us(transaction_now_us(tx)) > until)
		return REFUSAL(RE_RATING_WINDOW);
	*ret_reason = late_reason(tx, deadlines, &filing);
	return REFUSAL(UNSPECIFIED);
}

/* The certificate that an upgrade or re-rating starts from still carries it; `ret_reason` is what
 * the move shall say of it. */
static Ocop__Common__V1__RefusalCode check_ground(struct transaction *tx,
						  const struct dossier *dossier,
						  const struct rulebook *book,
						  const char **ret_reason)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	struct certificate certificate;
	Ocop__Common__V1__RefusalCode why;
	int32_t valid_until;

	*ret_reason = "";
	if (dossier->kind == DOSSIER_KIND(FIRST) || *dossier->submitted_on)
		return REFUSAL(UNSPECIFIED);
	certificate_load(tx, dossier->certificate_code, &certificate);
	certificate.product_id = product_standing(tx, certificate.product_id);
	if (!certificate_carries(&certificate, dossier->kind,
				 product_standing(tx, dossier->product_id)))
		return REFUSAL(RECOGNITION_MISSING);
	if (dossier->kind != DOSSIER_KIND(RE_RATING) ||
	    !date_parse(certificate.valid_until, &valid_until))
		return REFUSAL(UNSPECIFIED);
	why = may_file_re_rating(&book->deadlines, valid_until, today);
	if (!why)
		return why;
	return check_exception(tx, &book->deadlines, dossier->certificate_code, ret_reason);
}

static void write_submission(struct transaction *tx, struct move *move,
			     const struct dossier_content *content, const char *reason)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	struct dossier *dossier = &move->dossier;
	bool is_first = dossier->submissions == 0;
	const char *sha256;

	move_due_counted(tx, move, today,
			 screening_working_days(rulebook_level_on(content->book, today)));
	if (*dossier->submitted_on == '\0')
		dossier->submitted_on = date_text(transaction_arena(tx), today);
	if (*dossier->commune_slip == '\0')
		dossier->commune_slip = move_slip_number(tx, move, dossier->commune_code);
	findings_delete(tx, dossier->dossier_id);
	dossier->components_remark = "";
	dossier->request = "";
	sha256 = dossier_version_keep(tx, dossier, content,
				      is_first ? SUBMISSION_KIND(FIRST)
					       : SUBMISSION_KIND(RESUBMISSION));
	product_set_made(tx, dossier->product_id);
	move_finish(tx, move, reason);
	event_dossier_submitted(tx, dossier, sha256, *reason != '\0');
}

enum decision submit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__SubmitDossier *asked =
		(const Ocop__Registration__V1__SubmitDossier *)message;
	int32_t today = date_of_us(transaction_now_us(tx));
	struct dossier_content content;
	struct completeness completeness;
	Ocop__Common__V1__RefusalCode why;
	const char *reason;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_SUBMIT, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	why = check_ground(tx, &move.dossier, content.book, &reason);
	if (transaction_failed(tx))
		return FAILED;

	completeness = dossier_completeness(&content, today, reply_arena(reply));
	refuse_gaps(reply, &content, &completeness);
	refuse_unconfirmed(reply, &move, &content);
	if (!rulebook_holds(tx, &move.dossier, content.book, today))
		reply_refuse(reply, REFUSAL(RULEBOOK_NOT_IN_FORCE), NULL, NULL);
	if (why)
		reply_refuse(reply, why, "certificate_code", NULL);
	if (reply_refused(reply))
		return REFUSED;

	write_submission(tx, &move, &content, reason);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
