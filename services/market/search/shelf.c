/* shelf.c - listings in the order in which they are shown, and their full-text index */
#include "market/search/shelf.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "market/search/plan.h"

/* Room for a million million moves into each class; all ranks stay under 2^53. */
enum { RANK_BITS = 40, FIELD_SAMPLE = 16 };

/* detail=none and columnsize=0: no positions, no sizes; neighbours are tokens of their own. The
 * tokenizer only has to find the blanks. Small pages (pgsz) give more words an index of their own
 * pages, by which a rare word beside a frequent one skips most of the frequent one's. */
const char shelf_migration_sql[] =
	"CREATE TABLE shelf ("
	" rank INTEGER PRIMARY KEY, listing_number INTEGER NOT NULL UNIQUE,"
	" words TEXT NOT NULL) STRICT;"
	"CREATE VIRTUAL TABLE shelf_index USING fts5 (words, content = 'shelf',"
	" content_rowid = 'rank', detail = none, columnsize = 0,"
	" tokenize = \"ascii tokenchars '=@.#_'\");"
	"INSERT INTO shelf_index (shelf_index, rank) VALUES ('pgsz', 512);"
	"CREATE TABLE shelf_vocabulary ("
	" word TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE shelf_progress (id INTEGER PRIMARY KEY CHECK (id = 1),"
	" change_number INTEGER NOT NULL) STRICT;"
	"INSERT INTO shelf_progress VALUES (1, 0);";

int64_t shelf_progress(struct transaction *tx)
{
	int64_t change_number = 0;

	statement(tx, "SELECT change_number FROM shelf_progress WHERE id = 1");
	while (statement_step(tx))
		change_number = column_i64(tx, "change_number");
	return change_number;
}

void shelf_set_progress(struct transaction *tx, int64_t change_number)
{
	statement(tx, "UPDATE shelf_progress SET change_number = $1 WHERE id = 1");
	bind_i64(tx, change_number);
	statement_run(tx);
}

void shelf_range(int from_class, int to_class, int64_t *ret_after, int64_t *ret_before)
{
	*ret_after = (int64_t)from_class << RANK_BITS;
	*ret_before = (int64_t)(to_class + 1) << RANK_BITS;
}

/* The rank before the first of a class. */
static int64_t rank_in_front(struct transaction *tx, int badge_class)
{
	int64_t after;
	int64_t before;
	int64_t first;

	shelf_range(badge_class, badge_class, &after, &before);
	first = before;
	statement(tx, "SELECT rank FROM shelf WHERE rank > $1 AND rank < $2 ORDER BY rank LIMIT 1");
	bind_i64(tx, after);
	bind_i64(tx, before);
	while (statement_step(tx))
		first = column_i64(tx, "rank");
	return first - 1;
}

/* The index must be told the words it is to forget. */
static void take_away(struct transaction *tx, int64_t rank, const char *words)
{
	statement(tx, "INSERT INTO shelf_index (shelf_index, rowid, words)"
		      " VALUES ('delete', $1, $2)");
	bind_i64(tx, rank);
	bind_text(tx, words);
	statement_run(tx);

	statement(tx, "DELETE FROM shelf WHERE rank = $1");
	bind_i64(tx, rank);
	statement_run(tx);
}

static void place(struct transaction *tx, int64_t rank, int64_t listing_number, const char *words)
{
	statement(tx, "INSERT INTO shelf (rank, listing_number, words) VALUES ($1, $2, $3)");
	bind_i64(tx, rank);
	bind_i64(tx, listing_number);
	bind_text(tx, words);
	statement_run(tx);

	statement(tx, "INSERT INTO shelf_index (rowid, words) VALUES ($1, $2)");
	bind_i64(tx, rank);
	bind_text(tx, words);
	statement_run(tx);
}

static void use_word(struct transaction *tx, const char *word, int64_t times)
{
	statement(tx, "INSERT INTO shelf_vocabulary (word, uses) VALUES ($1, $2)"
		      " ON CONFLICT (word) DO UPDATE SET uses = uses + $2");
	bind_text(tx, word);
	bind_i64(tx, times);
	statement_run(tx);
}

/* Of a place it only matters that it is there: most are, so this mostly only looks. */
static void know_place(struct transaction *tx, const char *token)
{
	statement(tx, "INSERT INTO shelf_vocabulary (word, uses) VALUES ($1, 1)"
		      " ON CONFLICT (word) DO NOTHING");
	bind_text(tx, token);
	statement_run(tx);
}

/* Apart from the words that begin with the same letters. */
static const char *pair_in_vocabulary(struct transaction *tx, const char *pair)
{
	return arena_printf(transaction_arena(tx), "+%s", pair);
}

static void use_token(struct transaction *tx, const char *token, bool is_sample)
{
	bool is_pair = *token != '@' && strchr(token, '_');

	if (*token == '@')
		know_place(tx, token);
	else if (is_pair && is_sample)
		use_word(tx, pair_in_vocabulary(tx, token), FIELD_SAMPLE);
	else if (*token == '.' && is_sample)
		use_word(tx, token, FIELD_SAMPLE);
	else if (*token != '.' && !is_pair)
		use_word(tx, token, 1);
}

/* Single words of names, for completion, and places; of every sixteenth listing also neighbours in
 * names and words of all fields, to know which are rare and which go together. Counted once a
 * listing; a word that went out of use stays and costs a look. */
static void use_words(struct transaction *tx, const char *words, const char *old_words,
		      bool is_sample)
{
	char *text = arena_strdup(transaction_arena(tx), words);
	char *token;

	while ((token = strsep(&text, " ")) != NULL) {
		if (*token && !strchr("=#", *token) && !words_have(old_words, token))
			use_token(tx, token, is_sample);
	}
}

/* Where a listing stands now; rank 0 and no words when it is not on the shelf. */
static void find(struct transaction *tx, int64_t listing_number, int64_t *ret_rank,
		 const char **ret_words)
{
	*ret_rank = 0;
	*ret_words = "";
	statement(tx, "SELECT rank, words FROM shelf WHERE listing_number = $1");
	bind_i64(tx, listing_number);
	while (statement_step(tx)) {
		*ret_rank = column_i64(tx, "rank");
		*ret_words = column_text(tx, "words");
	}
}

void shelf_put(struct transaction *tx, const struct listing *listing, int badge_class,
	       const char *words)
{
	int64_t rank;
	const char *old_words;

	find(tx, listing->listing_number, &rank, &old_words);
	if (rank != 0 && rank >> RANK_BITS == badge_class && strcmp(words, old_words) == 0)
		return;
	use_words(tx, words, old_words, listing->listing_number % FIELD_SAMPLE == 0);
	if (rank != 0)
		take_away(tx, rank, old_words);
	if (rank == 0 || rank >> RANK_BITS != badge_class)
		rank = rank_in_front(tx, badge_class);
	place(tx, rank, listing->listing_number, words);
}

void shelf_remove(struct transaction *tx, const struct listing *listing)
{
	int64_t rank;
	const char *words;

	find(tx, listing->listing_number, &rank, &words);
	if (rank != 0)
		take_away(tx, rank, words);
}

/* How many listings have had the word; 0 for one that is not in the vocabulary. */
static int64_t uses_of(struct transaction *tx, const char *word)
{
	int64_t uses = 0;

	statement(tx, "SELECT uses FROM shelf_vocabulary WHERE word = $1");
	bind_text(tx, word);
	while (statement_step(tx))
		uses = column_i64(tx, "uses");
	return uses;
}

/* Roughly: listings are numbered as they come and never taken away. */
static int64_t count_listings(struct transaction *tx)
{
	int64_t count = 0;

	statement(tx, "SELECT max(listing_number) AS count FROM shelf");
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

static void complete(struct transaction *tx, const char *word, struct query_words *query)
{
	/* All words that begin so sort before the word with the highest byte behind it. */
	statement(tx, "SELECT word, uses FROM shelf_vocabulary WHERE word > $1 AND word < $2"
		      " ORDER BY uses DESC LIMIT $3");
	bind_text(tx, word);
	bind_text(tx, arena_printf(transaction_arena(tx), "%s\xf4\x8f\xbf\xbf", word));
	bind_i64(tx, COMPLETIONS_MAX);
	while (statement_step(tx)) {
		query->completions[query->completion_count++] = column_text(tx, "word");
		query->completion_uses += column_i64(tx, "uses");
	}
}

/* How many words at the begin of a place only say what kind of unit it is, typed without marks. */
static size_t kind_words(const struct word *words, size_t count)
{
	static const char *const kinds[] = {"tinh", "tp", "huyen",  "quan",
					    "tx",   "xa", "phuong", "tt"};
	static const char *const pairs[][2] = {
		{"thanh", "pho"}, {"thi", "xa"}, {"thi", "tran"}, {"dac", "khu"}};

	for (size_t i = 0; count > 2 && i < sizeof pairs / sizeof *pairs; i++) {
		if (strcmp(words[0].folded, pairs[i][0]) == 0 &&
		    strcmp(words[1].folded, pairs[i][1]) == 0)
			return 2;
	}
	for (size_t i = 0; count > 1 && i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(words[0].folded, kinds[i]) == 0)
			return 1;
	}
	return 0;
}

static const char *known_place(struct transaction *tx, const struct word *words, size_t count)
{
	struct arena *arena = transaction_arena(tx);
	const char *key = words[0].folded;

	for (size_t i = 1; i < count; i++)
		key = arena_printf(arena, "%s %s", key, words[i].folded);
	const char *token = word_place(arena, key);

	return uses_of(tx, token) > 0 ? token : NULL;
}

/* A place as written, or without the word for its kind: "quan chu" is a commune, "quan ba dinh" a
 * district. */
static const char *find_place(struct transaction *tx, const struct word *words, size_t count)
{
	const char *token = known_place(tx, words, count);
	size_t kind = kind_words(words, count);

	if (!token && kind > 0)
		token = known_place(tx, words + kind, count - kind);
	return token;
}

/* A word of no sampled listing may still be of fifteen others. */
static int64_t field_uses_of(struct transaction *tx, const char *word)
{
	int64_t uses = uses_of(tx, arena_printf(transaction_arena(tx), ".%s", word));

	return uses > 0 ? uses : FIELD_SAMPLE - 1;
}

/* Mostly means: in a quarter of the listings that have the rarer of the two. */
static bool is_joined(struct transaction *tx, const struct query_words *query, size_t word)
{
	const char *pair = word_pair_folded(transaction_arena(tx), &query->words[word - 1],
					    &query->words[word]);
	int64_t rarer = query->field_uses[word] < query->field_uses[word - 1]
				? query->field_uses[word]
				: query->field_uses[word - 1];

	return 4 * uses_of(tx, pair_in_vocabulary(tx, pair)) > rarer;
}

void shelf_query_words(struct transaction *tx, const char *text, struct query_words *ret_query)
{
	struct query_words *query = ret_query;

	*query = (struct query_words){.listings = count_listings(tx)};
	query->count = words_split(transaction_arena(tx), text, QUERY_WORDS_MAX, query->words);
	if (query->count == 0)
		return;
	for (size_t i = 0; i < query->count; i++) {
		query->uses[i] = uses_of(tx, query->words[i].folded);
		query->field_uses[i] = field_uses_of(tx, query->words[i].folded);
		query->joined[i] = i > 0 && is_joined(tx, query, i);
	}
	for (size_t n = 1; n <= PLACE_WORDS_MAX && n <= query->count; n++) {
		const struct word *last = query->words + query->count - n;

		query->place_first[n] = find_place(tx, query->words, n);
		query->place_last[n] = find_place(tx, last, n);
	}
	complete(tx, query->words[query->count - 1].folded, query);
}

void shelf_read(struct transaction *tx, const char *expression, int64_t after, int64_t before)
{
	if (*expression) {
		statement(tx, "SELECT f.rank, f.words"
			      " FROM shelf_index w JOIN shelf f ON f.rank = w.rowid"
			      " WHERE w.shelf_index MATCH $1 AND w.rowid > $2 AND w.rowid < $3"
			      " ORDER BY w.rowid");
		bind_text(tx, expression);
	} else {
		statement(tx, "SELECT rank, words FROM shelf WHERE rank > $1 AND rank < $2"
			      " ORDER BY rank");
	}
	bind_i64(tx, after);
	bind_i64(tx, before);
}

bool shelf_next(struct transaction *tx, struct shelved *ret_shelved)
{
	if (!statement_step(tx))
		return false;
	ret_shelved->rank = column_i64(tx, "rank");
	ret_shelved->words = column_text(tx, "words");
	return true;
}

void shelf_listing(struct transaction *tx, int64_t rank, struct listing *ret_listing)
{
	statement(
		tx,
		"SELECT " LISTING_COLUMNS
		" FROM shelf f JOIN listings l ON l.listing_number = f.listing_number" LISTING_JOINS
		" WHERE f.rank = $1");
	bind_i64(tx, rank);
	listing_read_only(tx, ret_listing);
}
