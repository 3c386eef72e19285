/* producer_facts.c - producers of a year, one by one: what indicators count */
#include "market/figures/indicators/producer_facts.h"

#include "common/store/transaction.h"

/* Growth is more than before: as much is none. */
bool indicator_counts(const struct producer_facts *facts,
		      Ocop__Market__V1__ProducerIndicator indicator)
{
	bool compared = facts->has_reported && facts->has_reported_before;
	bool has_capacity = facts->has_reported && facts->capacity_percent > 0;

	switch (indicator) {
	case INDICATOR(UNSPECIFIED):
		return true;
	case INDICATOR(REPORTED):
		return facts->has_reported;
	case INDICATOR(REVENUE_COMPARED):
		return compared;
	case INDICATOR(REVENUE_GREW):
		return compared && facts->revenue_vnd > facts->revenue_vnd_before;
	case INDICATOR(CAPACITY_COMPARED):
		return has_capacity;
	case INDICATOR(CAPACITY_GREW):
		return has_capacity && facts->capacity_percent > 100;
	case INDICATOR(IN_LINKED_CHAIN):
		return facts->has_reported && facts->in_linked_chain;
	case INDICATOR(LOCAL_LABOUR):
		return facts->has_reported && facts->local_workers >= LOCAL_LABOUR_WORKERS;
	case INDICATOR(WITH_LINKAGE):
		return facts->linkages > 0;
	case INDICATOR(WITH_CERTIFICATE):
		return facts->held[0] > 0;
	case INDICATOR(WITH_AREA):
		return facts->areas > 0;
	case _OCOP__MARKET__V1__PRODUCER_INDICATOR_IS_INT_SIZE:
		break;
	}
	return false;
}

/* What stands, with all that was merged into it: `id` stands as `standing`. */
#define FAMILIES                                                                                   \
	"WITH RECURSIVE family (id, standing) AS (SELECT p.producer_id, p.producer_id"             \
	" FROM figure_producers p"                                                                 \
	" WHERE NOT EXISTS (SELECT 1 FROM figure_merges m WHERE m.product_id = p.producer_id)"     \
	" UNION SELECT m.product_id, f.standing FROM figure_merges m"                              \
	" JOIN family f ON m.merged_into = f.id)"

/* What is in force on the day, of each that stands. */
#define LINKED                                                                                     \
	" linked AS (SELECT f.standing, count(*) AS linkages FROM family f"                        \
	" JOIN figure_linkages k ON k.producer_id = f.id WHERE k.from_on <= $3"                    \
	" AND (k.until_on = '' OR k.until_on >= $3) GROUP BY f.standing)"
#define GROWN                                                                                      \
	" grown AS (SELECT f.standing, count(*) AS areas,"                                         \
	" sum(a.hectares_hundredths) AS hectares_hundredths, sum(a.households) AS households"      \
	" FROM family f JOIN figure_areas a ON a.producer_id = f.id GROUP BY f.standing)"
#define HELD_SUMS                                                                                  \
	" sum(CASE h.kind WHEN 1 THEN 1 ELSE 0 END) AS held_1,"                                    \
	" sum(CASE h.kind WHEN 2 THEN 1 ELSE 0 END) AS held_2,"                                    \
	" sum(CASE h.kind WHEN 3 THEN 1 ELSE 0 END) AS held_3,"                                    \
	" sum(CASE h.kind WHEN 4 THEN 1 ELSE 0 END) AS held_4,"                                    \
	" sum(CASE h.kind WHEN 5 THEN 1 ELSE 0 END) AS held_5,"                                    \
	" sum(CASE h.kind WHEN 6 THEN 1 ELSE 0 END) AS held_6,"                                    \
	" sum(CASE h.kind WHEN 7 THEN 1 ELSE 0 END) AS held_7,"                                    \
	" sum(CASE h.kind WHEN 8 THEN 1 ELSE 0 END) AS held_8,"                                    \
	" sum(CASE h.kind WHEN 9 THEN 1 ELSE 0 END) AS held_9,"                                    \
	" sum(CASE h.kind WHEN 10 THEN 1 ELSE 0 END) AS held_10,"                                  \
	" sum(CASE h.kind WHEN 11 THEN 1 ELSE 0 END) AS held_11"
#define HELD_IN_FORCE                                                                              \
	" held AS (SELECT f.standing, count(*) AS held," HELD_SUMS                                 \
	" FROM family f JOIN figure_held_certificates h ON h.producer_id = f.id"                   \
	" WHERE h.issued_on <= $3 AND (h.valid_until = '' OR h.valid_until >= $3)"                 \
	" GROUP BY f.standing)"

/* The value by which a producer is counted; numbers are FigureBy's. */
#define LINE_OF_PRODUCER                                                                           \
	"CASE $1 WHEN 4 THEN coalesce(w.commune_code, '')"                                         \
	" WHEN 5 THEN coalesce(u.province_code, w.province_code, '')"                              \
	" WHEN 6 THEN coalesce(o.former_commune, '')"                                              \
	" WHEN 7 THEN coalesce(o.former_district, '')"                                             \
	" WHEN 8 THEN coalesce(o.former_province, '') WHEN 10 THEN p.legal_form ELSE '' END"

#define IS_ASKED_FOR                                                                               \
	" WHERE ($4 = '' OR coalesce(nullif(w.commune_code, ''), '-') = $4)"                       \
	" AND ($5 = '' OR coalesce(u.province_code, nullif(w.province_code, ''), '-') = $5)"       \
	" AND ($6 = '' OR coalesce(nullif(p.legal_form, ''), '-') = $6)"                           \
	" AND ($7 = '' OR coalesce(nullif(o.former_commune, ''), '-') = $7)"                       \
	" AND ($8 = '' OR coalesce(nullif(o.former_district, ''), '-') = $8)"                      \
	" AND ($9 = '' OR coalesce(nullif(o.former_province, ''), '-') = $9)"                      \
	" AND p.producer_id > $10"

void producers_begin(struct transaction *tx, const struct indicator_question *question,
		     const char *after)
{
	statement(tx, FAMILIES "," LINKED "," GROWN "," HELD_IN_FORCE
			       " SELECT p.producer_id, n.name, w.commune_code,"
			       " coalesce(u.province_code, w.province_code) AS province_code,"
			       " p.legal_form, " LINE_OF_PRODUCER " AS line,"
			       " y.year AS reported, b.year AS reported_before, y.revenue_vnd,"
			       " b.revenue_vnd AS revenue_vnd_before, y.capacity_percent,"
			       " y.local_workers, y.in_linked_chain, l.linkages, g.areas,"
			       " g.hectares_hundredths, g.households, t.*"
			       " FROM figure_producers p JOIN family f ON f.id = p.producer_id"
			       " AND f.standing = p.producer_id"
			       " LEFT JOIN figure_producer_places w"
			       " ON w.producer_id = p.producer_id"
			       " LEFT JOIN figure_producer_formers o"
			       " ON o.producer_id = p.producer_id"
			       " LEFT JOIN units u ON u.code = w.commune_code"
			       " LEFT JOIN producers n ON n.producer_id = p.producer_id"
			       " LEFT JOIN figure_producer_years y"
			       " ON y.producer_id = p.producer_id AND y.year = $2"
			       " LEFT JOIN figure_producer_years b"
			       " ON b.producer_id = p.producer_id AND b.year = $2 - 1"
			       " LEFT JOIN linked l ON l.standing = p.producer_id"
			       " LEFT JOIN grown g ON g.standing = p.producer_id"
			       " LEFT JOIN held t ON t.standing = p.producer_id" IS_ASKED_FOR
			       " ORDER BY line, p.producer_id");
	bind_i64(tx, question->by);
	bind_i64(tx, question->year);
	bind_text(tx, question->day);
	bind_text(tx, question->commune);
	bind_text(tx, question->province);
	bind_text(tx, question->legal_form);
	bind_text(tx, question->former_commune);
	bind_text(tx, question->former_district);
	bind_text(tx, question->former_province);
	bind_text(tx, after);
}

static void held_read(struct transaction *tx, int64_t held[HELD_KINDS + 1])
{
	static const char *const columns[HELD_KINDS + 1] = {
		"held",   "held_1", "held_2", "held_3", "held_4",  "held_5",
		"held_6", "held_7", "held_8", "held_9", "held_10", "held_11",
	};

	for (int kind = 0; kind <= HELD_KINDS; kind++)
		held[kind] = column_i64(tx, columns[kind]);
}

bool producer_next(struct transaction *tx, struct producer_facts *ret_facts)
{
	if (!statement_step(tx))
		return false;
	*ret_facts = (struct producer_facts){
		.producer_id = column_text(tx, "producer_id"),
		.producer_name = column_text(tx, "name"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.legal_form = column_text(tx, "legal_form"),
		.line = column_text(tx, "line"),
		.has_reported = !column_is_null(tx, "reported"),
		.has_reported_before = !column_is_null(tx, "reported_before"),
		.revenue_vnd = column_i64(tx, "revenue_vnd"),
		.revenue_vnd_before = column_i64(tx, "revenue_vnd_before"),
		.capacity_percent = column_i64(tx, "capacity_percent"),
		.local_workers = column_i64(tx, "local_workers"),
		.in_linked_chain = column_i64(tx, "in_linked_chain"),
		.linkages = column_i64(tx, "linkages"),
		.areas = column_i64(tx, "areas"),
		.hectares_hundredths = column_i64(tx, "hectares_hundredths"),
		.households = column_i64(tx, "households"),
	};
	held_read(tx, ret_facts->held);
	return true;
}
