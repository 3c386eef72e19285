/* kept_books.c - the rule books that rounds keep, ready for use by any thread
 *
 * The writer and the readers ask at once, so the list has a lock. It is not held while a book is
 * read: two threads may read the same one, and the second's is thrown away. Books are found by the
 * hash of their bytes, which is checked, so one read in a transaction that is rolled back later is
 * as good as any. The list is as long as the store has books: a few in the life of a shard.
 */
#include "scoring/kept_books.h"

#include <pthread.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/records/kept_rulebook.h"
#include "scoring/state.h"

enum { LOG_TEXT_SIZE = 1024 };

struct kept_item {
	struct rulebooks *books; /* of one */
	struct kept_item *next;
};

struct kept_books {
	pthread_mutex_t mutex;
	struct kept_item *first;
};

struct kept_books *kept_books_create(void)
{
	struct kept_books *books = memory_alloc(sizeof(*books));

	(void)pthread_mutex_init(&books->mutex, NULL); /* cannot fail without attributes */
	return books;
}

void kept_books_destroy(struct kept_books *books)
{
	if (!books)
		return;
	while (books->first) {
		struct kept_item *item = books->first;

		books->first = item->next;
		rulebooks_destroy(item->books);
		memory_free(item);
	}
	(void)pthread_mutex_destroy(&books->mutex); /* nobody holds it */
	memory_free(books);
}

/* With the lock held. */
static const struct rulebook *listed(const struct kept_books *books, const char *sha256)
{
	for (const struct kept_item *item = books->first; item; item = item->next) {
		const struct rulebook *book = rulebook_find_hash(item->books, sha256);

		if (book)
			return book;
	}
	return NULL;
}

static const struct rulebook *find(struct kept_books *books, const char *sha256)
{
	(void)pthread_mutex_lock(&books->mutex); /* fails only for a lock misused */
	const struct rulebook *book = listed(books, sha256);
	(void)pthread_mutex_unlock(&books->mutex); /* as above */
	return book;
}

/* Takes what was read, unless another thread was faster. */
static const struct rulebook *add(struct kept_books *books, struct rulebooks *read)
{
	(void)pthread_mutex_lock(&books->mutex); /* as above */
	const struct rulebook *book = listed(books, rulebooks_at(read, 0)->sha256);
	if (!book) {
		struct kept_item *item = memory_alloc(sizeof(*item));

		item->books = read;
		item->next = books->first;
		books->first = item;
		book = rulebooks_at(read, 0);
	}
	(void)pthread_mutex_unlock(&books->mutex); /* as above */
	if (book != rulebooks_at(read, 0))
		rulebooks_destroy(read);
	return book;
}

/* The store's bytes read as a rule book; NULL with the transaction failed. */
static struct rulebooks *store_read(struct transaction *tx, const char *sha256)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *read = NULL;
	struct rulebook_kept kept;
	char quoted[LOG_TEXT_SIZE];

	if (!kept_rulebook_load(tx, sha256, &kept)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return NULL;
	}
	int error = rulebooks_load_kept(&kept, &read, &fault);
	if (error) {
		log_write(LOG_ERROR, "kept_rulebook", "sha256=%s fault=%s", sha256,
			  log_quote(fault.text, quoted, sizeof(quoted)));
		transaction_fail(tx, error);
		return NULL;
	}
	return read;
}

const struct rulebook *kept_book(struct transaction *tx, const char *sha256)
{
	const struct scoring_state *state = scoring_state(tx);
	const struct rulebook *book = rulebook_find_hash(state->rulebooks, sha256);

	if (!book)
		book = find(state->kept_books, sha256);
	if (book || transaction_failed(tx))
		return book;

	struct arena *bytes = arena_create(KEPT_RULEBOOK_LIMIT_BYTES);
	struct arena *usual = transaction_use_arena(tx, bytes);
	struct rulebooks *read = store_read(tx, sha256);
	(void)transaction_use_arena(tx, usual); /* gives back ours */
	arena_destroy(bytes);
	return read ? add(state->kept_books, read) : NULL;
}
