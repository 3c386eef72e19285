/* postings.c - the listings of one word: ranks in order, in memory, changed in place */
#include "market/search/vocabulary/postings.h"

#include <string.h>

#include "common/base/memory.h"

enum { PIECE_MAX = 1024, PIECE_FIRST = 4 };

/* The first of `count` ranks that is `rank` or more; `count` when there is none. */
static uint32_t lower_bound(const uint32_t *ranks, uint32_t begin, uint32_t count, uint32_t rank)
{
	while (begin < count) {
		uint32_t middle = begin + (count - begin) / 2;

		if (ranks[middle] < rank)
			begin = middle + 1;
		else
			count = middle;
	}
	return begin;
}

/* The first piece from `begin` on whose last rank is `rank` or more. */
static uint32_t find_piece(const struct postings_many *many, uint32_t begin, uint32_t rank)
{
	uint32_t end = many->piece_count;

	while (begin < end) {
		uint32_t middle = begin + (end - begin) / 2;

		if (many->pieces[middle].last < rank)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static void piece_make(struct postings_piece *piece, const uint32_t *ranks, uint32_t count)
{
	uint32_t capacity = count < PIECE_FIRST ? PIECE_FIRST : count;

	piece->ranks = memory_alloc(capacity * sizeof *piece->ranks);
	memcpy(piece->ranks, ranks, count * sizeof *ranks);
	piece->count = (uint16_t)count;
	piece->capacity = (uint16_t)capacity;
	piece->last = ranks[count - 1];
}

/* Makes room for a piece before number `at`, uninitialised. */
static struct postings_piece *piece_open(struct postings_many *many, uint32_t at)
{
	many->pieces = memory_realloc(many->pieces, (many->piece_count + 1) * sizeof *many->pieces);
	memmove(many->pieces + at + 1, many->pieces + at,
		(many->piece_count - at) * sizeof *many->pieces);
	many->piece_count++;
	return &many->pieces[at];
}

static void piece_close(struct postings_many *many, uint32_t at)
{
	memory_free(many->pieces[at].ranks);
	many->piece_count--;
	memmove(many->pieces + at, many->pieces + at + 1,
		(many->piece_count - at) * sizeof *many->pieces);
}

static void many_destroy(struct postings_many *many)
{
	for (uint32_t i = 0; i < many->piece_count; i++)
		memory_free(many->pieces[i].ranks);
	memory_free(many->pieces);
	seat_bits_deinit(&many->seat_bits);
	memory_free(many);
}

static void seat_set(struct postings_many *many, uint32_t rank)
{
	seat_bits_set(&many->seat_bits, many->seats->of[rank_listing(rank)]);
}

static void seat_clear(struct postings_many *many, uint32_t rank)
{
	seat_bits_clear(&many->seat_bits, many->seats->of[rank_listing(rank)]);
}

static void few_into_many(struct postings *postings, const struct seats *seats)
{
	struct postings_many *many = memory_alloc(sizeof *many);

	many->seats = seats;
	piece_make(piece_open(many, 0), postings->few, POSTINGS_FEW);
	for (size_t i = 0; i < POSTINGS_FEW; i++)
		seat_set(many, postings->few[i]);
	postings->many = many;
	postings->is_many = true;
}

/* In two halves; but one that grows at its end, as when all is read in order, stays full. */
static void piece_split(struct postings_many *many, uint32_t at, uint32_t place)
{
	uint32_t kept = place == PIECE_MAX ? PIECE_MAX - 1 : PIECE_MAX / 2;
	struct postings_piece *after = piece_open(many, at + 1);
	struct postings_piece *piece = &many->pieces[at];

	piece_make(after, piece->ranks + kept, piece->count - kept);
	piece->count = (uint16_t)kept;
	piece->last = piece->ranks[kept - 1];
}

static void piece_add(struct postings_piece *piece, uint32_t place, uint32_t rank)
{
	if (piece->count == piece->capacity) {
		uint32_t capacity = piece->capacity + piece->capacity / 2u;

		piece->capacity = (uint16_t)(capacity < PIECE_MAX ? capacity : PIECE_MAX);
		piece->ranks = memory_realloc(piece->ranks, piece->capacity * sizeof *piece->ranks);
	}
	memmove(piece->ranks + place + 1, piece->ranks + place,
		(piece->count - place) * sizeof *piece->ranks);
	piece->ranks[place] = rank;
	piece->count++;
	piece->last = piece->ranks[piece->count - 1];
}

/* Behind the piece before number `at`: each class of ranks grows at its end when all is read in
 * order, and its pieces become full. */
static void add_between(struct postings_many *many, uint32_t at, uint32_t rank)
{
	struct postings_piece *before = &many->pieces[at - 1];

	if (before->count < PIECE_MAX)
		piece_add(before, before->count, rank);
	else
		piece_make(piece_open(many, at), &rank, 1);
}

static void few_add(struct postings *postings, uint32_t rank)
{
	uint32_t place = lower_bound(postings->few, 0, postings->count, rank);

	if (place < postings->count) {
		if (postings->few[place] == rank)
			return;
		postings->few[place + 1] = postings->few[place];
	}
	postings->few[place] = rank;
	postings->count++;
}

/* False when it is there already. */
static bool many_add(struct postings_many *many, uint32_t rank)
{
	uint32_t at = find_piece(many, 0, rank);
	struct postings_piece *piece;
	uint32_t place;

	if (at == many->piece_count)
		at--;
	piece = &many->pieces[at];
	place = lower_bound(piece->ranks, 0, piece->count, rank);
	if (place < piece->count && piece->ranks[place] == rank)
		return false;
	if (place == 0 && at > 0) {
		add_between(many, at, rank);
		return true;
	}
	if (piece->count == PIECE_MAX) {
		piece_split(many, at, place);
		piece = &many->pieces[at];
		if (place > piece->count) {
			place -= piece->count;
			piece++;
		}
	}
	piece_add(piece, place, rank);
	return true;
}

static bool few_have(const struct postings *postings, uint32_t rank)
{
	for (uint32_t i = 0; i < postings->count; i++) {
		if (postings->few[i] == rank)
			return true;
	}
	return false;
}

void postings_add(struct postings *postings, uint32_t rank, const struct seats *seats)
{
	if (!postings->is_many) {
		if (few_have(postings, rank))
			return;
		if (postings->count < POSTINGS_FEW) {
			few_add(postings, rank);
			return;
		}
		few_into_many(postings, seats);
	}
	if (!many_add(postings->many, rank))
		return;
	postings->count++;
	seat_set(postings->many, rank);
}

static void few_remove(struct postings *postings, uint32_t rank)
{
	if (!few_have(postings, rank))
		return;
	if (postings->few[0] == rank)
		postings->few[0] = postings->few[1];
	postings->count--;
}

/* False when it is not there. */
static bool many_remove(struct postings_many *many, uint32_t rank)
{
	uint32_t at = find_piece(many, 0, rank);
	struct postings_piece *piece;
	uint32_t place;

	if (at == many->piece_count)
		return false;
	piece = &many->pieces[at];
	place = lower_bound(piece->ranks, 0, piece->count, rank);
	if (piece->ranks[place] != rank)
		return false;
	piece->count--;
	if (piece->count == 0) {
		piece_close(many, at);
		return true;
	}
	memmove(piece->ranks + place, piece->ranks + place + 1,
		(piece->count - place) * sizeof *piece->ranks);
	piece->last = piece->ranks[piece->count - 1];
	return true;
}

void postings_remove(struct postings *postings, uint32_t rank)
{
	if (!postings->is_many) {
		few_remove(postings, rank);
		return;
	}
	if (!many_remove(postings->many, rank))
		return;
	postings->count--;
	seat_clear(postings->many, rank);
	if (postings->count == 0)
		postings_deinit(postings);
}

void postings_deinit(struct postings *postings)
{
	if (postings->is_many)
		many_destroy(postings->many);
	*postings = (struct postings){.count = 0};
}

static bool few_seek(struct postings_reader *reader, uint32_t from, uint32_t *ret_rank)
{
	while (reader->at < reader->of->count && reader->of->few[reader->at] < from)
		reader->at++;
	if (reader->at == reader->of->count)
		return false;
	*ret_rank = reader->of->few[reader->at];
	return true;
}

/* The first that is `rank` or more from `at` on, where there is one. Mostly it is the next or near:
 * who reads a list goes from one to the next. */
static uint32_t gallop(const struct postings_piece *piece, uint32_t at, uint32_t rank)
{
	uint32_t step = 1;

	while (at + step < piece->count && piece->ranks[at + step - 1] < rank) {
		at += step;
		step *= 2;
	}
	return lower_bound(piece->ranks, at, at + step < piece->count ? at + step : piece->count,
			   rank);
}

bool postings_seek(struct postings_reader *reader, uint32_t from, uint32_t *ret_rank)
{
	const struct postings_many *many = reader->of->many;
	const struct postings_piece *piece;

	if (!reader->of->is_many)
		return few_seek(reader, from, ret_rank);
	if (reader->piece == many->piece_count)
		return false;
	if (many->pieces[reader->piece].last < from) {
		reader->piece = find_piece(many, reader->piece + 1, from);
		reader->at = 0;
		if (reader->piece == many->piece_count)
			return false;
	}
	piece = &many->pieces[reader->piece];
	if (piece->ranks[reader->at] < from)
		reader->at = gallop(piece, reader->at + 1, from);
	*ret_rank = piece->ranks[reader->at];
	return true;
}

bool postings_have(const struct postings *postings, uint32_t rank)
{
	const struct postings_many *many = postings->many;

	if (!postings->is_many)
		return few_have(postings, rank);
	return seat_bits_have(&many->seat_bits, many->seats->of[rank_listing(rank)]);
}

const struct seat_bits *postings_seat_bits(const struct postings *postings)
{
	return postings->is_many ? &postings->many->seat_bits : NULL;
}

size_t postings_bytes(const struct postings *postings)
{
	size_t bytes = 0;

	if (!postings->is_many)
		return 0;
	for (uint32_t i = 0; i < postings->many->piece_count; i++)
		bytes += postings->many->pieces[i].capacity * sizeof(uint32_t);
	return bytes + sizeof *postings->many + seat_bits_bytes(&postings->many->seat_bits) +
	       postings->many->piece_count * sizeof(struct postings_piece);
}
