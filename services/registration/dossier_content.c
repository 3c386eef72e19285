/* dossier_content.c - a dossier's content as the rules want it: loaded in one go, hashed, kept as a
 * version that never changes
 */
#include "registration/dossier_content.h"

#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/rules/forms.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* As it is now. */
static void load_lists(struct transaction *tx, const struct dossier *dossier,
		       struct dossier_content *content)
{
	struct form_field *fields;
	struct choice *choices;
	struct evidence *evidence;

	content->field_count = form_fields_load(tx, dossier->dossier_id, &fields);
	content->fields = fields;
	content->choice_count = choices_load(tx, dossier->dossier_id, &choices);
	content->choices = choices;
	content->evidence_count = evidence_list(tx, dossier->dossier_id, &evidence);
	content->evidence = evidence;
}

bool dossier_content_load(struct transaction *tx, const struct dossier *dossier,
			  struct dossier_content *ret_content)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, dossier->set_no) : NULL;
	struct dossier_content content = {.book = book, .sheet = set ? set->sheet : NULL};

	if (!content.sheet)
		return false;
	load_lists(tx, dossier, &content);
	*ret_content = content;
	return true;
}

/* As it was handed in last. */
static bool load_submitted(struct transaction *tx, const struct dossier *dossier,
			   struct dossier_content *content)
{
	struct submission submission;
	struct evidence *evidence;

	submission_load(tx, dossier->dossier_id, dossier->submissions, &submission);
	if (!dossier_content_read(submission.content, transaction_arena(tx), content))
		return false;
	content->evidence_count = evidence_of_submission(tx, dossier->dossier_id,
							 submission.submission_no, &evidence);
	content->evidence = evidence;
	return true;
}

static void leave_out_persons(struct arena *arena, struct dossier_content *content)
{
	struct form_field *fields = arena_alloc(arena, content->field_count * sizeof(*fields));

	for (size_t i = 0; i < content->field_count; i++) {
		fields[i] = content->fields[i];
		if (field_is_personal(fields[i].form_code, fields[i].key))
			fields[i].value = "";
	}
	content->fields = fields;
}

bool dossier_content_shown(struct transaction *tx, const struct dossier *dossier,
			   const struct dossier_sight *sight, struct dossier_content *ret_content)
{
	if (sight->edits)
		load_lists(tx, dossier, ret_content);
	else if (!load_submitted(tx, dossier, ret_content))
		return false;
	if (!sight->persons)
		leave_out_persons(transaction_arena(tx), ret_content);
	return true;
}

static void hash_text(const char *text, char ret_sha256[SHA256_HEX_SIZE])
{
	uint8_t hash[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(hash, (const uint8_t *)text, strlen(text));  /* always 0 */
	(void)sodium_bin2hex(ret_sha256, SHA256_HEX_SIZE, hash, sizeof hash); /* cannot fail */
}

void dossier_content_sha256(const struct dossier_content *content, struct arena *arena,
			    char ret_sha256[SHA256_HEX_SIZE])
{
	hash_text(dossier_content_text(content, arena), ret_sha256);
}

const char *dossier_version_keep(struct transaction *tx, struct dossier *dossier,
				 const struct dossier_content *content,
				 Ocop__Registration__V1__SubmissionKind kind)
{
	const char *text = dossier_content_text(content, transaction_arena(tx));
	char *sha256 = arena_alloc(transaction_arena(tx), SHA256_HEX_SIZE);

	hash_text(text, sha256);
	dossier->submissions++;
	submission_insert(tx, dossier->dossier_id,
			  &(struct submission){.submission_no = dossier->submissions,
					       .kind = kind,
					       .content = text,
					       .content_sha256 = sha256});
	evidence_bind(tx, dossier->dossier_id, dossier->submissions);
	return sha256;
}

const struct rulebook *rulebook_of_papers(struct transaction *tx, const struct rulebook *book)
{
	const struct rulebooks *books = registration_state(tx)->rulebooks;

	if (book->evidence_types.count)
		return book;
	for (size_t i = 0; i < rulebooks_count(books); i++) {
		if (rulebooks_at(books, i)->evidence_types.count)
			return rulebooks_at(books, i);
	}
	return NULL;
}
