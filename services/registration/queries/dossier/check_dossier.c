/* check_dossier.c - what is still missing before a dossier can be submitted, what its choices and
 * papers are worth so far, and when it can be filed
 *
 * The gaps are those by which SubmitDossier refuses. Asked while the producer types, so it reads
 * one dossier and reckons; nothing is looked up in other dossiers.
 *
 * Reads:   registration.v1.CheckDossier
 * Answers: registration.v1.CheckDossierReply
 * Refuses: NO_SUCH_THING, SHEET_UNAVAILABLE
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/answers/filing.h"
#include "registration/dossier_content.h"
#include "registration/queries.h"
#include "registration/rules/self_check.h"
#include "registration/subjects.h"

static const char *const gap_kinds[] = {
	[GAP_FORM] = "form",
	[GAP_CRITERION] = "criterion",
	[GAP_EVIDENCE] = "evidence",
	[GAP_EVIDENCE_EXPIRED] = "expired",
};

static Ocop__Registration__V1__Gap *gap_message(struct arena *arena, const struct gap *gap)
{
	Ocop__Registration__V1__Gap *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__gap__init(message);
	message->kind = message_text(gap_kinds[gap->kind]);
	message->code = message_text(gap->code);
	message->text_vi = message_text(gap->text.vi);
	message->text_en = message_text(gap->text.en);
	return message;
}

static void add_gaps(struct arena *arena, const struct completeness *completeness,
		     Ocop__Registration__V1__CheckDossierReply *answer)
{
	answer->n_gaps = completeness->gap_count;
	answer->gaps = arena_alloc(arena, answer->n_gaps * sizeof(*answer->gaps));
	for (size_t i = 0; i < answer->n_gaps; i++)
		answer->gaps[i] = gap_message(arena, &completeness->gaps[i]);
	answer->complete = completeness->gap_count == 0;
	answer->self_total = completeness->self_total;
	answer->expected_star = completeness->expected_star;
}

static void add_parts(struct arena *arena, const struct rulebook *book,
		      const struct self_check *check,
		      Ocop__Registration__V1__CheckDossierReply *answer)
{
	answer->n_parts = book->part_count;
	answer->parts = arena_alloc(arena, answer->n_parts * sizeof(*answer->parts));
	for (size_t i = 0; i < answer->n_parts; i++) {
		Ocop__Registration__V1__PartPoints *part = arena_alloc(arena, sizeof(*part));

		ocop__registration__v1__part_points__init(part);
		part->part_code = message_text(book->parts[i].code);
		part->points = check->parts[i];
		part->max_points = book->parts[i].max;
		answer->parts[i] = part;
	}
}

static void add_missed(struct arena *arena, const struct self_check *check,
		       Ocop__Registration__V1__CheckDossierReply *answer)
{
	answer->n_missed_minimums = check->missed_count;
	answer->missed_minimums =
		arena_alloc(arena, check->missed_count * sizeof(*answer->missed_minimums));
	for (size_t i = 0; i < check->missed_count; i++) {
		Ocop__Registration__V1__MissedMinimum *missed = arena_alloc(arena, sizeof(*missed));

		ocop__registration__v1__missed_minimum__init(missed);
		missed->star = check->missed[i].star;
		missed->criterion_code = message_text(check->missed[i].criterion_code);
		missed->points = check->missed[i].points;
		missed->needed_points = check->missed[i].needed_points;
		missed->text_vi = message_text(check->missed[i].text.vi);
		missed->text_en = message_text(check->missed[i].text.en);
		answer->missed_minimums[i] = missed;
	}
}

static void add_expiring(struct arena *arena, const struct self_check *check,
			 Ocop__Registration__V1__CheckDossierReply *answer)
{
	answer->n_expiring_evidence = check->expiring_count;
	answer->expiring_evidence =
		arena_alloc(arena, check->expiring_count * sizeof(*answer->expiring_evidence));
	for (size_t i = 0; i < check->expiring_count; i++) {
		Ocop__Registration__V1__ExpiringEvidence *expiring =
			arena_alloc(arena, sizeof(*expiring));

		ocop__registration__v1__expiring_evidence__init(expiring);
		expiring->evidence_id = message_text(check->expiring[i]->evidence_id);
		expiring->name = message_text(check->expiring[i]->name);
		expiring->valid_until = message_text(check->expiring[i]->valid_until);
		answer->expiring_evidence[i] = expiring;
	}
}

static void add_wanted(struct arena *arena, const struct self_check *check,
		       Ocop__Registration__V1__CheckDossierReply *answer)
{
	answer->n_evidence_wanted = check->wanted_count;
	answer->evidence_wanted =
		arena_alloc(arena, check->wanted_count * sizeof(*answer->evidence_wanted));
	for (size_t i = 0; i < check->wanted_count; i++) {
		Ocop__Registration__V1__EvidenceWanted *wanted =
			arena_alloc(arena, sizeof(*wanted));

		ocop__registration__v1__evidence_wanted__init(wanted);
		wanted->criterion_code = message_text(check->wanted[i].criterion_code);
		wanted->evidence_type = message_text(check->wanted[i].evidence_type);
		answer->evidence_wanted[i] = wanted;
	}
}

/* Of a re-rating: first and last day to file. */
static void add_window(struct transaction *tx, const struct dossier *dossier,
		       const struct rulebook *book,
		       Ocop__Registration__V1__CheckDossierReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct certificate certificate;
	int32_t valid_until, from, until;

	if (dossier->kind != DOSSIER_KIND(RE_RATING))
		return;
	certificate_load(tx, dossier->certificate_code, &certificate);
	if (!date_parse(certificate.valid_until, &valid_until) ||
	    !rulebook_re_rating_window(&book->deadlines, valid_until, &from, &until))
		return;
	answer->window_from = date_text(arena, from);
	answer->window_until = date_text(arena, until);
}

enum decision check_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__CheckDossier *asked =
		(const Ocop__Registration__V1__CheckDossier *)message;
	struct arena *arena = reply_arena(reply);
	int32_t today = date_of_us(transaction_now_us(tx));
	Ocop__Registration__V1__CheckDossierReply answer =
		OCOP__REGISTRATION__V1__CHECK_DOSSIER_REPLY__INIT;
	struct completeness completeness;
	struct dossier_content content;
	struct self_check self_check;
	struct dossier_sight sight;
	struct dossier dossier;
	char sha256[SHA256_HEX_SIZE];

	dossier_load(tx, asked->dossier_id, &dossier);
	sight = dossier_sight(tx, &dossier);
	sight.persons = true; /* no value is shown, only whether there is one */
	if (!dossier_content_load(tx, &dossier, &content) ||
	    !dossier_content_shown(tx, &dossier, &sight, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}

	completeness = dossier_completeness(&content, today, arena);
	self_check = dossier_self_check(&content, today, arena);
	dossier_content_sha256(&content, arena, sha256);
	add_gaps(arena, &completeness, &answer);
	add_parts(arena, content.book, &self_check, &answer);
	add_missed(arena, &self_check, &answer);
	add_expiring(arena, &self_check, &answer);
	add_wanted(arena, &self_check, &answer);
	add_window(tx, &dossier, content.book, &answer);
	answer.content_sha256 = sha256;
	add_next_round(tx, content.book, &dossier, &answer);
	reply_set(reply, &answer.base);
	reply_set_version(reply, dossier.version);
	return ACCEPTED;
}
