/* indicators.c - what the programme's indicators are counted from */
#include "market/figures/indicators/indicators.h"

#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "common/unit/place_today.h"
#include "market/figures/mirror.h"

const char indicators_migration_sql[] =
	"CREATE TABLE figure_producer_places ("
	" producer_id TEXT PRIMARY KEY, commune_code TEXT NOT NULL, province_code TEXT NOT NULL,"
	" commune_text TEXT NOT NULL, district_text TEXT NOT NULL, province_text TEXT NOT NULL)"
	" STRICT;"
	/* Made from them by CountFigures; '' where it is not certain. */
	"CREATE TABLE figure_producer_formers ("
	" producer_id TEXT PRIMARY KEY, former_commune TEXT NOT NULL,"
	" former_district TEXT NOT NULL, former_province TEXT NOT NULL) STRICT;"
	"CREATE TABLE figure_producer_years ("
	" producer_id TEXT NOT NULL, year INTEGER NOT NULL, revenue_vnd INTEGER NOT NULL,"
	" capacity_percent INTEGER NOT NULL, local_workers INTEGER NOT NULL,"
	" in_linked_chain INTEGER NOT NULL, PRIMARY KEY (producer_id, year)) STRICT;"
	"CREATE TABLE figure_linkages ("
	" linkage_id TEXT PRIMARY KEY, producer_id TEXT NOT NULL, from_on TEXT NOT NULL,"
	" until_on TEXT NOT NULL) STRICT;"
	"CREATE INDEX figure_linkages_by_producer ON figure_linkages (producer_id);"
	"CREATE TABLE figure_held_certificates ("
	" held_certificate_id TEXT PRIMARY KEY, producer_id TEXT NOT NULL, kind INTEGER NOT NULL,"
	" issued_on TEXT NOT NULL, valid_until TEXT NOT NULL,"
	/* What a listing shows of it; product_id is '' for all that the producer makes. */
	" product_id TEXT NOT NULL, number TEXT NOT NULL, issuer TEXT NOT NULL) STRICT;"
	"CREATE INDEX figure_held_certificates_by_producer ON figure_held_certificates"
	" (producer_id);"
	"CREATE TABLE figure_areas ("
	" area_id TEXT PRIMARY KEY, producer_id TEXT NOT NULL,"
	" hectares_hundredths INTEGER NOT NULL, households INTEGER NOT NULL) STRICT;"
	"CREATE INDEX figure_areas_by_producer ON figure_areas (producer_id);";

void producer_place_write(struct transaction *tx, const char *producer_id,
			  const Ocop__Registration__V1__Place *place)
{
	if (!place)
		return;
	statement(tx, "INSERT INTO figure_producer_places (producer_id, commune_code,"
		      " province_code, commune_text, district_text, province_text)"
		      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (producer_id) DO UPDATE"
		      " SET commune_code = excluded.commune_code,"
		      " province_code = excluded.province_code,"
		      " commune_text = excluded.commune_text,"
		      " district_text = excluded.district_text,"
		      " province_text = excluded.province_text");
	bind_text(tx, producer_id);
	bind_text(tx, place->commune_code);
	bind_text(tx, place->province_code);
	bind_text(tx, place->commune_text);
	bind_text(tx, place->district_text);
	bind_text(tx, place->province_text);
	statement_run(tx);
	figure_change_note(tx, producer_id);
}

static void former_write(struct transaction *tx, const char *producer_id,
			 const struct former_codes *former)
{
	statement(tx, "INSERT INTO figure_producer_formers (producer_id, former_commune,"
		      " former_district, former_province) VALUES ($1, $2, $3, $4)"
		      " ON CONFLICT (producer_id) DO UPDATE"
		      " SET former_commune = excluded.former_commune,"
		      " former_district = excluded.former_district,"
		      " former_province = excluded.former_province");
	bind_text(tx, producer_id);
	bind_text(tx, former->commune_code);
	bind_text(tx, former->district_code);
	bind_text(tx, former->province_code);
	statement_run(tx);
}

bool producer_former_renew(struct transaction *tx, const char *producer_id)
{
	struct place_codes then, today;
	struct former_codes former;
	struct place_text text;

	statement(tx, "SELECT commune_code, province_code, commune_text, district_text,"
		      " province_text FROM figure_producer_places WHERE producer_id = $1");
	bind_text(tx, producer_id);
	if (!statement_step(tx))
		return false;
	then = (struct place_codes){column_text(tx, "commune_code"),
				    column_text(tx, "province_code")};
	text = (struct place_text){column_text(tx, "commune_text"),
				   column_text(tx, "district_text"),
				   column_text(tx, "province_text")};
	statement_end(tx);
	place_today(tx, &then, &today);
	former_unit_resolve(tx, &text, &today, &former);
	former_write(tx, producer_id, &former);
	return true;
}

void producer_year_write(struct transaction *tx, const Ocop__Registration__V1__ProducerYear *year)
{
	statement(tx, "INSERT INTO figure_producer_years (producer_id, year, revenue_vnd,"
		      " capacity_percent, local_workers, in_linked_chain)"
		      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (producer_id, year) DO UPDATE"
		      " SET revenue_vnd = excluded.revenue_vnd,"
		      " capacity_percent = excluded.capacity_percent,"
		      " local_workers = excluded.local_workers,"
		      " in_linked_chain = excluded.in_linked_chain");
	bind_text(tx, year->producer_id);
	bind_i64(tx, year->year);
	bind_i64(tx, year->revenue_vnd);
	bind_i64(tx, year->capacity_percent_of_year_before);
	bind_i64(tx, year->local_worker_count);
	bind_i64(tx, year->in_linked_chain);
	statement_run(tx);
}

void linkage_write(struct transaction *tx, const Ocop__Registration__V1__Linkage *linkage)
{
	statement(tx, "INSERT INTO figure_linkages (linkage_id, producer_id, from_on, until_on)"
		      " VALUES ($1, $2, $3, $4) ON CONFLICT (linkage_id) DO UPDATE SET"
		      " producer_id = excluded.producer_id, from_on = excluded.from_on,"
		      " until_on = excluded.until_on");
	bind_text(tx, linkage->linkage_id);
	bind_text(tx, linkage->producer_id);
	bind_text(tx, linkage->from_on);
	bind_text(tx, linkage->until_on);
	statement_run(tx);
}

void held_certificate_write(struct transaction *tx,
			    const Ocop__Registration__V1__HeldCertificate *held)
{
	statement(tx, "INSERT INTO figure_held_certificates (held_certificate_id, producer_id,"
		      " kind, issued_on, valid_until, product_id, number, issuer)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
		      " ON CONFLICT (held_certificate_id) DO UPDATE SET"
		      " producer_id = excluded.producer_id, kind = excluded.kind,"
		      " issued_on = excluded.issued_on, valid_until = excluded.valid_until,"
		      " product_id = excluded.product_id, number = excluded.number,"
		      " issuer = excluded.issuer");
	bind_text(tx, held->held_certificate_id);
	bind_text(tx, held->producer_id);
	bind_i64(tx, held->kind);
	bind_text(tx, held->issued_on);
	bind_text(tx, held->valid_until);
	bind_text(tx, held->product_id);
	bind_text(tx, held->number);
	bind_text(tx, held->issuer);
	statement_run(tx);
}

void area_write(struct transaction *tx, const Ocop__Registration__V1__MaterialArea *area)
{
	statement(tx, "INSERT INTO figure_areas (area_id, producer_id, hectares_hundredths,"
		      " households) VALUES ($1, $2, $3, $4) ON CONFLICT (area_id) DO UPDATE SET"
		      " producer_id = excluded.producer_id,"
		      " hectares_hundredths = excluded.hectares_hundredths,"
		      " households = excluded.households");
	bind_text(tx, area->area_id);
	bind_text(tx, area->producer_id);
	bind_i64(tx, area->hectares_hundredths);
	bind_i64(tx, area->household_count);
	statement_run(tx);
}

/* An id is of one kind of record: of the others there is none. */
void record_strike(struct transaction *tx, const char *record_id)
{
	statement(tx, "DELETE FROM figure_linkages WHERE linkage_id = $1");
	bind_text(tx, record_id);
	statement_run(tx);
	statement(tx, "DELETE FROM figure_held_certificates WHERE held_certificate_id = $1");
	bind_text(tx, record_id);
	statement_run(tx);
	statement(tx, "DELETE FROM figure_areas WHERE area_id = $1");
	bind_text(tx, record_id);
	statement_run(tx);
}
