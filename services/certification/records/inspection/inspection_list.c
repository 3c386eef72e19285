/* inspection_list.c - visits about certificates: found, listed, counted by where they are
 *
 * Where a visit is on a day is said here once, since lists and counts go by it.
 */
#include "certification/records/inspection/inspection.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"

/* InspectionStage on the day $1. A proposal waits while its certificate still counts. */
#define STAGE                                                                                      \
	"CASE WHEN i.state = 1 AND i.visit_on < $1 THEN 2 WHEN i.state = 1 THEN 1"                 \
	" WHEN i.state = 2 AND i.open_findings > 0 AND i.due_on < $1 THEN 5"                       \
	" WHEN i.state = 2 AND i.faults > i.findings THEN 3"                                       \
	" WHEN i.state = 2 AND i.open_findings > 0 THEN 4 WHEN i.state = 2 THEN 6"                 \
	" WHEN i.outcome = 3 AND i.revoked_on = '' AND c.state IN (1, 5, 6)"                       \
	" AND (c.last_day = '' OR c.last_day >= $1) THEN 7 ELSE 8 END AS stage"
#define OF_CERTIFICATES " FROM inspections i JOIN certificates c ON c.code = i.code"
#define INSPECTION_COLUMNS                                                                         \
	"SELECT * FROM (SELECT i.*, c.product_name, c.producer_name, " STAGE OF_CERTIFICATES       \
	") AS i WHERE"

#define PROVINCE_IS                                                                                \
	" ($2 = '' OR i.province_code = $2 OR i.province_code IN (SELECT f.province_code"          \
	" FROM former_units f WHERE f.successor_province_code = $2 AND NOT EXISTS"                 \
	" (SELECT 1 FROM units u WHERE u.code = f.province_code)))"
#define COMMUNE_IS                                                                                 \
	" (i.commune_code = $3 OR i.commune_code IN (SELECT f.commune_code FROM former_units f"    \
	" WHERE f.successor_commune_code = $3 AND f.divided = 0 AND NOT EXISTS"                    \
	" (SELECT 1 FROM units u WHERE u.code = f.commune_code)))"

static const char *today(struct transaction *tx)
{
	return date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
}

/* Who asked for what, why and when. */
static void read_announcement(struct transaction *tx, struct inspection *ret)
{
	ret->kind = (Ocop__Certification__V1__InspectionKind)column_i64(tx, "kind");
	ret->level = (Ocop__Certification__V1__AuthorityLevel)column_i64(tx, "level");
	ret->code = column_text(tx, "code");
	ret->star = (uint32_t)column_i64(tx, "star");
	ret->product_id = column_text(tx, "product_id");
	ret->product_name = column_text(tx, "product_name");
	ret->producer_id = column_text(tx, "producer_id");
	ret->producer_name = column_text(tx, "producer_name");
	ret->commune_code = column_text(tx, "commune_code");
	ret->province_code = column_text(tx, "province_code");
	ret->plan_id = column_text(tx, "plan_id");
	ret->plan_line_no = (uint32_t)column_i64(tx, "plan_line_no");
	ret->reason = column_text(tx, "reason");
	ret->visit_on = column_text(tx, "visit_on");
	ret->notice_number = column_text(tx, "notice_number");
	ret->rulebook_code = column_text(tx, "rulebook_code");
	ret->set_no = (uint32_t)column_i64(tx, "set_no");
}

/* What came of it. */
static void read_end(struct transaction *tx, struct inspection *ret)
{
	ret->held_on = column_text(tx, "held_on");
	ret->faults = (uint32_t)column_i64(tx, "faults");
	ret->findings = (uint32_t)column_i64(tx, "findings");
	ret->open_findings = (uint32_t)column_i64(tx, "open_findings");
	ret->due_on = column_text(tx, "due_on");
	ret->outcome = (Ocop__Certification__V1__InspectionOutcome)column_i64(tx, "outcome");
	ret->ground_code = column_text(tx, "ground_code");
	ret->summary = column_text(tx, "summary");
	ret->conclusion_number = column_text(tx, "conclusion_number");
	ret->concluded_on = column_text(tx, "concluded_on");
	ret->conclusion_paper_id = column_text(tx, "conclusion_paper_id");
	ret->conclusion_sha256 = column_text(tx, "conclusion_sha256");
	ret->revoked_on = column_text(tx, "revoked_on");
	ret->cancelled_on = column_text(tx, "cancelled_on");
	ret->cancel_reason = column_text(tx, "cancel_reason");
}

bool inspection_next(struct transaction *tx, struct inspection *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection){
		.inspection_id = column_text(tx, "inspection_id"),
		.version = (uint64_t)column_i64(tx, "version"),
		.state = (Ocop__Certification__V1__InspectionState)column_i64(tx, "state"),
		.stage = (Ocop__Certification__V1__InspectionStage)column_i64(tx, "stage"),
	};
	read_announcement(tx, ret);
	read_end(tx, ret);
	return !transaction_failed(tx);
}

bool inspection_load(struct transaction *tx, const char *inspection_id, struct inspection *ret)
{
	statement(tx, INSPECTION_COLUMNS " i.inspection_id = $2");
	bind_text(tx, today(tx));
	bind_text(tx, inspection_id);
	if (!inspection_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

#define LIST_REST                                                                                  \
	" AND ($4 = '' OR i.producer_id = $4) AND ($5 = '' OR i.code = $5)"                        \
	" AND ($6 = 0 OR i.stage <> 8)"                                                            \
	" AND ($7 = 0 OR i.state <> 1 OR i.notice_number <> '') AND ($8 = 0 OR i.stage = $8)"      \
	" AND ($9 = '' OR i.inspection_id < $9) ORDER BY i.inspection_id DESC LIMIT $10"

/* One statement for each index. */
void inspections_list(struct transaction *tx, const struct inspection_filter *filter)
{
	if (filter->code[0] != '\0')
		statement(tx, INSPECTION_COLUMNS " i.code = $5 AND" PROVINCE_IS
						 " AND ($3 = '' OR" COMMUNE_IS ")" LIST_REST);
	else if (filter->producer_id[0] != '\0')
		statement(tx, INSPECTION_COLUMNS " i.producer_id = $4 AND" PROVINCE_IS
						 " AND ($3 = '' OR" COMMUNE_IS ")" LIST_REST);
	else if (filter->commune_code[0] != '\0')
		statement(tx, INSPECTION_COLUMNS COMMUNE_IS " AND" PROVINCE_IS LIST_REST);
	else
		statement(tx, INSPECTION_COLUMNS PROVINCE_IS " AND $3 = ''" LIST_REST);
	bind_text(tx, today(tx));
	bind_text(tx, filter->province_code);
	bind_text(tx, filter->commune_code);
	bind_text(tx, filter->producer_id);
	bind_text(tx, filter->code);
	bind_i64(tx, filter->open_only);
	bind_i64(tx, filter->told_only);
	bind_i64(tx, filter->stage);
	bind_text(tx, filter->before_inspection_id);
	bind_i64(tx, filter->limit);
}

#define COUNTED_BEGIN                                                                              \
	"SELECT key, MAX(name) AS name, COUNT(*) AS inspections,"                                  \
	" SUM(CASE WHEN stage = 1 THEN 1 ELSE 0 END) AS announced,"                                \
	" SUM(CASE WHEN stage = 2 THEN 1 ELSE 0 END) AS visit_late,"                               \
	" SUM(CASE WHEN stage = 3 THEN 1 ELSE 0 END) AS remedy_to_order,"                          \
	" SUM(CASE WHEN stage = 4 THEN 1 ELSE 0 END) AS remedy_awaited,"                           \
	" SUM(CASE WHEN stage = 5 THEN 1 ELSE 0 END) AS remedy_overdue,"                           \
	" SUM(CASE WHEN stage = 6 THEN 1 ELSE 0 END) AS to_conclude,"                              \
	" SUM(CASE WHEN stage = 7 THEN 1 ELSE 0 END) AS revocation_proposed FROM (SELECT "
#define COUNTED_END                                                                                \
	", " STAGE OF_CERTIFICATES " WHERE i.is_open = 1 AND" PROVINCE_IS                          \
	" AND ($3 = '' OR" COMMUNE_IS ")) AS staged WHERE stage <> 8 AND key > $4"                 \
	" GROUP BY key ORDER BY key LIMIT $5"

void inspections_count(struct transaction *tx, const struct inspection_filter *filter,
		       bool by_producer, const char *after_key)
{
	if (by_producer)
		statement(tx, COUNTED_BEGIN
			  "i.producer_id AS key, c.producer_name AS name" COUNTED_END);
	else
		statement(tx, COUNTED_BEGIN "i.commune_code AS key, '' AS name" COUNTED_END);
	bind_text(tx, today(tx));
	bind_text(tx, filter->province_code);
	bind_text(tx, filter->commune_code);
	bind_text(tx, after_key);
	bind_i64(tx, filter->limit);
}

bool inspection_count_next(struct transaction *tx, struct inspection_count *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct inspection_count){
		.key = column_text(tx, "key"),
		.name = column_text(tx, "name"),
		.inspections = (uint32_t)column_i64(tx, "inspections"),
		.announced = (uint32_t)column_i64(tx, "announced"),
		.visit_late = (uint32_t)column_i64(tx, "visit_late"),
		.remedy_to_order = (uint32_t)column_i64(tx, "remedy_to_order"),
		.remedy_awaited = (uint32_t)column_i64(tx, "remedy_awaited"),
		.remedy_overdue = (uint32_t)column_i64(tx, "remedy_overdue"),
		.to_conclude = (uint32_t)column_i64(tx, "to_conclude"),
		.revocation_proposed = (uint32_t)column_i64(tx, "revocation_proposed"),
	};
	return !transaction_failed(tx);
}
