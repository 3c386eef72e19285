/* rulebook.c - the decisions on OCOP as data: loads a folder, or a book that was kept, and answers
 *
 * Both ways a book is read by the same code from the same bytes, so it is the same book.
 * What a source does not give is RULEBOOK_UNKNOWN or "", never a guess. A folder is loaded whole or
 * not at all.
 */
#include "common/rulebook/rulebook.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/rulebook/document.h"
#include "common/rulebook/rulebook_read.h"
#include "common/rulebook/sheet_read.h"

enum {
	RULEBOOKS_MAX = 32,
	/* Three books with their 77 sheets take 12 MiB; folders many times as large still load. */
	RULEBOOKS_LIMIT_BYTES = 512 * 1024 * 1024
};

struct rulebooks {
	struct arena *arena;
	const struct rulebook *items[RULEBOOKS_MAX]; /* newest first */
	size_t count;
};

static struct document document_start(struct rulebooks *books, struct rulebook_fault *fault,
				      const char *file)
{
	return (struct document){.arena = books->arena, .file = file, .where = "", .fault = fault};
}

static void sheet_hash(const struct rulebook *book, struct sheet *sheet)
{
	const struct document_bytes runs[] = {{book->document, book->document_size_bytes},
					      {sheet->document, sheet->document_size_bytes}};

	document_sha256(&runs[1], 1, sheet->document_sha256);
	document_sha256(runs, 2, sheet->sha256);
}

/* Where the files of one book come from: a folder of rule books, or the bytes that were kept. */
struct source {
	const char *code;
	const char *directory;            /* NULL: kept */
	const struct rulebook_kept *kept; /* NULL: a folder */
};

/* A sheet of kept bytes; without bytes when there is none. */
static struct document_bytes kept_bytes(const struct rulebook_kept *kept, uint32_t set_no)
{
	for (size_t i = 0; i < kept->sheet_count; i++)
		if (kept->sheets[i].set_no == set_no)
			return (struct document_bytes){kept->sheets[i].document,
						       kept->sheets[i].document_size_bytes};
	return (struct document_bytes){NULL, 0};
}

static json_t *kept_parse(struct document *document, struct document_bytes kept)
{
	if (kept.bytes)
		return document_parse(document, kept.bytes, kept.size_bytes);
	document_fail(document, ERROR_NOT_FOUND, "was not kept");
	return NULL;
}

/* The document's file out of its source; NULL on a fault. */
static json_t *source_open(const struct source *source, struct document *document,
			   struct document_bytes kept)
{
	if (document_failed(document))
		return NULL;
	if (source->kept)
		return kept_parse(document, kept);
	return document_open(document, arena_printf(document->arena, "%s/%s", source->directory,
						    document->file));
}

static int sheet_load(struct rulebooks *books, const struct source *source,
		      const struct rulebook *book, const struct sheet_file *file,
		      struct rulebook_fault *fault, const struct sheet **ret_sheet)
{
	const char *name = arena_printf(books->arena, "%s/%s", book->code, file->path);
	struct document document = document_start(books, fault, name);
	struct document_bytes kept = {NULL, 0};

	if (strncmp(file->path, "sets/", 5) != 0 || strstr(file->path, ".."))
		document_fail(&document, ERROR_UNREADABLE, "is no path below sets/");
	if (source->kept)
		kept = kept_bytes(source->kept, file->set_no);
	json_t *root = source_open(source, &document, kept);
	if (!root)
		return document.error;
	struct sheet *sheet = sheet_read(&document, root, book);
	json_decref(root);
	document.where = ""; /* what follows is about the file */
	if (!document_failed(&document) && sheet->set_no != file->set_no)
		document_fail(&document, ERROR_UNREADABLE, "is set %u, the taxonomy says %u",
			      sheet->set_no, file->set_no);
	if (document_failed(&document))
		return document.error;
	sheet_hash(book, sheet);
	*ret_sheet = sheet;
	return 0;
}

static void book_hash(struct rulebooks *books, struct rulebook *book)
{
	struct document_bytes *runs =
		arena_alloc(books->arena, (book->set_count + 1) * sizeof(*runs));
	size_t count = 0;

	runs[count++] = (struct document_bytes){book->document, book->document_size_bytes};
	document_sha256(runs, 1, book->document_sha256);
	for (size_t i = 0; i < book->set_count; i++) {
		const struct sheet *sheet = book->sets[i].sheet;

		if (sheet)
			runs[count++] = (struct document_bytes){sheet->document,
								sheet->document_size_bytes};
	}
	document_sha256(runs, count, book->sha256);
}

static int book_load(struct rulebooks *books, const struct source *source,
		     struct rulebook_fault *fault)
{
	const char *name = arena_printf(books->arena, "%s/rulebook.json", source->code);
	struct document document = document_start(books, fault, name);
	struct document_bytes kept = {NULL, 0};
	const struct sheet_file *files;

	if (books->count == RULEBOOKS_MAX)
		document_fail(&document, ERROR_TOO_LARGE, "is one more than %d", RULEBOOKS_MAX);
	if (source->kept)
		kept = (struct document_bytes){source->kept->document,
					       source->kept->document_size_bytes};
	json_t *root = source_open(source, &document, kept);
	if (!root)
		return document.error;
	struct rulebook *book = rulebook_read(&document, root, source->code, &files);
	json_decref(root);
	if (document_failed(&document))
		return document.error;

	struct rulebook_set *sets =
		arena_copy(books->arena, book->sets, book->set_count * sizeof(*sets));
	for (size_t i = 0; i < book->set_count; i++) {
		if (!files[i].path[0])
			continue;
		int error = sheet_load(books, source, book, &files[i], fault, &sets[i].sheet);
		if (error)
			return error;
	}
	book->sets = sets;
	book_hash(books, book);
	books->items[books->count++] = book;
	return 0;
}

/* Newest first. */
static int book_order(const void *left, const void *right)
{
	const struct rulebook *a = *(const struct rulebook *const *)left;
	const struct rulebook *b = *(const struct rulebook *const *)right;

	return strcmp(b->in_force_from, a->in_force_from);
}

static bool is_folder(const char *directory, const char *name)
{
	struct stat status;
	char *path = memory_printf("%s/%s", directory, name);
	bool folder = name[0] != '.' && stat(path, &status) == 0 && S_ISDIR(status.st_mode);

	memory_free(path);
	return folder;
}

static int folder_load(struct rulebooks *books, const char *directory, DIR *folder,
		       struct rulebook_fault *fault)
{
	const struct dirent *entry;

	while ((entry = readdir(folder)) != NULL) {
		if (!is_folder(directory, entry->d_name))
			continue;
		const struct source source = {.code = entry->d_name, .directory = directory};
		int error = book_load(books, &source, fault);
		if (error)
			return error;
	}
	qsort(books->items, books->count, sizeof(const struct rulebook *), book_order);
	if (books->count > 0)
		return 0;
	(void)snprintf(fault->text, sizeof(fault->text), "%s: holds no rule book", directory);
	return ERROR_NOT_FOUND;
}

static struct rulebooks *books_create(void)
{
	struct rulebooks *books = memory_alloc(sizeof(*books));

	books->arena = arena_create(RULEBOOKS_LIMIT_BYTES);
	return books;
}

int rulebooks_load(const char *directory, struct rulebooks **ret_books,
		   struct rulebook_fault *ret_fault)
{
	DIR *folder = opendir(directory);

	if (!folder) {
		(void)snprintf(ret_fault->text, sizeof(ret_fault->text), "%s: %s", directory,
			       strerror(errno)); /* a long path may be cut */
		return ERROR_NOT_FOUND;
	}
	struct rulebooks *books = books_create();
	int error = folder_load(books, directory, folder, ret_fault);
	(void)closedir(folder); /* it was only read */
	if (error) {
		rulebooks_destroy(books);
		return error;
	}
	*ret_books = books;
	return 0;
}

static int kept_load(struct rulebooks *books, const struct rulebook_kept *kept,
		     struct rulebook_fault *fault)
{
	const struct source source = {.code = kept->code, .kept = kept};
	int error = book_load(books, &source, fault);

	if (error || strcmp(books->items[0]->sha256, kept->sha256) == 0)
		return error;
	(void)snprintf(fault->text, sizeof(fault->text), "%s: is not the rule book of hash %s",
		       kept->code, kept->sha256); /* a long code may be cut */
	return ERROR_FORGED;
}

int rulebooks_load_kept(const struct rulebook_kept *kept, struct rulebooks **ret_books,
			struct rulebook_fault *ret_fault)
{
	struct rulebooks *books = books_create();
	int error = kept_load(books, kept, ret_fault);

	if (error) {
		rulebooks_destroy(books);
		return error;
	}
	*ret_books = books;
	return 0;
}

void rulebooks_destroy(struct rulebooks *books)
{
	if (!books)
		return;
	arena_destroy(books->arena);
	memory_free(books);
}

size_t rulebooks_count(const struct rulebooks *books)
{
	return books->count;
}

const struct rulebook *rulebooks_at(const struct rulebooks *books, size_t index)
{
	return index < books->count ? books->items[index] : NULL;
}

const struct rulebook *rulebook_find(const struct rulebooks *books, const char *code)
{
	for (size_t i = 0; i < books->count; i++)
		if (strcmp(books->items[i]->code, code) == 0 ||
		    strcmp(books->items[i]->official_number, code) == 0)
			return books->items[i];
	return NULL;
}

const struct rulebook *rulebook_find_hash(const struct rulebooks *books, const char *sha256)
{
	for (size_t i = 0; i < books->count; i++)
		if (strcmp(books->items[i]->sha256, sha256) == 0)
			return books->items[i];
	return NULL;
}

const struct rulebook *rulebooks_in_force(const struct rulebooks *books, int32_t day)
{
	for (size_t i = 0; i < books->count; i++)
		if (rulebook_in_force(books->items[i], day))
			return books->items[i];
	return NULL;
}

bool rulebook_in_force(const struct rulebook *book, int32_t day)
{
	char text[DATE_TEXT_SIZE];

	date_print(day, text);
	return strcmp(book->in_force_from, text) <= 0 &&
	       (!book->in_force_to[0] || strcmp(text, book->in_force_to) <= 0);
}

const struct rulebook_set *rulebook_set_find(const struct rulebook *book, uint32_t set_no)
{
	for (size_t i = 0; i < book->set_count; i++)
		if (book->sets[i].set_no == set_no)
			return &book->sets[i];
	return NULL;
}

const struct rulebook_dated_level *rulebook_level_on(const struct rulebook *book, int32_t day)
{
	for (size_t i = book->level_count; i-- > 0;)
		if (day >= book->levels[i].from_day)
			return &book->levels[i];
	return NULL;
}

enum rulebook_level rulebook_recogniser(const struct rulebook *book, int32_t day, uint32_t star)
{
	const struct rulebook_dated_level *level = rulebook_level_on(book, day);

	return level && star <= RULEBOOK_STARS_MAX ? level->recognises[star] : RULEBOOK_LEVEL_NONE;
}

int32_t rulebook_forward_points(const struct rulebook *book, int32_t day,
				enum rulebook_level from_level)
{
	const struct rulebook_dated_level *level = rulebook_level_on(book, day);

	for (size_t i = 0; level && i < level->forward_count; i++)
		if (level->forwards[i].from_level == from_level)
			return (int32_t)level->forwards[i].from_points;
	return RULEBOOK_UNKNOWN;
}

enum rulebook_level rulebook_fallback(const struct rulebook *book, int32_t day)
{
	const struct rulebook_dated_level *level = rulebook_level_on(book, day);

	return level ? level->fallback_by : RULEBOOK_LEVEL_NONE;
}

bool rulebook_re_rating_window(const struct rulebook_deadlines *deadlines, int32_t valid_until,
			       int32_t *ret_from, int32_t *ret_until)
{
	int32_t from = deadlines->re_rating_submit_from_days_before_expiry;
	int32_t until = deadlines->re_rating_submit_until_days_before_expiry;

	if (from == RULEBOOK_UNKNOWN || until == RULEBOOK_UNKNOWN)
		return false;
	*ret_from = valid_until - from;
	*ret_until = valid_until - until;
	return true;
}

bool rulebook_window_lay_before(const struct rulebook_deadlines *deadlines, int32_t valid_until,
				int32_t *ret_runs_on_until)
{
	int32_t from, until;

	if (deadlines->transition_certificate_runs_on_days == RULEBOOK_UNKNOWN ||
	    !rulebook_re_rating_window(deadlines, valid_until, &from, &until))
		return false;
	*ret_runs_on_until = valid_until + deadlines->transition_certificate_runs_on_days;
	return until < deadlines->transition_from_day &&
	       deadlines->transition_from_day <= valid_until;
}

static bool is_for_procedure(const struct rulebook_handover *handover, const char *procedure)
{
	for (size_t i = 0; i < handover->procedure_count; i++)
		if (strcmp(handover->procedures[i], procedure) == 0)
			return true;
	return false;
}

uint32_t rulebook_samples(const struct rulebook *book, const struct rulebook_set *set,
			  const char *procedure, enum rulebook_level from_level,
			  enum rulebook_level to_level)
{
	for (size_t i = 0; set->samples_required && i < book->handover_count; i++) {
		const struct rulebook_handover *handover = &book->handovers[i];

		if ((from_level == RULEBOOK_LEVEL_NONE || from_level == handover->from_level) &&
		    (to_level == RULEBOOK_LEVEL_NONE || to_level == handover->to_level) &&
		    is_for_procedure(handover, procedure))
			return handover->samples;
	}
	return 0;
}

const struct rulebook_named *rulebook_list_find(const struct rulebook_list *list, const char *code)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].code, code) == 0)
			return &list->items[i];
	return NULL;
}
