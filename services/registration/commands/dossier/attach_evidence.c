/* attach_evidence.c - an uploaded file or a link becomes evidence in a dossier
 *
 * Reads:     registration.v1.AttachEvidence
 * Needs:     a dossier that is with the producer (in a round, while a supplement is awaited); for a
 *            file a complete upload of the caller's
 * Writes:    evidence, one row; the file's place in the content store (before, in `prepare`)
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   SHEET_UNAVAILABLE, UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED,
 *            FILE_TYPE_MISMATCH, IMAGE_INVALID, DOSSIER_TOO_LARGE, FIELD_MISSING, FIELD_INVALID,
 *            DATE_INVALID, EVIDENCE_EXPIRED, EVIDENCE_TYPE_UNKNOWN, CRITERION_UNKNOWN,
 *            DOSSIER_STATE
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/message/field.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/files/taken_upload.h"
#include "registration/moves.h"
#include "registration/rules.h"

enum decision attach_evidence_prepare(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply, void **ret_prepared)
{
	const Ocop__Registration__V1__AttachEvidence *asked =
		(const Ocop__Registration__V1__AttachEvidence *)message;

	return taken_upload_prepare(tx, reply, asked->dossier_id, asked->upload_id,
				    ACTOR_PRODUCER | ACTOR_COMMUNE, ret_prepared);
}

static const char *join_codes(struct arena *arena,
			      const Ocop__Registration__V1__AttachEvidence *asked)
{
	const char *joined = "";

	for (size_t i = 0; i < asked->n_criterion_codes; i++)
		joined = arena_printf(arena, "%s%s%s", joined, *joined ? " " : "",
				      asked->criterion_codes[i]);
	return joined;
}

/* Nothing but the web, and some place in it: a link is shown to the council as one to follow. */
static bool link_is_sound(const char *link)
{
	const char *host = NULL;

	if (strncmp(link, "https://", 8) == 0)
		host = link + 8;
	else if (strncmp(link, "http://", 7) == 0)
		host = link + 7;
	return host && strcspn(host, "/?#") > 0 && !strpbrk(link, " \t\n\"<>");
}

/* A file or a link, exactly one. */
static void read_proof(struct transaction *tx, const Ocop__Registration__V1__AttachEvidence *asked,
		       struct reply *reply, struct evidence *evidence)
{
	const struct taken_upload *file = transaction_prepared(tx);

	evidence->sha256 = file ? file->sha256 : "";
	evidence->size_bytes = file ? file->size_bytes : 0;
	evidence->media_type = file ? file->media_type : "";
	evidence->page_count = file ? file->page_count : 0;
	evidence->has_thumbnail = file && file->has_thumbnail;
	evidence->link = allow_composed(reply, "link", asked->link, LINE_LENGTH_MAX);
	if (!file && *evidence->link == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", "a file or a link");
	else if (file && *evidence->link)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "link", "a file or a link, not both");
	else if (*evidence->link && !link_is_sound(evidence->link))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "link", "an address of the web");
	if (*evidence->name == '\0' && file)
		evidence->name = file->file_name;
}

/* Of a dossier's photos of the pack, at most so many go to the public. */
static void check_pack_photo(const struct evidence *evidence, const struct dossier_content *content,
			     struct reply *reply)
{
	size_t count = 0;

	if (!evidence->shows_pack)
		return;
	if (strncmp(evidence->media_type, "image/", strlen("image/")) != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "shows_pack", "a photo shows a pack");
	for (size_t i = 0; i < content->evidence_count; i++)
		count += content->evidence[i].shows_pack;
	if (count >= PACK_PHOTOS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "shows_pack", "at most %d",
			     (int)PACK_PHOTOS_MAX);
}

static void check_against_sheet(struct transaction *tx,
				const Ocop__Registration__V1__AttachEvidence *asked,
				const struct dossier_content *content, struct reply *reply)
{
	const struct rulebook *papers = rulebook_of_papers(tx, content->book);

	if (!papers || !rulebook_list_find(&papers->evidence_types, asked->evidence_type))
		reply_refuse(reply, REFUSAL(EVIDENCE_TYPE_UNKNOWN), "evidence_type", NULL);
	for (size_t i = 0; i < asked->n_criterion_codes; i++) {
		const struct sheet_node *node =
			sheet_find(content->sheet, asked->criterion_codes[i]);

		if (!node || !node_is_criterion(node))
			reply_refuse(reply, REFUSAL(CRITERION_UNKNOWN),
				     arena_printf(reply_arena(reply), "criterion_codes[%zu]", i),
				     NULL);
	}
}

/* What an earlier dossier on paper holds may have ended since. */
static void check_validity(struct transaction *tx, const char *valid_until, bool is_earlier,
			   struct reply *reply)
{
	int32_t last_day;

	if (!valid_until[0] || !require_date(reply, "valid_until", valid_until, &last_day))
		return;
	if (!is_earlier && last_day < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(EVIDENCE_EXPIRED), "valid_until", NULL);
}

enum decision attach_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__AttachEvidence *asked =
		(const Ocop__Registration__V1__AttachEvidence *)message;
	char evidence_id[IDENTIFIER_SIZE];
	struct dossier_content content;
	struct evidence evidence = {
		.evidence_type = asked->evidence_type,
		.criterion_codes = join_codes(transaction_arena(tx), asked),
		.name = allow_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.valid_until = asked->valid_until,
		.shows_pack = asked->shows_pack,
	};
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_EDIT, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}

	read_proof(tx, asked, reply, &evidence);
	check_pack_photo(&evidence, &content, reply);
	check_against_sheet(tx, asked, &content, reply);
	check_validity(tx, asked->valid_until, move.dossier.kind == DOSSIER_KIND(EARLIER), reply);
	if (*evidence.sha256)
		(void)taken_upload_fits(tx, reply, asked->dossier_id, transaction_prepared(tx));
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("evidence", NULL, transaction_now_us(tx), evidence_id);
	evidence.evidence_id = evidence_id;
	evidence_insert(tx, asked->dossier_id, &evidence);
	dossier_update(tx, &move.dossier);
	reply_accept(reply, evidence_id, move.dossier.version);
	return ACCEPTED;
}
