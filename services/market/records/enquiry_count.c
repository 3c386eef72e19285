/* enquiry_count.c - how many enquiries came, by month, commune and product */
#include "market/records/enquiry_count.h"

#include "common/store/transaction.h"

#define SUMS                                                                                       \
	" count(*) AS sent, coalesce(sum(e.answered), 0) AS answered,"                             \
	" coalesce(sum(e.state = 2), 0) AS closed, coalesce(sum(e.outcome = 1), 0) AS ordered,"    \
	" coalesce(sum(e.outcome = 2), 0) AS not_ordered FROM enquiries e "

#define MONTHS " AND ($2 = '' OR e.month >= $2) AND ($3 = '' OR e.month <= $3)"

#define LINES                                                                                      \
	"SELECT e.month, e.commune_code, e.listing_id,"                                            \
	" coalesce((SELECT name_vi FROM units WHERE code = e.commune_code), '') AS commune_name,"  \
	" coalesce((SELECT product_name FROM listings WHERE listing_id = e.listing_id), '')"       \
	" AS product_name," SUMS

#define LINES_REST                                                                                 \
	MONTHS " AND ($4 = '' OR (e.month, e.commune_code, e.listing_id) > ($4, $5, $6))"          \
	       " GROUP BY e.month, e.commune_code, e.listing_id"                                   \
	       " ORDER BY e.month, e.commune_code, e.listing_id LIMIT $7"

/* Parameters $1 to $3. */
static void bounds_bind(struct transaction *tx, const struct enquiry_count_filter *filter)
{
	bind_text(tx, *filter->commune_code ? filter->commune_code : filter->province_code);
	bind_text(tx, filter->month_from);
	bind_text(tx, filter->month_until);
}

/* One statement for each index. */
void enquiry_counts_list(struct transaction *tx, const struct enquiry_count_filter *filter)
{
	if (*filter->commune_code)
		statement(tx, LINES "WHERE e.commune_code = $1" LINES_REST);
	else
		statement(tx, LINES "WHERE e.province_code = $1" LINES_REST);
	bounds_bind(tx, filter);
	bind_text(tx, filter->after_month);
	bind_text(tx, filter->after_commune);
	bind_text(tx, filter->after_listing);
	bind_i64(tx, filter->limit);
}

static void sums_read(struct transaction *tx, struct enquiry_count *ret_count)
{
	ret_count->sent = column_i64(tx, "sent");
	ret_count->answered = column_i64(tx, "answered");
	ret_count->closed = column_i64(tx, "closed");
	ret_count->ordered = column_i64(tx, "ordered");
	ret_count->not_ordered = column_i64(tx, "not_ordered");
}

bool enquiry_count_next(struct transaction *tx, struct enquiry_count *ret_count)
{
	if (!statement_step(tx))
		return false;
	ret_count->month = column_text(tx, "month");
	ret_count->commune_code = column_text(tx, "commune_code");
	ret_count->commune_name = column_text(tx, "commune_name");
	ret_count->listing_id = column_text(tx, "listing_id");
	ret_count->product_name = column_text(tx, "product_name");
	sums_read(tx, ret_count);
	return !transaction_failed(tx);
}

void enquiry_counts_total(struct transaction *tx, const struct enquiry_count_filter *filter,
			  struct enquiry_count *ret_total)
{
	*ret_total = (struct enquiry_count){"", "", "", "", "", 0, 0, 0, 0, 0};
	if (*filter->commune_code)
		statement(tx, "SELECT" SUMS "WHERE e.commune_code = $1" MONTHS);
	else
		statement(tx, "SELECT" SUMS "WHERE e.province_code = $1" MONTHS);
	bounds_bind(tx, filter);
	while (statement_step(tx))
		sums_read(tx, ret_total);
}
