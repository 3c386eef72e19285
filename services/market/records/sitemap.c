/* sitemap.c - the addresses of pages of products, by the numbers of their listings */
#include "market/records/sitemap.h"

#include "common/store/transaction.h"

int64_t listing_number_last(struct transaction *tx)
{
	int64_t last = 0;

	statement(tx, "SELECT max(listing_number) AS last FROM listings");
	if (statement_step(tx)) {
		last = column_i64(tx, "last");
		statement_end(tx);
	}
	return last;
}

static int64_t moment_read(struct transaction *tx)
{
	int64_t changed_at_us = 0;

	if (statement_step(tx)) {
		changed_at_us = column_i64(tx, "changed_at_us");
		statement_end(tx);
	}
	return changed_at_us;
}

int64_t sitemap_part_changed_at_us(struct transaction *tx, int64_t part)
{
	int64_t listing_us, story_us;

	statement(tx, "SELECT changed_at_us FROM listings WHERE " SITEMAP_PART_OF_ROW " = $1"
		      " ORDER BY changed_at_us DESC LIMIT 1");
	bind_i64(tx, part);
	listing_us = moment_read(tx);
	statement(tx, "SELECT changed_at_us FROM listing_stories WHERE " SITEMAP_PART_OF_ROW
		      " = $1 ORDER BY changed_at_us DESC LIMIT 1");
	bind_i64(tx, part);
	story_us = moment_read(tx);
	return story_us > listing_us ? story_us : listing_us;
}

void sitemap_pages(struct transaction *tx, int64_t after, int64_t until, size_t limit)
{
	statement(tx, "SELECT l.listing_number, l.slug,"
		      " max(l.changed_at_us, coalesce(s.changed_at_us, 0)) AS changed_at_us"
		      " FROM listings l LEFT JOIN listing_stories s ON s.listing_id = l.listing_id"
		      " WHERE l.listing_number > $1 AND l.listing_number <= $2"
		      " AND l.merged_into = '' ORDER BY l.listing_number LIMIT $3");
	bind_i64(tx, after);
	bind_i64(tx, until);
	bind_i64(tx, (int64_t)limit);
}

bool sitemap_page_next(struct transaction *tx, struct sitemap_page *ret_page)
{
	if (!statement_step(tx))
		return false;
	*ret_page = (struct sitemap_page){
		.listing_number = column_i64(tx, "listing_number"),
		.slug = column_text(tx, "slug"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
	};
	return true;
}
