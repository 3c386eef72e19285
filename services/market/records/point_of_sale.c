/* point_of_sale.c - what market stores of shops and what they carry: one function a statement */
#include "market/records/point_of_sale.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/erasure/erased_names.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"

/* Whose own shop it is, or what his registration became. */
#define OWNED_BY                                                                                   \
	"CASE p.producer_id WHEN '' THEN '' ELSE " PRODUCER_STANDING("p.producer_id") " END"

#define POINT_COLUMNS                                                                              \
	"p.point_of_sale_id, p.name, p.kind, p.address, p.commune_code, p.province_code,"          \
	" p.latitude_microdegrees, p.longitude_microdegrees, p.phone, p.responsible,"              \
	" " OWNED_BY " AS producer_id, p.ended_on, p.end_reason, p.version,"                       \
	" coalesce(commune.full_name_vi, '') AS commune_name,"                                     \
	" coalesce(province.full_name_vi, '') AS province_name,"                                   \
	" coalesce(producer.name, '') AS producer_name"

#define POINT_JOINS                                                                                \
	" LEFT JOIN units commune ON commune.code = p.commune_code"                                \
	" LEFT JOIN units province ON province.code = p.province_code"                             \
	" LEFT JOIN producers producer ON producer.producer_id = " OWNED_BY

static void point_read(struct transaction *tx, struct point_of_sale *ret_point)
{
	*ret_point = (struct point_of_sale){
		.point_of_sale_id = column_text(tx, "point_of_sale_id"),
		.name = column_text(tx, "name"),
		.kind = (Ocop__Market__V1__PointOfSaleKind)column_i64(tx, "kind"),
		.address = column_text(tx, "address"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.latitude_microdegrees = column_i64(tx, "latitude_microdegrees"),
		.longitude_microdegrees = column_i64(tx, "longitude_microdegrees"),
		.phone = column_text(tx, "phone"),
		.responsible = column_text(tx, "responsible"),
		.producer_id = column_text(tx, "producer_id"),
		.ended_on = column_text(tx, "ended_on"),
		.end_reason = column_text(tx, "end_reason"),
		.version = column_i64(tx, "version"),
		.commune_name = column_text(tx, "commune_name"),
		.province_name = column_text(tx, "province_name"),
		.producer_name = column_text(tx, "producer_name"),
	};
}

bool point_of_sale_load(struct transaction *tx, const char *point_of_sale_id,
			struct point_of_sale *ret_point)
{
	statement(tx, "SELECT " POINT_COLUMNS " FROM points_of_sale p" POINT_JOINS
		      " WHERE p.point_of_sale_id = $1");
	bind_text(tx, point_of_sale_id);
	if (!statement_step(tx))
		return false;
	point_read(tx, ret_point);
	statement_end(tx);
	return true;
}

void point_of_sale_insert(struct transaction *tx, const struct point_of_sale *point)
{
	statement(tx, "INSERT INTO points_of_sale (point_of_sale_id, name, kind, address,"
		      " commune_code, province_code, latitude_microdegrees,"
		      " longitude_microdegrees, phone, responsible, producer_id, ended_on,"
		      " end_reason, version)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '', 1)");
	bind_text(tx, point->point_of_sale_id);
	bind_text(tx, point->name);
	bind_i64(tx, point->kind);
	bind_text(tx, point->address);
	bind_text(tx, point->commune_code);
	bind_text(tx, point->province_code);
	bind_i64(tx, point->latitude_microdegrees);
	bind_i64(tx, point->longitude_microdegrees);
	bind_text(tx, point->phone);
	bind_text(tx, point->responsible);
	bind_text(tx, point->producer_id);
	statement_run(tx);
}

void point_of_sale_update(struct transaction *tx, const struct point_of_sale *point)
{
	statement(tx, "UPDATE points_of_sale SET name = $1, kind = $2, address = $3,"
		      " latitude_microdegrees = $4, longitude_microdegrees = $5, phone = $6,"
		      " responsible = $7, version = version + 1 WHERE point_of_sale_id = $8");
	bind_text(tx, point->name);
	bind_i64(tx, point->kind);
	bind_text(tx, point->address);
	bind_i64(tx, point->latitude_microdegrees);
	bind_i64(tx, point->longitude_microdegrees);
	bind_text(tx, point->phone);
	bind_text(tx, point->responsible);
	bind_text(tx, point->point_of_sale_id);
	statement_run(tx);
}

void point_of_sale_end(struct transaction *tx, const char *point_of_sale_id, const char *day,
		       const char *reason)
{
	statement(tx, "UPDATE points_of_sale SET ended_on = $1, end_reason = $2,"
		      " version = version + 1 WHERE point_of_sale_id = $3");
	bind_text(tx, day);
	bind_text(tx, reason);
	bind_text(tx, point_of_sale_id);
	statement_run(tx);
}

void point_of_sale_touch(struct transaction *tx, const char *point_of_sale_id)
{
	statement(tx, "UPDATE points_of_sale SET version = version + 1"
		      " WHERE point_of_sale_id = $1");
	bind_text(tx, point_of_sale_id);
	statement_run(tx);
}

static int64_t count_read(struct transaction *tx)
{
	int64_t count = 0;

	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

int64_t own_shop_count(struct transaction *tx, const char *producer_id)
{
	statement(tx, "SELECT count(*) AS count FROM points_of_sale"
		      " WHERE producer_id IN " PRODUCER_FAMILY(
			      "$1") " AND producer_id <> '' AND ended_on = ''");
	bind_text(tx, producer_id);
	return count_read(tx);
}

#define POINTS "SELECT " POINT_COLUMNS " FROM points_of_sale p" POINT_JOINS " WHERE "

#define POINTS_REST(kind, after, limit)                                                            \
	" AND (" kind " = 0 OR p.kind = " kind ") AND p.ended_on = ''"                             \
	" AND p.point_of_sale_id > " after " ORDER BY p.point_of_sale_id LIMIT " limit

/* Those of which this is true, by an index of their own. */
#define IN_UNIT(condition)                                                                         \
	"SELECT q.point_of_sale_id FROM points_of_sale q WHERE q.ended_on = '' AND " condition

#define IN_EITHER(province, commune)                                                               \
	"p.point_of_sale_id IN (" IN_UNIT(province) " UNION " IN_UNIT(commune) ")"

/* Bound in this order: the unit, what all ask for, and what one alone does. */
const char *const point_statements[POINT_STATEMENTS] = {
	[POINTS_ANYWHERE] = POINTS "1" POINTS_REST("$1", "$2", "$3"),
	[POINTS_BY_CODE] = POINTS IN_EITHER("q.province_code = $1",
					    "q.commune_code IN (" UNIT_COMMUNES_OF_CODE("$1") ")")
		POINTS_REST("$2", "$3", "$4"),
	[POINTS_BY_NAME] = POINTS IN_EITHER("q.province_code IN (" UNIT_PROVINCES_OF_KEY("$1") ")",
					    "q.commune_code IN (" UNIT_COMMUNES_OF_KEY("$1") ")")
		POINTS_REST("$2", "$3", "$4"),
	/* What was merged into a product is carried as that product. */
	[POINTS_CARRYING] = WITH_FAMILY_OF(
		"$6") " " POINTS
		      "p.point_of_sale_id IN (SELECT c.point_of_sale_id FROM carried_listings c"
		      " WHERE c.listing_id IN (SELECT listing_id FROM family) AND c.since <= $7"
		      " AND (c.until = '' OR c.until >= $7)) AND " UNIT_FILTER POINTS_REST(
			      "$3", "$4", "$5"),
	[POINTS_WITHIN] = POINTS
	"p.latitude_microdegrees BETWEEN $4 AND $5"
	" AND p.longitude_microdegrees BETWEEN $6 AND $7" POINTS_REST("$1", "$2", "$3"),
};

static enum point_statement statement_of(const struct point_question *question)
{
	if (*question->listing_id)
		return POINTS_CARRYING;
	if (*question->unit.code)
		return POINTS_BY_CODE;
	if (*question->unit.key)
		return POINTS_BY_NAME;
	return question->within ? POINTS_WITHIN : POINTS_ANYWHERE;
}

void points_of_sale_begin(struct transaction *tx, const struct point_question *question)
{
	enum point_statement which = statement_of(question);

	statement(tx, point_statements[which]);
	if (which == POINTS_CARRYING || which == POINTS_BY_CODE)
		bind_text(tx, question->unit.code);
	if (which == POINTS_CARRYING || which == POINTS_BY_NAME)
		bind_text(tx, question->unit.key);
	bind_i64(tx, question->kind);
	bind_text(tx, question->after);
	bind_i64(tx, question->limit);
	if (which == POINTS_CARRYING) {
		bind_text(tx, question->listing_id);
		bind_text(tx, question->today);
	}
	if (which == POINTS_WITHIN) {
		bind_i64(tx, question->within->south);
		bind_i64(tx, question->within->north);
		bind_i64(tx, question->within->west);
		bind_i64(tx, question->within->east);
	}
}

bool point_of_sale_next(struct transaction *tx, struct point_of_sale *ret_point)
{
	if (!statement_step(tx))
		return false;
	point_read(tx, ret_point);
	return !transaction_failed(tx);
}

static void hours_forget(struct transaction *tx, const char *point_of_sale_id)
{
	statement(tx, "DELETE FROM opening_spans WHERE point_of_sale_id = $1");
	bind_text(tx, point_of_sale_id);
	statement_run(tx);
	statement(tx, "DELETE FROM closed_days WHERE point_of_sale_id = $1");
	bind_text(tx, point_of_sale_id);
	statement_run(tx);
}

void opening_hours_write(struct transaction *tx, const char *point_of_sale_id,
			 const struct opening_hours *hours)
{
	hours_forget(tx, point_of_sale_id);
	for (size_t i = 0; i < hours->span_count; i++) {
		statement(tx, "INSERT INTO opening_spans (point_of_sale_id, weekday, opens_minute,"
			      " closes_minute) VALUES ($1, $2, $3, $4)");
		bind_text(tx, point_of_sale_id);
		bind_i64(tx, hours->spans[i].weekday);
		bind_i64(tx, hours->spans[i].opens_minute);
		bind_i64(tx, hours->spans[i].closes_minute);
		statement_run(tx);
	}
	for (size_t i = 0; i < hours->closed_count; i++) {
		statement(tx, "INSERT INTO closed_days (point_of_sale_id, day) VALUES ($1, $2)"
			      " ON CONFLICT DO NOTHING");
		bind_text(tx, point_of_sale_id);
		bind_text(tx, date_text(transaction_arena(tx), hours->closed_days[i]));
		statement_run(tx);
	}
}

static size_t spans_load(struct transaction *tx, const char *point_of_sale_id,
			 struct opening_span *spans)
{
	size_t count = 0;

	statement(tx, "SELECT weekday, opens_minute, closes_minute FROM opening_spans"
		      " WHERE point_of_sale_id = $1 ORDER BY weekday, opens_minute LIMIT $2");
	bind_text(tx, point_of_sale_id);
	bind_i64(tx, SPANS_MAX);
	while (statement_step(tx))
		spans[count++] = (struct opening_span){
			.weekday = (int)column_i64(tx, "weekday"),
			.opens_minute = (int)column_i64(tx, "opens_minute"),
			.closes_minute = (int)column_i64(tx, "closes_minute"),
		};
	return count;
}

static size_t closed_days_load(struct transaction *tx, const char *point_of_sale_id, int32_t *days)
{
	size_t count = 0;

	statement(tx, "SELECT day FROM closed_days WHERE point_of_sale_id = $1 ORDER BY day"
		      " LIMIT $2");
	bind_text(tx, point_of_sale_id);
	bind_i64(tx, CLOSED_DAYS_MAX);
	while (statement_step(tx)) {
		if (date_parse(column_text(tx, "day"), &days[count]))
			count++;
	}
	return count;
}

void opening_hours_load(struct transaction *tx, const char *point_of_sale_id,
			struct opening_hours *ret_hours)
{
	struct opening_span *spans = arena_alloc(transaction_arena(tx), SPANS_MAX * sizeof(*spans));
	int32_t *days = arena_alloc(transaction_arena(tx), CLOSED_DAYS_MAX * sizeof(*days));

	ret_hours->span_count = spans_load(tx, point_of_sale_id, spans);
	ret_hours->spans = spans;
	ret_hours->closed_count = closed_days_load(tx, point_of_sale_id, days);
	ret_hours->closed_days = days;
}

void carried_write(struct transaction *tx, const char *point_of_sale_id, const char *listing_id,
		   const char *since, const char *until)
{
	statement(tx, "INSERT INTO carried_listings (point_of_sale_id, listing_id, since, until)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (point_of_sale_id, listing_id)"
		      " DO UPDATE SET since = excluded.since, until = excluded.until");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, listing_id);
	bind_text(tx, since);
	bind_text(tx, until);
	statement_run(tx);
}

int64_t carried_count_from(struct transaction *tx, const char *point_of_sale_id, const char *day)
{
	statement(tx, "SELECT count(*) AS count FROM carried_listings"
		      " WHERE point_of_sale_id = $1 AND (until = '' OR until >= $2)");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, day);
	return count_read(tx);
}

int64_t carried_count_on(struct transaction *tx, const char *point_of_sale_id, const char *day)
{
	statement(tx, "WITH RECURSIVE way (id, next_id) AS ("
		      " SELECT c.listing_id, coalesce(l.merged_into, '') FROM carried_listings c"
		      " LEFT JOIN listings l ON l.listing_id = c.listing_id"
		      " WHERE c.point_of_sale_id = $1 AND c.since <= $2"
		      " AND (c.until = '' OR c.until >= $2)"
		      " UNION SELECT l.listing_id, l.merged_into FROM listings l"
		      " JOIN way w ON l.listing_id = w.next_id)"
		      " SELECT count(*) AS count FROM way WHERE next_id = ''");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, day);
	return count_read(tx);
}

static struct carried carried_read(struct transaction *tx)
{
	return (struct carried){
		.listing_id = column_text(tx, "listing_id"),
		.since = column_text(tx, "since"),
		.until = column_text(tx, "until"),
	};
}

bool carried_find(struct transaction *tx, const char *point_of_sale_id, const char *listing_id,
		  struct carried *ret_carried)
{
	statement(tx, "SELECT listing_id, since, until FROM carried_listings"
		      " WHERE point_of_sale_id = $1 AND listing_id = $2");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, listing_id);
	if (!statement_step(tx))
		return false;
	*ret_carried = carried_read(tx);
	statement_end(tx);
	return true;
}

size_t carried_load(struct transaction *tx, const char *point_of_sale_id, const char *day,
		    const char *after, size_t limit, struct carried *ret_carried)
{
	size_t count = 0;

	statement(tx, "SELECT listing_id, since, until FROM carried_listings"
		      " WHERE point_of_sale_id = $1 AND listing_id > $3 AND ($2 = '' OR since <= $2"
		      " AND (until = '' OR until >= $2)) ORDER BY listing_id LIMIT $4");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, day);
	bind_text(tx, after);
	bind_i64(tx, (int64_t)limit);
	while (statement_step(tx))
		ret_carried[count++] = carried_read(tx);
	return count;
}

const char *carried_speaking(struct transaction *tx, const char *point_of_sale_id,
			     const char *standing_id, const char *day)
{
	const char *listing_id = "";

	statement(tx,
		  WITH_FAMILY_OF("$2") " SELECT c.listing_id FROM family f JOIN carried_listings c"
				       " ON c.point_of_sale_id = $1 AND c.listing_id = f.listing_id"
				       " WHERE $3 = '' OR (c.since <= $3 AND (c.until = '' OR "
				       "c.until >= $3))"
				       " ORDER BY c.listing_id <> $2, c.listing_id LIMIT 1");
	bind_text(tx, point_of_sale_id);
	bind_text(tx, standing_id);
	bind_text(tx, day);
	while (statement_step(tx))
		listing_id = column_text(tx, "listing_id");
	return listing_id;
}

enum { MAP_DOTS_MAX = 400 }; /* the most communes of a province are some 170 */

void map_dots_load(struct transaction *tx, const char *province_code,
		   Ocop__Market__V1__MapDot ***ret_dots, size_t *ret_count)
{
	Ocop__Market__V1__MapDot **dots =
		arena_alloc(transaction_arena(tx), MAP_DOTS_MAX * sizeof(*dots));
	size_t count = 0;

	statement(tx, "SELECT latitude_microdegrees, longitude_microdegrees FROM units"
		      " WHERE province_code = $1 AND code <> province_code"
		      " AND latitude_microdegrees <> 0 ORDER BY code LIMIT $2");
	bind_text(tx, province_code);
	bind_i64(tx, MAP_DOTS_MAX);
	while (statement_step(tx)) {
		Ocop__Market__V1__MapDot *dot = arena_alloc(transaction_arena(tx), sizeof(*dot));

		ocop__market__v1__map_dot__init(dot);
		dot->latitude_microdegrees = (int32_t)column_i64(tx, "latitude_microdegrees");
		dot->longitude_microdegrees = (int32_t)column_i64(tx, "longitude_microdegrees");
		dots[count++] = dot;
	}
	*ret_dots = dots;
	*ret_count = count;
}

void points_of_sale_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE points_of_sale SET name = replace(name, $1, $2),"
		      " address = replace(address, $1, $2),"
		      " responsible = replace(responsible, $1, $2),"
		      " end_reason = replace(end_reason, $1, $2), phone = ''"
		      " WHERE producer_id IN " PRODUCER_FAMILY("$3") " AND producer_id <> ''");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}
