/* content.c - a dossier's content as messages of queries: evidence, versions, supplements */
#include "registration/answers/content.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/records/desk/centre_result.h"
#include "registration/records/paper.h"
#include "registration/records/supplement.h"
#include "registration/rules.h"
#include "registration/sent_back.h"

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

Ocop__Registration__V1__Evidence *evidence_message(struct arena *arena,
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
	message->page_count = evidence->page_count;
	message->has_thumbnail = evidence->has_thumbnail;
	message->from_submission = evidence->from_submission;
	message->until_submission = evidence->until_submission;
	message->carried_over = evidence->carried_over;
	message->shows_pack = evidence->shows_pack;
	split_codes(arena, evidence->criterion_codes, message);
	return message;
}

Ocop__Registration__V1__Evidence **evidence_messages(struct arena *arena,
						     const struct evidence *evidence, size_t count)
{
	Ocop__Registration__V1__Evidence **messages = arena_alloc(arena, count * sizeof(*messages));

	for (size_t i = 0; i < count; i++)
		messages[i] = evidence_message(arena, &evidence[i]);
	return messages;
}

static Ocop__Registration__V1__PackPhoto *pack_photo_message(struct arena *arena,
							     const struct evidence *evidence)
{
	Ocop__Registration__V1__PackPhoto *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__pack_photo__init(message);
	message->evidence_id = message_text(evidence->evidence_id);
	message->sha256 = message_text(evidence->sha256);
	message->media_type = message_text(evidence->media_type);
	message->name = message_text(evidence->name);
	return message;
}

Ocop__Registration__V1__PackPhoto **pack_photos_of_submission(struct transaction *tx,
							      const struct dossier *dossier,
							      size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__PackPhoto **photos =
		arena_alloc(arena, PACK_PHOTOS_MAX * sizeof(Ocop__Registration__V1__PackPhoto *));
	struct evidence *evidence;
	size_t count =
		evidence_of_submission(tx, dossier->dossier_id, dossier->submissions, &evidence);

	*ret_count = 0;
	for (size_t i = 0; i < count && *ret_count < PACK_PHOTOS_MAX; i++) {
		if (evidence[i].shows_pack)
			photos[(*ret_count)++] = pack_photo_message(arena, &evidence[i]);
	}
	return photos;
}

Ocop__Registration__V1__Submission *submission_message(struct arena *arena,
						       const struct submission *submission)
{
	Ocop__Registration__V1__Submission *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__submission__init(message);
	message->submission_no = submission->submission_no;
	message->kind = submission->kind;
	message->submitted_at = timestamp_message(arena, submission->submitted_at_us);
	message->content_sha256 = message_text(submission->content_sha256);
	message->evidence_count = submission->evidence_count;
	return message;
}

static void add_items(struct transaction *tx, const struct dossier *dossier,
		      Ocop__Registration__V1__Supplement *message)
{
	struct return_item *items;

	message->n_items =
		supplement_items_load(tx, dossier->dossier_id, message->supplement_no, &items);
	message->items = return_item_messages(transaction_arena(tx), items, message->n_items);
}

Ocop__Registration__V1__Supplement *supplement_message(struct transaction *tx,
						       const struct dossier *dossier,
						       const struct supplement *supplement)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__Supplement *message = arena_alloc(arena, sizeof(*message));
	bool is_given = supplement->submission_no != 0;
	bool is_of_this_stay = strcmp(supplement->round_id, dossier->round_id) == 0;

	ocop__registration__v1__supplement__init(message);
	message->supplement_no = supplement->supplement_no;
	message->reason = message_text(supplement->reason);
	message->deadline = message_text(supplement->deadline);
	message->asked_on = date_text(arena, date_of_us(supplement->asked_at_us));
	if (is_given)
		message->given_on = date_text(arena, date_of_us(supplement->given_at_us));
	message->submission_no = supplement->submission_no;
	message->note = message_text(supplement->note);
	message->lapsed = !is_given && !(is_of_this_stay && dossier_awaits_supplement(dossier));
	add_items(tx, dossier, message);
	return message;
}

Ocop__Registration__V1__Paper *paper_message(struct arena *arena, const struct paper *paper)
{
	Ocop__Registration__V1__Paper *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__paper__init(message);
	message->paper_id = message_text(paper->paper_id);
	message->kind = paper->kind;
	message->number = message_text(paper->number);
	message->issued_on = message_text(paper->issued_on);
	message->name = message_text(paper->name);
	message->sha256 = message_text(paper->sha256);
	message->size_bytes = (uint64_t)paper->size_bytes;
	message->media_type = message_text(paper->media_type);
	return message;
}

Ocop__Registration__V1__CentreResult *centre_result_message(struct arena *arena,
							    const struct centre_result *result)
{
	Ocop__Registration__V1__CentreResult *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__centre_result__init(message);
	message->round_id = message_text(result->round_id);
	message->star = result->star;
	message->points_sum = result->points_sum;
	message->points_count = result->points_count;
	message->points_text = message_text(result->points_text);
	message->decision_number = message_text(result->decision_number);
	message->decided_on = message_text(result->decided_on);
	message->decision_sha256 = message_text(result->decision_sha256);
	message->submission_no = result->submission_no;
	return message;
}
