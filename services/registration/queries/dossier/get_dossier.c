/* get_dossier.c - one dossier with all that belongs to it
 *
 * Reads:   registration.v1.GetDossier
 * Answers: registration.v1.Dossier
 * Refuses: NO_SUCH_THING
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/answers/content.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/queries.h"
#include "registration/records/desk/centre_result.h"
#include "registration/records/paper.h"
#include "registration/records/sample.h"
#include "registration/records/supplement.h"
#include "registration/rules.h"
#include "registration/sent_back.h"
#include "registration/subjects.h"

static void add_assessment(struct arena *arena, const struct dossier_content *content,
			   Ocop__Registration__V1__Dossier *answer)
{
	answer->n_self_assessment = content->choice_count;
	answer->self_assessment =
		arena_alloc(arena, answer->n_self_assessment * sizeof(*answer->self_assessment));
	for (size_t i = 0; i < answer->n_self_assessment; i++) {
		Ocop__Registration__V1__Dossier__SelfAssessmentEntry *entry =
			arena_alloc(arena, sizeof(*entry));

		ocop__registration__v1__dossier__self_assessment_entry__init(entry);
		entry->key = message_text(content->choices[i].criterion_code);
		entry->value = content->choices[i].option_no;
		answer->self_assessment[i] = entry;
	}
}

static void add_fields(struct arena *arena, const struct dossier_content *content,
		       Ocop__Registration__V1__Dossier *answer)
{
	answer->n_fields = content->field_count;
	answer->fields = arena_alloc(arena, answer->n_fields * sizeof(*answer->fields));
	for (size_t i = 0; i < answer->n_fields; i++) {
		Ocop__Registration__V1__FormField *field = arena_alloc(arena, sizeof(*field));

		ocop__registration__v1__form_field__init(field);
		field->form_code = message_text(content->fields[i].form_code);
		field->key = message_text(content->fields[i].key);
		field->value = message_text(content->fields[i].value);
		answer->fields[i] = field;
	}
}

static void add_findings(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct finding *findings;

	answer->n_findings = findings_load(tx, answer->dossier_id, &findings);
	answer->findings = arena_alloc(arena, answer->n_findings * sizeof(*answer->findings));
	for (size_t i = 0; i < answer->n_findings; i++) {
		Ocop__Registration__V1__ScreeningFinding *finding =
			arena_alloc(arena, sizeof(*finding));

		ocop__registration__v1__screening_finding__init(finding);
		finding->check_code = message_text(findings[i].check_code);
		finding->satisfied = findings[i].satisfied;
		finding->remark = message_text(findings[i].remark);
		answer->findings[i] = finding;
	}
}

/* What was to be put right when the dossier was sent back; what a supplement asks for stands with
 * the supplements. */
static void add_return_items(struct transaction *tx, const char *dossier_id, uint64_t version,
			     Ocop__Registration__V1__DossierMove *move)
{
	struct return_item *items;

	move->n_items = return_items_load(tx, dossier_id, version, &items);
	move->items = return_item_messages(transaction_arena(tx), items, move->n_items);
}

static void add_history(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct dossier_move *moves;

	answer->n_history = dossier_moves_load(tx, answer->dossier_id, &moves);
	answer->history = arena_alloc(arena, answer->n_history * sizeof(*answer->history));
	for (size_t i = 0; i < answer->n_history; i++) {
		Ocop__Registration__V1__DossierMove *move = arena_alloc(arena, sizeof(*move));

		ocop__registration__v1__dossier_move__init(move);
		move->from = moves[i].from;
		move->to = moves[i].to;
		move->at = timestamp_message(arena, moves[i].moved_at_us);
		move->actor_id = message_text(moves[i].actor_id);
		move->reason = message_text(moves[i].reason);
		move->deadline = message_text(moves[i].deadline);
		if (move->to == DOSSIER_STATE(RETURNED))
			add_return_items(tx, answer->dossier_id, moves[i].version, move);
		answer->history[i] = move;
	}
}

static void add_samples(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct sample_receipt *receipts;

	answer->n_samples = sample_receipts_load(tx, answer->dossier_id, &receipts);
	answer->samples = arena_alloc(arena, answer->n_samples * sizeof(*answer->samples));
	for (size_t i = 0; i < answer->n_samples; i++) {
		Ocop__Registration__V1__SampleReceipt message =
			sample_receipt_message(&receipts[i]);

		answer->samples[i] = arena_copy(arena, &message, sizeof message);
	}
}

static void add_papers(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct paper *papers;

	answer->n_papers = papers_load(tx, answer->dossier_id, &papers);
	answer->papers = arena_alloc(arena, answer->n_papers * sizeof(*answer->papers));
	for (size_t i = 0; i < answer->n_papers; i++)
		answer->papers[i] = paper_message(arena, &papers[i]);
}

static void add_supplements(struct transaction *tx, const struct dossier *dossier,
			    Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct supplement *supplements;

	answer->n_supplements = supplements_load(tx, dossier->dossier_id, &supplements);
	answer->supplements =
		arena_alloc(arena, answer->n_supplements * sizeof(*answer->supplements));
	for (size_t i = 0; i < answer->n_supplements; i++)
		answer->supplements[i] = supplement_message(tx, dossier, &supplements[i]);
}

/* What the producer confirmed, as long as the dossier still says it. */
static void add_confirmation(struct transaction *tx, const struct dossier *dossier,
			     Ocop__Registration__V1__Dossier *answer)
{
	char sha256[SHA256_HEX_SIZE];
	struct dossier_content content;

	if (*dossier->confirmed_sha256 == '\0' || !dossier_content_load(tx, dossier, &content))
		return;
	dossier_content_sha256(&content, transaction_arena(tx), sha256);
	if (strcmp(dossier->confirmed_sha256, sha256) == 0)
		answer->confirmed_sha256 = message_text(dossier->confirmed_sha256);
}

/* What the province may decide on. */
static void add_centre_result(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct centre_result result;

	centre_result_load(tx, answer->dossier_id, &result);
	if (result.exists)
		answer->centre_result = centre_result_message(transaction_arena(tx), &result);
}

/* Where it is. */
static void add_way(struct transaction *tx, const struct dossier *dossier,
		    Ocop__Registration__V1__Dossier *answer)
{
	answer->due_on = message_text(dossier->due_on);
	answer->waits_with = dossier->waits_with;
	answer->waits_since = date_text(transaction_arena(tx), date_of_us(dossier->waits_since_us));
	answer->commune_slip = message_text(dossier->commune_slip);
	answer->province_slip = message_text(dossier->province_slip);
}

/* What is in it, as far as the caller sees it, and what offices wrote and put to it. */
static void add_content(struct transaction *tx, const struct dossier *dossier,
			Ocop__Registration__V1__Dossier *answer)
{
	struct dossier_sight sight = dossier_sight(tx, dossier);
	struct arena *arena = transaction_arena(tx);
	struct dossier_content content = {0};

	if (!sight.content)
		return;
	if (!dossier_content_shown(tx, dossier, &sight, &content)) {
		transaction_fail(tx, ERROR_UNREADABLE); /* a version that was kept is no version */
		return;
	}
	add_assessment(arena, &content, answer);
	add_fields(arena, &content, answer);
	answer->n_evidence = content.evidence_count;
	answer->evidence = evidence_messages(arena, content.evidence, content.evidence_count);
	add_findings(tx, answer);
	add_papers(tx, answer);
	if (sight.edits)
		add_confirmation(tx, dossier, answer);
	answer->components_remark = message_text(dossier->components_remark);
	answer->request = message_text(dossier->request);
}

enum decision get_dossier(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__GetDossier *asked =
		(const Ocop__Registration__V1__GetDossier *)message;
	Ocop__Registration__V1__Dossier answer = OCOP__REGISTRATION__V1__DOSSIER__INIT;
	struct dossier dossier;

	dossier_load(tx, asked->dossier_id, &dossier);
	answer.dossier_id = message_text(dossier.dossier_id);
	answer.product_id = message_text(dossier.product_id);
	answer.producer_id = message_text(dossier.producer_id);
	answer.kind = dossier.kind;
	answer.state = dossier.state;
	answer.rulebook_code = message_text(dossier.rulebook_code);
	answer.set_no = dossier.set_no;
	answer.commune_code = message_text(dossier.commune_code);
	answer.province_code = message_text(dossier.province_code);
	answer.certificate_code = message_text(dossier.certificate_code);
	answer.round_id = message_text(dossier.round_id);
	answer.product_code = message_text(product_code_of_dossier(tx, dossier.dossier_id));
	answer.carried_from = message_text(dossier.carried_from);
	answer.submissions = dossier.submissions;
	answer.version = dossier.version;
	add_way(tx, &dossier, &answer);
	add_content(tx, &dossier, &answer);
	add_history(tx, &answer);
	add_samples(tx, &answer);
	add_supplements(tx, &dossier, &answer);
	add_centre_result(tx, &answer);
	answer.proposing_round_id = message_text(round_of_proposal(tx, dossier.dossier_id));
	if (transaction_failed(tx))
		return FAILED; /* a dossier with NULL texts cannot be packed */
	reply_set(reply, &answer.base);
	reply_set_version(reply, dossier.version);
	return ACCEPTED;
}
