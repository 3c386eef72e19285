/* sitemap.h - the addresses of pages of products, by the numbers of their listings
 *
 * What was merged into another has no page of its own and is left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* A page. Owns nothing: texts live in the transaction's arena. */
struct sitemap_page {
	int64_t listing_number;
	const char *slug;
	int64_t changed_at_us; /* also the producer's own words */
};

/* The highest number of any listing; 0 without any. */
int64_t listing_number_last(struct transaction *tx);

/* Begins up to `limit` pages with numbers over `after`, up to `until`; gives one after the other.
 */
void sitemap_pages(struct transaction *tx, int64_t after, int64_t until, size_t limit);
bool sitemap_page_next(struct transaction *tx, struct sitemap_page *ret_page);
