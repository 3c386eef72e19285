/* team.c - what is stored of the advisory team: who is on it, its reports and its visits */
#include "scoring/records/team.h"

#include <assert.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

static void decision_put(struct transaction *tx, const char *round_id, const char *decision_number)
{
	statement(tx, "INSERT INTO advisory_teams (round_id, decision_number) VALUES ($1, $2)"
		      " ON CONFLICT (round_id) DO UPDATE SET decision_number = $2");
	bind_text(tx, round_id);
	bind_text(tx, decision_number);
	statement_run(tx);
}

static void advisers_delete(struct transaction *tx, const char *round_id)
{
	statement(tx, "DELETE FROM advisers WHERE round_id = $1");
	bind_text(tx, round_id);
	statement_run(tx);
}

void team_replace(struct transaction *tx, const char *round_id, const struct team *team)
{
	decision_put(tx, round_id, team->decision_number);
	advisers_delete(tx, round_id);
	for (size_t i = 0; i < team->count; i++) {
		statement(tx, "INSERT INTO advisers (round_id, adviser_id, position, display_name)"
			      " VALUES ($1, $2, $3, $4)");
		bind_text(tx, round_id);
		bind_text(tx, team->advisers[i].adviser_id);
		bind_i64(tx, (int64_t)i);
		bind_text(tx, team->advisers[i].display_name);
		statement_run(tx);
	}
}

/* Sets the decision and says how many advisers there are. */
static size_t decision_load(struct transaction *tx, const char *round_id, struct team *team)
{
	size_t count = 0;

	team->decision_number = "";
	statement(tx, "SELECT decision_number, (SELECT COUNT(*) FROM advisers WHERE round_id = $1)"
		      " AS advisers FROM advisory_teams WHERE round_id = $1");
	bind_text(tx, round_id);
	while (statement_step(tx)) {
		team->decision_number = column_text(tx, "decision_number");
		count = (size_t)column_i64(tx, "advisers");
	}
	return count;
}

void team_load(struct transaction *tx, const char *round_id, struct team *ret_team)
{
	struct team team = {0};
	size_t most = decision_load(tx, round_id, &team);
	struct adviser *advisers =
		arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*advisers));

	statement(tx, "SELECT adviser_id, display_name FROM advisers WHERE round_id = $1"
		      " ORDER BY position");
	bind_text(tx, round_id);
	while (statement_step(tx)) {
		advisers[team.count].adviser_id = column_text(tx, "adviser_id");
		advisers[team.count].display_name = column_text(tx, "display_name");
		team.count++;
	}
	team.advisers = advisers;
	*ret_team = team;
}

bool team_report_load(struct transaction *tx, const struct round_dossier *dossier,
		      struct team_report *ret_report)
{
	struct team_report report = {0};

	statement(tx, "SELECT version, reported, report FROM team_reports WHERE round_id = $1"
		      " AND dossier_id = $2 AND admission = $3");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	while (statement_step(tx)) {
		report.version = (uint64_t)column_i64(tx, "version");
		report.reported = column_i64(tx, "reported") != 0;
		report.report = column_bytes(tx, "report", &report.report_size_bytes);
	}
	*ret_report = report;
	return report.version > 0;
}

void team_report_put(struct transaction *tx, const struct round_dossier *dossier,
		     struct team_report *report)
{
	report->version++;
	/* What was reported is never written again, whatever a rule says. */
	statement(tx, "INSERT INTO team_reports (round_id, dossier_id, admission, version,"
		      " reported, report, saved_by, saved_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
		      " ON CONFLICT (round_id, dossier_id, admission) DO UPDATE SET version = $4,"
		      " reported = $5, report = $6, saved_by = $7, saved_at_us = $8"
		      " WHERE team_reports.reported = 0");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	bind_i64(tx, (int64_t)report->version);
	bind_i64(tx, report->reported);
	bind_bytes(tx, report->report_size_bytes ? report->report : "", report->report_size_bytes);
	bind_text(tx, transaction_caller(tx)->account_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

Ocop__Scoring__V1__TeamReport *team_report_unpack(const struct team_report *report,
						  struct arena *arena)
{
	ProtobufCMessage *message =
		message_unpack(&ocop__scoring__v1__team_report__descriptor, report->report,
			       report->report_size_bytes, arena, NULL);

	assert(message && "what we packed can be unpacked");
	return (Ocop__Scoring__V1__TeamReport *)message;
}

void team_report_pack(const Ocop__Scoring__V1__TeamReport *message, const struct sheet *sheet,
		      const struct filled_sheet *filled, struct arena *arena,
		      struct team_report *report)
{
	Ocop__Scoring__V1__TeamReport stored = OCOP__SCORING__V1__TEAM_REPORT__INIT;

	stored.notes = message->notes;
	stored.n_notes = message->n_notes;
	stored.total = message->total;
	stored.complete = message->complete;
	stored.summary = message->summary;
	stored.choices = (Ocop__Scoring__V1__TeamReport__ChoicesEntry **)choices_to_map(
		&ocop__scoring__v1__team_report__choices_entry__descriptor, sheet, filled, arena,
		&stored.n_choices);
	ProtobufCBinaryData bytes = message_pack(&stored.base, arena);
	report->report = bytes.data;
	report->report_size_bytes = bytes.len;
}

void site_visit_put(struct transaction *tx, const struct round_dossier *dossier,
		    const Ocop__Scoring__V1__SiteVisit *visit)
{
	ProtobufCBinaryData bytes = message_pack(&visit->base, transaction_arena(tx));

	statement(tx, "INSERT INTO site_visits (round_id, dossier_id, admission, visit_no, visit)"
		      " VALUES ($1, $2, $3, $4, $5)"
		      " ON CONFLICT (round_id, dossier_id, admission, visit_no)"
		      " DO UPDATE SET visit = $5");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	bind_i64(tx, visit->visit_no);
	bind_bytes(tx, bytes.data, bytes.len);
	statement_run(tx);
}

uint32_t site_visits_count(struct transaction *tx, const struct round_dossier *dossier)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS visits FROM site_visits WHERE round_id = $1"
		      " AND dossier_id = $2 AND admission = $3");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "visits");
	return count;
}

Ocop__Scoring__V1__SiteVisit **site_visits_load(struct transaction *tx,
						const struct round_dossier *dossier,
						size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	size_t most = site_visits_count(tx, dossier);
	Ocop__Scoring__V1__SiteVisit **visits = arena_alloc(arena, (most + 1) * sizeof(*visits));
	size_t count = 0;

	statement(tx, "SELECT visit FROM site_visits WHERE round_id = $1 AND dossier_id = $2"
		      " AND admission = $3 ORDER BY visit_no");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	while (statement_step(tx)) {
		size_t size_bytes;
		const void *bytes = column_bytes(tx, "visit", &size_bytes);
		ProtobufCMessage *message = message_unpack(
			&ocop__scoring__v1__site_visit__descriptor, bytes, size_bytes, arena, NULL);

		assert(message && "what we packed can be unpacked");
		visits[count++] = (Ocop__Scoring__V1__SiteVisit *)message;
	}
	*ret_count = count;
	return visits;
}
