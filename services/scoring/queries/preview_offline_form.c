/* preview_offline_form.c - what the upload of a form would do, sheet by sheet; nothing is changed
 *
 * Reads:   scoring.v1.PreviewOfflineForm
 * Answers: scoring.v1.PreviewOfflineFormReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, OFFLINE_FORM_INVALID, FIELD_MISSING, MESSAGE_TOO_LARGE,
 *          MEMBER_HAS_CONFLICT
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/offline/upload.h"

/* Most faults that are listed of one sheet. */
enum { SHEET_FAULTS_MAX = 32 };

static void faults_fill(struct reply *own_reply, struct arena *arena,
			Ocop__Scoring__V1__OfflineSheetPreview *preview)
{
	Ocop__Common__V1__Reply wire = OCOP__COMMON__V1__REPLY__INIT;
	Ocop__Scoring__V1__OfflineFault *faults =
		arena_alloc(arena, SHEET_FAULTS_MAX * sizeof(*faults));

	reply_fill(own_reply, REFUSED, &wire);
	preview->faults = arena_alloc(arena, SHEET_FAULTS_MAX * sizeof(*preview->faults));
	for (size_t i = 0; i < wire.n_refusals && i < SHEET_FAULTS_MAX; i++) {
		ocop__scoring__v1__offline_fault__init(&faults[i]);
		faults[i].field = arena_strdup(arena, wire.refusals[i]->field);
		faults[i].rule = message_text(refusal_text(wire.refusals[i]->code)->name);
		preview->faults[preview->n_faults++] = &faults[i];
	}
}

/* The option chosen at a criterion; 0 for none. */
static uint32_t option_at(const struct choice *choices, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].criterion_code, code) == 0)
			return choices[i].option_no;
	return 0;
}

/* Criteria at which the option would be another than the stored one, or there would be one. */
static void changes_fill(const struct filling *filling, struct arena *scratch, struct arena *arena,
			 Ocop__Scoring__V1__OfflineSheetPreview *preview)
{
	const struct sheet *sheet = filling->sitting.sheet;
	const struct filled_sheet *filled = &filling->content.filled;
	const struct choice *before = NULL;
	size_t before_count = 0;

	if (filling->before.version > 0) {
		const Ocop__Scoring__V1__ScoreSheet *stored =
			sheet_bytes_unpack(&filling->before, scratch);
		before = choices_from_map((const ProtobufCMessage *const *)stored->choices,
					  stored->n_choices, scratch);
		before_count = stored->n_choices;
	}
	preview->changed_criteria =
		arena_alloc(arena, (sheet->node_count + 1) * sizeof(*preview->changed_criteria));
	for (size_t i = 0; i < sheet->node_count; i++) {
		const char *code = sheet->nodes[i].code;

		if (option_at(filled->choices, filled->choice_count, code) !=
		    option_at(before, before_count, code))
			preview->changed_criteria[preview->n_changed_criteria++] =
				arena_strdup(arena, code);
	}
}

static void sheet_preview(struct transaction *tx, const struct upload *upload, size_t index,
			  struct arena *scratch, struct arena *arena,
			  Ocop__Scoring__V1__OfflineSheetPreview *preview)
{
	struct reply *own_reply = reply_create(scratch);
	struct upload_sheet sheet;

	ocop__scoring__v1__offline_sheet_preview__init(preview);
	preview->dossier_id = message_text(upload->sheets[index]->dossier_id);
	if (!upload_sheet_load(tx, upload, index, own_reply, &sheet)) {
		faults_fill(own_reply, arena, preview);
		return;
	}
	preview->unchanged = sheet.unchanged;
	preview->would_seal = sheet.filling.hands_in && !sheet.unchanged;
	preview->total = sheet.filling.sheet.total;
	changes_fill(&sheet.filling, scratch, arena, preview);
}

enum decision preview_offline_form(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Scoring__V1__PreviewOfflineForm *query =
		(const Ocop__Scoring__V1__PreviewOfflineForm *)message;
	Ocop__Scoring__V1__PreviewOfflineFormReply answer =
		OCOP__SCORING__V1__PREVIEW_OFFLINE_FORM_REPLY__INIT;
	struct upload upload = {
		.round_id = query->round_id,
		.member_id = query->member_id,
		.sheets = query->sheets,
		.count = query->n_sheets,
	};
	struct arena *arena = transaction_arena(tx);

	if (!upload_is_fine(tx, reply, &upload))
		return REFUSED;

	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	Ocop__Scoring__V1__OfflineSheetPreview *previews =
		arena_alloc(arena, upload.count * sizeof(*previews));
	answer.sheets = arena_alloc(arena, upload.count * sizeof(*answer.sheets));
	(void)transaction_use_arena(tx, scratch); /* put back below */
	for (size_t i = 0; i < upload.count && !transaction_failed(tx); i++) {
		sheet_preview(tx, &upload, i, scratch, arena, &previews[i]);
		answer.sheets[answer.n_sheets++] = &previews[i];
		arena_reset(scratch);
	}
	(void)transaction_use_arena(tx, arena); /* it was the scratch one */
	arena_destroy(scratch);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
