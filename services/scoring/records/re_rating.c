/* re_rating.c - what is stored of re-ratings: agencies' reports, opinions on them, meetings */
#include "scoring/records/re_rating.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

void re_ratings_past_due(struct transaction *tx, int32_t today, int64_t limit)
{
	statement(tx, "SELECT * FROM round_dossiers WHERE reminded = 0 AND gone = 0"
		      " AND due_on <> '' AND due_on < $1 ORDER BY due_on LIMIT $2");
	bind_text(tx, date_text(transaction_arena(tx), today));
	bind_i64(tx, limit);
}

static void bind_pass(struct transaction *tx, const struct round_dossier *dossier, uint32_t pass)
{
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, pass);
}

static void bind_seal(struct transaction *tx, const struct seal *seal)
{
	bind_bytes(tx, seal->nonce, SEAL_NONCE_SIZE_BYTES);
	bind_bytes(tx, seal->commitment, SEAL_COMMITMENT_SIZE_BYTES);
}

static struct seal column_seal(struct transaction *tx)
{
	size_t size_bytes; /* the table checks both */

	return (struct seal){column_bytes(tx, "nonce", &size_bytes),
			     column_bytes(tx, "commitment", &size_bytes)};
}

void agency_report_put(struct transaction *tx, const struct round_dossier *dossier,
		       const struct agency_report *report)
{
	/* One that counted is never written again, whatever a rule says. */
	statement(tx, "INSERT INTO agency_reports (round_id, dossier_id, pass, counts, report,"
		      " nonce, commitment, filed_by, filed_at_us)"
		      " VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8)"
		      " ON CONFLICT (round_id, dossier_id, pass) DO UPDATE SET report = $4,"
		      " nonce = $5, commitment = $6, filed_by = $7, filed_at_us = $8"
		      " WHERE agency_reports.counts = 0");
	bind_pass(tx, dossier, dossier->pass);
	bind_bytes(tx, report->report, report->report_size_bytes);
	bind_seal(tx, &report->seal);
	bind_text(tx, transaction_caller(tx)->account_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

bool agency_report_load(struct transaction *tx, const struct round_dossier *dossier, uint32_t pass,
			struct agency_report *ret_report)
{
	struct agency_report report = {.counts = false};
	bool found = false;

	statement(tx, "SELECT counts, report, nonce, commitment FROM agency_reports"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3");
	bind_pass(tx, dossier, pass);
	while (statement_step(tx)) {
		report.counts = column_i64(tx, "counts") != 0;
		report.report = column_bytes(tx, "report", &report.report_size_bytes);
		report.seal = column_seal(tx);
		found = true;
	}
	*ret_report = report;
	return found && !transaction_failed(tx);
}

void agency_report_set_counts(struct transaction *tx, const struct round_dossier *dossier)
{
	statement(tx, "UPDATE agency_reports SET counts = 1"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3");
	bind_pass(tx, dossier, dossier->pass);
	statement_run(tx);
}

ProtobufCBinaryData agency_report_pack(Ocop__Scoring__V1__ReRating *message,
				       const struct sheet *sheet, const struct filled_sheet *filled,
				       struct arena *arena)
{
	message->choices = (Ocop__Scoring__V1__ReRating__ChoicesEntry **)choices_to_map(
		&ocop__scoring__v1__re_rating__choices_entry__descriptor, sheet, filled, arena,
		&message->n_choices);
	return message_pack(&message->base, arena);
}

Ocop__Scoring__V1__ReRating *agency_report_unpack(const struct agency_report *report,
						  struct arena *arena)
{
	return (Ocop__Scoring__V1__ReRating *)message_unpack(
		&ocop__scoring__v1__re_rating__descriptor, report->report,
		report->report_size_bytes, arena, NULL);
}

void opinion_insert(struct transaction *tx, const struct round_dossier *dossier,
		    const struct stored_opinion *opinion)
{
	statement(tx, "INSERT INTO opinions (round_id, dossier_id, pass, member_id, opened,"
		      " opinion, nonce, commitment, given_at_us)"
		      " VALUES ($1, $2, $3, $4, 0, $5, $6, $7, $8)");
	bind_pass(tx, dossier, dossier->pass);
	bind_text(tx, opinion->member_id);
	bind_bytes(tx, opinion->opinion, opinion->opinion_size_bytes);
	bind_seal(tx, &opinion->seal);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

void opinions_list(struct transaction *tx, const struct round_dossier *dossier, uint32_t pass)
{
	statement(tx, "SELECT member_id, opened, opinion, nonce, commitment FROM opinions"
		      " WHERE round_id = $1 AND dossier_id = $2 AND pass = $3 ORDER BY member_id");
	bind_pass(tx, dossier, pass);
}

bool opinion_next(struct transaction *tx, struct stored_opinion *ret_opinion)
{
	if (!statement_step(tx))
		return false;
	*ret_opinion = (struct stored_opinion){
		.member_id = column_text(tx, "member_id"),
		.opened = column_i64(tx, "opened") != 0,
		.seal = column_seal(tx),
	};
	ret_opinion->opinion = column_bytes(tx, "opinion", &ret_opinion->opinion_size_bytes);
	return !transaction_failed(tx);
}

uint32_t opinions_count(struct transaction *tx, const struct round_dossier *dossier)
{
	uint32_t count = 0;

	statement(tx, "SELECT COUNT(*) AS opinions FROM opinions o WHERE round_id = $1"
		      " AND dossier_id = $2 AND pass = $3 AND NOT EXISTS"
		      " (SELECT 1 FROM conflicts c WHERE c.round_id = o.round_id"
		      " AND c.dossier_id = o.dossier_id AND c.member_id = o.member_id)");
	bind_pass(tx, dossier, dossier->pass);
	while (statement_step(tx))
		count = (uint32_t)column_i64(tx, "opinions");
	return count;
}

bool opinion_exists(struct transaction *tx, const struct round_dossier *dossier,
		    const char *member_id)
{
	statement(tx, "SELECT 1 AS found FROM opinions WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass = $3 AND member_id = $4");
	bind_pass(tx, dossier, dossier->pass);
	bind_text(tx, member_id);
	if (!statement_step(tx))
		return false;
	statement_end(tx);
	return true;
}

void opinions_open(struct transaction *tx, const struct round_dossier *dossier)
{
	statement(tx, "UPDATE opinions SET opened = 1 WHERE round_id = $1 AND dossier_id = $2"
		      " AND pass <= $3 AND NOT EXISTS (SELECT 1 FROM conflicts c"
		      " WHERE c.round_id = opinions.round_id"
		      " AND c.dossier_id = opinions.dossier_id"
		      " AND c.member_id = opinions.member_id)");
	bind_pass(tx, dossier, dossier->pass);
	statement_run(tx);
}

Ocop__Scoring__V1__Opinion *opinion_unpack(const struct stored_opinion *opinion,
					   struct arena *arena)
{
	return (Ocop__Scoring__V1__Opinion *)message_unpack(
		&ocop__scoring__v1__opinion__descriptor, opinion->opinion,
		opinion->opinion_size_bytes, arena, NULL);
}

void meeting_insert(struct transaction *tx, const struct round_dossier *dossier, const char *reason)
{
	statement(tx, "INSERT INTO meetings (round_id, dossier_id, admission, pass, reason,"
		      " called_at_us) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	bind_i64(tx, dossier->pass);
	bind_text(tx, reason);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

bool meeting_load(struct transaction *tx, const struct round_dossier *dossier,
		  struct meeting *ret_meeting)
{
	struct meeting meeting = {.reason = ""};

	statement(tx, "SELECT pass, reason, called_at_us FROM meetings"
		      " WHERE round_id = $1 AND dossier_id = $2 AND admission = $3");
	bind_text(tx, dossier->round_id);
	bind_text(tx, dossier->dossier_id);
	bind_i64(tx, dossier->admission);
	while (statement_step(tx)) {
		meeting.pass = (uint32_t)column_i64(tx, "pass");
		meeting.reason = column_text(tx, "reason");
		meeting.called_at_us = column_i64(tx, "called_at_us");
	}
	*ret_meeting = meeting;
	return meeting.pass > 0;
}

/* Those that count, in the order of their members' ids. */
static void opinions_gather(struct transaction *tx, const struct round_dossier *dossier,
			    uint32_t pass, const struct conflicts *conflicts, struct arena *arena,
			    struct pass_opinions *written)
{
	struct stored_opinion *list = NULL;
	struct stored_opinion opinion;
	size_t capacity = 0;

	opinions_list(tx, dossier, pass);
	while (opinion_next(tx, &opinion)) {
		if (conflicts ? member_has_conflict(conflicts, opinion.member_id) : !opinion.opened)
			continue;
		const Ocop__Scoring__V1__Opinion *message = opinion_unpack(&opinion, arena);

		list = memory_grow(list, written->count, &capacity, sizeof(opinion));
		list[written->count++] = opinion;
		written->agreeing += message && message->agrees;
	}
	written->opinions = list ? arena_copy(arena, list, written->count * sizeof(*list)) : NULL;
	memory_free(list);
}

void pass_opinions_load(struct transaction *tx, const struct round *round,
			const struct round_dossier *dossier, uint32_t pass,
			const struct conflicts *conflicts, struct arena *arena,
			struct pass_opinions *ret_opinions)
{
	struct pass_opinions written = {.in_writing = false};
	struct meeting meeting;

	*ret_opinions = written;
	if (round->kind != ROUND_KIND(RE_RATING))
		return;
	bool met = meeting_load(tx, dossier, &meeting) && meeting.pass <= pass;
	if (agency_report_load(tx, dossier, pass, &written.report))
		written.on = agency_report_unpack(&written.report, arena);
	opinions_gather(tx, dossier, pass, conflicts, arena, &written);
	/* What the result came of is written down; what it shall come of, the council says. */
	written.in_writing = conflicts ? !met : written.report.counts;
	*ret_opinions = written;
}

bool dossier_is_in_writing(struct transaction *tx, const struct round *round,
			   const struct round_dossier *dossier)
{
	struct meeting meeting;

	return round->kind == ROUND_KIND(RE_RATING) && !meeting_load(tx, dossier, &meeting);
}

void re_rating_facts_load(struct transaction *tx, const struct round *round,
			  const struct round_dossier *dossier, struct re_rating_facts *ret_facts)
{
	struct agency_report report;
	struct meeting meeting;

	*ret_facts = (struct re_rating_facts){
		.round_kind = round->kind,
		.dossier_closed = dossier->closed,
		.meeting = meeting_load(tx, dossier, &meeting),
		.reported = agency_report_load(tx, dossier, dossier->pass, &report),
		.opinions = opinions_count(tx, dossier),
	};
}
