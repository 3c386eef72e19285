/* product_count.c - how many products, by a column of theirs */
#include "registration/records/product_count.h"

#include "common/store/transaction.h"
#include "registration/records.h"

/* The numbers are those of enum CountBy. All columns are in the index products_counted. */
size_t products_count(struct transaction *tx, const struct count_search *search,
		      struct product_count **ret_counts)
{
	struct product_count *counts = NULL;
	size_t count = 0;

	statement(tx, "SELECT CASE $1 WHEN 1 THEN commune_code WHEN 2 THEN province_code"
		      " WHEN 3 THEN former_commune_code WHEN 4 THEN former_district_code"
		      " WHEN 5 THEN former_province_code WHEN 6 THEN sector_code END AS code,"
		      " max(former_district_code) AS district_code, count(*) AS product_count"
		      " FROM products WHERE merged_into = ''"
		      " AND ($2 = '' OR province_code = $2)"
		      " AND ($3 = '' OR former_province_code = $3) GROUP BY 1 ORDER BY 1");
	bind_i64(tx, search->by);
	bind_text(tx, search->province_code);
	bind_text(tx, search->former_province_code);
	while (statement_step(tx)) {
		counts = list_room(tx, counts, count, sizeof(*counts));
		counts[count] = (struct product_count){
			.code = column_text(tx, "code"),
			.former_district_code = column_text(tx, "district_code"),
			.count = (uint64_t)column_i64(tx, "product_count"),
		};
		count++;
	}
	*ret_counts = counts;
	return count;
}
