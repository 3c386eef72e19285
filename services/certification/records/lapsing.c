/* lapsing.c - certificates that come to their end, and those that lapsed: listed and counted
 *
 * Places are asked for as they are today: a code that the asked one took in counts with it, unless
 * it is in force itself.
 */
#include "certification/records/lapsing.h"

#include "certification/records/certificate_row.h"
#include "common/store/transaction.h"

/* What every statement here is narrowed to, from its fourth parameter on. Kind 3 of a dossier is a
 * re-rating. */
#define LAPSING_REST                                                                               \
	" AND c.state IN (1, 2, 5) AND c.last_day BETWEEN $1 AND $2"                               \
	" AND (c.state <> 2 OR NOT EXISTS (SELECT 1 FROM certificates n"                           \
	" WHERE n.product_id = c.product_id AND n.state IN (1, 5)))"                               \
	" AND ($3 = '' OR c.province_code = $3 OR c.province_code IN (SELECT f.province_code"      \
	" FROM former_units f WHERE f.successor_province_code = $3 AND NOT EXISTS"                 \
	" (SELECT 1 FROM units u WHERE u.code = f.province_code)))"

#define COMMUNE_IS                                                                                 \
	" (c.commune_code = $4 OR c.commune_code IN (SELECT f.commune_code FROM former_units f"    \
	" WHERE f.successor_commune_code = $4 AND f.divided = 0 AND NOT EXISTS"                    \
	" (SELECT 1 FROM units u WHERE u.code = f.commune_code)))"

#define RE_RATING                                                                                  \
	"COALESCE((SELECT d.dossier_id FROM dossiers d WHERE d.certificate_code = c.code"          \
	" AND d.certificate_code <> '' AND d.kind = 3 AND d.withdrawn = 0"                         \
	" ORDER BY d.dossier_id DESC LIMIT 1), '')"

static void filter_bind(struct transaction *tx, const struct lapsing_filter *filter)
{
	bind_text(tx, filter->from);
	bind_text(tx, filter->until);
	bind_text(tx, filter->province_code);
	bind_text(tx, filter->commune_code);
	bind_text(tx, filter->producer_id);
}

#define LIST_COLUMNS                                                                               \
	"SELECT c.*, " RE_RATING " AS re_rating_id, '' AS product_code FROM certificates c WHERE"
#define LIST_ORDER                                                                                 \
	" AND ($6 = '' OR (c.last_day, c.arrival) > ($6, $7))"                                     \
	" ORDER BY c.last_day, c.arrival LIMIT $8"

/* One statement for each index. */
void lapsing_list(struct transaction *tx, const struct lapsing_filter *filter, const char *last_day,
		  int64_t arrival)
{
	if (filter->producer_id[0] != '\0')
		statement(tx, LIST_COLUMNS " c.producer_id = $5 AND ($4 = '' OR" COMMUNE_IS
					   ")" LAPSING_REST LIST_ORDER);
	else if (filter->commune_code[0] != '\0')
		statement(tx, LIST_COLUMNS COMMUNE_IS " AND $5 = ''" LAPSING_REST LIST_ORDER);
	else
		statement(tx, LIST_COLUMNS " $4 = '' AND $5 = ''" LAPSING_REST LIST_ORDER);
	filter_bind(tx, filter);
	bind_text(tx, last_day);
	bind_i64(tx, arrival);
	bind_i64(tx, filter->limit);
}

bool lapsing_next(struct transaction *tx, struct lapsing *ret)
{
	if (!statement_step(tx))
		return false;
	certificate_row_read(tx, &ret->certificate);
	ret->dossier_id = column_text(tx, "re_rating_id");
	return !transaction_failed(tx);
}

/* Each certificate in exactly one stage: lapsed, filed, early, missed, or else in its window. */
#define STAGED                                                                                     \
	"SELECT key, MAX(name) AS name, COUNT(*) AS certificates,"                                 \
	" SUM(CASE WHEN stage = 5 THEN 1 ELSE 0 END) AS lapsed,"                                   \
	" SUM(CASE WHEN stage = 4 THEN 1 ELSE 0 END) AS filed,"                                    \
	" SUM(CASE WHEN stage = 3 THEN 1 ELSE 0 END) AS window_missed,"                            \
	" SUM(CASE WHEN stage = 2 THEN 1 ELSE 0 END) AS window_open,"                              \
	" SUM(CASE WHEN stage = 1 THEN 1 ELSE 0 END) AS early FROM (SELECT "
#define STAGE                                                                                      \
	", CASE WHEN c.state = 2 OR c.last_day < $6 THEN 5 WHEN " RE_RATING " <> '' THEN 4"        \
	" WHEN c.valid_until > $7 THEN 1 WHEN c.valid_until < $8 THEN 3 ELSE 2 END AS stage"       \
	" FROM certificates c WHERE"
#define GROUPED ") AS staged WHERE key > $9 GROUP BY key ORDER BY key LIMIT $10"

static void count_producers(struct transaction *tx, const struct lapsing_filter *filter)
{
	if (filter->commune_code[0] != '\0')
		statement(tx,
			  STAGED "c.producer_id AS key, c.producer_name AS name" STAGE COMMUNE_IS
				 " AND $5 = ''" LAPSING_REST GROUPED);
	else
		statement(tx, STAGED "c.producer_id AS key, c.producer_name AS name" STAGE
				     " $4 = '' AND $5 = ''" LAPSING_REST GROUPED);
}

static void count_communes(struct transaction *tx, const struct lapsing_filter *filter)
{
	if (filter->commune_code[0] != '\0')
		statement(tx, STAGED "c.commune_code AS key, '' AS name" STAGE COMMUNE_IS
				     " AND $5 = ''" LAPSING_REST GROUPED);
	else
		statement(tx, STAGED "c.commune_code AS key, '' AS name" STAGE
				     " $4 = '' AND $5 = ''" LAPSING_REST GROUPED);
}

void lapsing_count(struct transaction *tx, const struct lapsing_filter *filter,
		   const struct lapsing_days *days, bool by_producer, const char *after_key)
{
	if (by_producer)
		count_producers(tx, filter);
	else
		count_communes(tx, filter);
	filter_bind(tx, filter);
	bind_text(tx, days->today);
	bind_text(tx, days->window_opens);
	bind_text(tx, days->window_ends);
	bind_text(tx, after_key);
	bind_i64(tx, filter->limit);
}

bool lapsing_count_next(struct transaction *tx, struct lapsing_count *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct lapsing_count){
		.key = column_text(tx, "key"),
		.name = column_text(tx, "name"),
		.certificates = (uint32_t)column_i64(tx, "certificates"),
		.early = (uint32_t)column_i64(tx, "early"),
		.window_open = (uint32_t)column_i64(tx, "window_open"),
		.window_missed = (uint32_t)column_i64(tx, "window_missed"),
		.filed = (uint32_t)column_i64(tx, "filed"),
		.lapsed = (uint32_t)column_i64(tx, "lapsed"),
	};
	return !transaction_failed(tx);
}
