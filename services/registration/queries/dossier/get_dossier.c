/* get_dossier.c - one dossier with all that belongs to it
 *
 * Reads:   registration.v1.GetDossier
 * Answers: registration.v1.Dossier
 * Refuses: NO_SUCH_THING
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/events.h"
#include "registration/queries.h"
#include "registration/records/sample.h"

static void add_assessment(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct choice *choices;

	answer->n_self_assessment = choices_load(tx, answer->dossier_id, &choices);
	answer->self_assessment =
		arena_alloc(arena, answer->n_self_assessment * sizeof(*answer->self_assessment));
	for (size_t i = 0; i < answer->n_self_assessment; i++) {
		Ocop__Registration__V1__Dossier__SelfAssessmentEntry *entry =
			arena_alloc(arena, sizeof(*entry));

		ocop__registration__v1__dossier__self_assessment_entry__init(entry);
		entry->key = message_text(choices[i].criterion_code);
		entry->value = choices[i].option_no;
		answer->self_assessment[i] = entry;
	}
}

/* Parts "1.1 1.2" at the blanks. */
static void split_codes(struct arena *arena, const char *joined,
			Ocop__Registration__V1__Evidence *message)
{
	size_t most = strlen(joined) / 2 + 1;

	message->criterion_codes = arena_alloc(arena, most * sizeof(char *));
	while (*joined) {
		size_t length = strcspn(joined, " ");

		message->criterion_codes[message->n_criterion_codes++] =
			arena_printf(arena, "%.*s", (int)length, joined);
		joined += length + (joined[length] == ' ');
	}
}

static Ocop__Registration__V1__Evidence *evidence_message(struct arena *arena,
							  const struct evidence *evidence)
{
	Ocop__Registration__V1__Evidence *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__evidence__init(message);
	message->evidence_id = message_text(evidence->evidence_id);
	message->evidence_type = message_text(evidence->evidence_type);
	message->name = message_text(evidence->name);
	message->sha256 = message_text(evidence->sha256);
	message->size_bytes = (uint64_t)evidence->size_bytes;
	message->media_type = message_text(evidence->media_type);
	message->link = message_text(evidence->link);
	message->valid_until = message_text(evidence->valid_until);
	split_codes(arena, evidence->criterion_codes, message);
	return message;
}

static void add_evidence(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct evidence *evidence;

	answer->n_evidence = evidence_list(tx, answer->dossier_id, &evidence);
	answer->evidence = arena_alloc(arena, answer->n_evidence * sizeof(*answer->evidence));
	for (size_t i = 0; i < answer->n_evidence; i++)
		answer->evidence[i] = evidence_message(arena, &evidence[i]);
}

static void add_fields(struct transaction *tx, Ocop__Registration__V1__Dossier *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct form_field *fields;

	answer->n_fields = form_fields_load(tx, answer->dossier_id, &fields);
	answer->fields = arena_alloc(arena, answer->n_fields * sizeof(*answer->fields));
	for (size_t i = 0; i < answer->n_fields; i++) {
		Ocop__Registration__V1__FormField *field = arena_alloc(arena, sizeof(*field));

		ocop__registration__v1__form_field__init(field);
		field->form_code = message_text(fields[i].form_code);
		field->key = message_text(fields[i].key);
		field->value = message_text(fields[i].value);
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
	answer.due_on = message_text(dossier.due_on);
	answer.version = dossier.version;
	add_assessment(tx, &answer);
	add_evidence(tx, &answer);
	add_fields(tx, &answer);
	add_findings(tx, &answer);
	add_history(tx, &answer);
	add_samples(tx, &answer);
	if (transaction_failed(tx))
		return FAILED; /* a dossier with NULL texts cannot be packed */
	reply_set(reply, &answer.base);
	reply_set_version(reply, dossier.version);
	return ACCEPTED;
}
