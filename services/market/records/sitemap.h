/* sitemap.h - the addresses of pages of products, by the numbers of their listings
 *
 * What was merged into another has no page of its own and is left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* The part (SITEMAP_NUMBERS_A_PART) of a row with a listing's number, from 0. Indexes and
 * statements spell it alike, or the index is not used. */
#define SITEMAP_PART_OF_ROW "((listing_number - 1) / 50000)"

/* A page. Owns nothing: texts live in the transaction's arena. */
struct sitemap_page {
	int64_t listing_number;
	const char *slug;
	int64_t changed_at_us; /* also the producer's own words */
};

/* The highest number of any listing; 0 without any. */
int64_t listing_number_last(struct transaction *tx);

/* When a listing of the part (from 0) last changed, the producer's own words and what was merged
 * away included; 0 without any. Read from the ends of two indexes, however many there are. */
int64_t sitemap_part_changed_at_us(struct transaction *tx, int64_t part);

/* Begins up to `limit` pages with numbers over `after`, up to `until`; gives one after the other.
 */
void sitemap_pages(struct transaction *tx, int64_t after, int64_t until, size_t limit);
bool sitemap_page_next(struct transaction *tx, struct sitemap_page *ret_page);
