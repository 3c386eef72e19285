/* enquiry_count.h - how many enquiries came, by month, commune and product
 *
 * Counted from enquiries as they are; nothing of what they say is read.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* Which are counted; one of province and commune. Months are YYYY-MM, "" for no bound. */
struct enquiry_count_filter {
	const char *province_code, *commune_code;
	const char *month_from, *month_until;
	const char *after_month, *after_commune, *after_listing; /* "" for the first page */
	int64_t limit;
};

/* Of one product in one month. */
struct enquiry_count {
	const char *month, *commune_code, *commune_name, *listing_id, *product_name;
	int64_t sent, answered, closed, ordered, not_ordered;
};

/* By month, commune and product, the oldest month first. Begins a statement. */
void enquiry_counts_list(struct transaction *tx, const struct enquiry_count_filter *filter);
bool enquiry_count_next(struct transaction *tx, struct enquiry_count *ret_count);

/* The sums of all pages; its names are "". */
void enquiry_counts_total(struct transaction *tx, const struct enquiry_count_filter *filter,
			  struct enquiry_count *ret_total);
