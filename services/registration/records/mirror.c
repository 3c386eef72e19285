/* mirror.c - statements on what others decided: rounds, their news and conflicts, certificates */
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/register/family.h"

#define ROUND_COLUMNS                                                                              \
	"round_id, name, kind, level, unit_code, rulebook_code, held_on, proposals_before, state"

static struct round read_round(struct transaction *tx)
{
	return (struct round){
		.exists = true,
		.round_id = column_text(tx, "round_id"),
		.name = column_text(tx, "name"),
		.kind = (Ocop__Scoring__V1__RoundKind)column_i64(tx, "kind"),
		.level = (Ocop__Scoring__V1__Level)column_i64(tx, "level"),
		.unit_code = column_text(tx, "unit_code"),
		.rulebook_code = column_text(tx, "rulebook_code"),
		.held_on = column_text(tx, "held_on"),
		.proposals_before = column_text(tx, "proposals_before"),
		.state = (Ocop__Scoring__V1__RoundState)column_i64(tx, "state"),
	};
}

void round_load(struct transaction *tx, const char *round_id, struct round *ret_round)
{
	*ret_round = (struct round){.round_id = "",
				    .name = "",
				    .unit_code = "",
				    .rulebook_code = "",
				    .held_on = "",
				    .proposals_before = ""};
	statement(tx, "SELECT " ROUND_COLUMNS " FROM rounds WHERE round_id = $1");
	bind_text(tx, round_id);
	if (!statement_step(tx))
		return;
	*ret_round = read_round(tx);
	statement_end(tx);
}

size_t rounds_planned(struct transaction *tx, const char *province_code, const char *day,
		      int64_t limit, struct round **ret_rounds)
{
	struct round *rounds = NULL;
	size_t count = 0;

	/* State 1 is planned. */
	statement(tx, "SELECT " ROUND_COLUMNS " FROM rounds"
		      " WHERE state = 1 AND proposals_before > $1 AND unit_code IN ($2, '')"
		      " ORDER BY proposals_before, round_id LIMIT $3");
	bind_text(tx, day);
	bind_text(tx, province_code);
	bind_i64(tx, limit);
	while (statement_step(tx)) {
		rounds = list_room(tx, rounds, count, sizeof(*rounds));
		rounds[count++] = read_round(tx);
	}
	*ret_rounds = rounds;
	return count;
}

void round_write(struct transaction *tx, const struct round *round)
{
	statement(tx,
		  "INSERT INTO rounds (round_id, name, level, unit_code, rulebook_code,"
		  " held_on, proposals_before, state, kind)"
		  " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
		  " ON CONFLICT (round_id) DO UPDATE SET name = excluded.name,"
		  " kind = excluded.kind, level = excluded.level, unit_code = excluded.unit_code,"
		  " rulebook_code = excluded.rulebook_code, held_on = excluded.held_on,"
		  " proposals_before = excluded.proposals_before, state = excluded.state");
	bind_text(tx, round->round_id);
	bind_text(tx, round->name);
	bind_i64(tx, round->level);
	bind_text(tx, round->unit_code);
	bind_text(tx, round->rulebook_code);
	bind_text(tx, round->held_on);
	bind_text(tx, round->proposals_before);
	bind_i64(tx, round->state);
	bind_i64(tx, round->kind);
	statement_run(tx);
}

void round_set_state(struct transaction *tx, const char *round_id,
		     Ocop__Scoring__V1__RoundState state)
{
	statement(tx, "UPDATE rounds SET state = $1 WHERE round_id = $2");
	bind_i64(tx, state);
	bind_text(tx, round_id);
	statement_run(tx);
}

void round_news_write(struct transaction *tx, const struct round_news *news)
{
	statement(tx, "INSERT INTO round_news (round_id, dossier_id, news, reason, decision,"
		      " decision_number, decided_on, star, points_sum, points_count, points_text,"
		      " occurred_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		      " ON CONFLICT (dossier_id, round_id, news) DO UPDATE SET"
		      " reason = excluded.reason, decision = excluded.decision,"
		      " decision_number = excluded.decision_number,"
		      " decided_on = excluded.decided_on, star = excluded.star,"
		      " points_sum = excluded.points_sum, points_count = excluded.points_count,"
		      " points_text = excluded.points_text,"
		      " occurred_at_us = excluded.occurred_at_us");
	bind_text(tx, news->round_id);
	bind_text(tx, news->dossier_id);
	bind_i64(tx, news->kind);
	bind_text(tx, news->reason);
	bind_i64(tx, news->decision);
	bind_text(tx, news->decision_number);
	bind_text(tx, news->decided_on);
	bind_i64(tx, news->star);
	bind_i64(tx, news->points_sum);
	bind_i64(tx, news->points_count);
	bind_text(tx, news->points_text);
	bind_i64(tx, news->occurred_at_us);
	statement_run(tx);
}

#define NEWS_COLUMNS                                                                               \
	"n.round_id, n.dossier_id, n.news, n.reason, n.decision, n.decision_number, n.decided_on," \
	" n.star, n.points_sum, n.points_count, n.points_text, n.occurred_at_us"

static void read_news(struct transaction *tx, struct round_news *news)
{
	*news = (struct round_news){
		.exists = true,
		.round_id = column_text(tx, "round_id"),
		.dossier_id = column_text(tx, "dossier_id"),
		.kind = (enum round_news_kind)column_i64(tx, "news"),
		.reason = column_text(tx, "reason"),
		.decision = (Ocop__Scoring__V1__DecisionOutcome)column_i64(tx, "decision"),
		.decision_number = column_text(tx, "decision_number"),
		.decided_on = column_text(tx, "decided_on"),
		.star = (uint32_t)column_i64(tx, "star"),
		.points_sum = (uint32_t)column_i64(tx, "points_sum"),
		.points_count = (uint32_t)column_i64(tx, "points_count"),
		.points_text = column_text(tx, "points_text"),
		.occurred_at_us = column_i64(tx, "occurred_at_us"),
	};
}

void round_news_ending(struct transaction *tx, const char *dossier_id, const char *round_id,
		       struct round_news *ret_news)
{
	*ret_news = (struct round_news){.round_id = "",
					.dossier_id = "",
					.reason = "",
					.decision_number = "",
					.decided_on = "",
					.points_text = ""};
	statement(tx, "SELECT " NEWS_COLUMNS " FROM round_news n"
		      " WHERE n.dossier_id = $1 AND n.round_id = $2 AND n.news >= 2"
		      " ORDER BY n.news LIMIT 1");
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	while (statement_step(tx))
		read_news(tx, ret_news);
}

/* News 4 is a decision, decision 3 that it is proposed to the centre. */
const char *round_of_proposal(struct transaction *tx, const char *dossier_id)
{
	const char *round_id = "";

	statement(tx, "SELECT round_id FROM round_news WHERE dossier_id = $1 AND news = 4"
		      " AND decision = 3 ORDER BY occurred_at_us DESC LIMIT 1");
	bind_text(tx, dossier_id);
	while (statement_step(tx))
		round_id = column_text(tx, "round_id");
	return round_id;
}

static size_t read_list(struct transaction *tx, struct round_news **ret_news)
{
	struct round_news *news = NULL;
	size_t count = 0;

	while (statement_step(tx)) {
		news = list_room(tx, news, count, sizeof(*news));
		read_news(tx, &news[count++]);
	}
	*ret_news = news;
	return count;
}

/* Both lists start from the dossiers that are in a round now (state 6): these are few, whatever
 * years of news there are. */
size_t round_news_without_code(struct transaction *tx, int64_t limit, struct round_news **ret_news)
{
	statement(tx, "SELECT " NEWS_COLUMNS " FROM dossiers d JOIN round_news n"
		      " ON n.dossier_id = d.dossier_id AND n.round_id = d.round_id"
		      " WHERE d.state = 6 AND n.news = 1 AND NOT EXISTS"
		      " (SELECT 1 FROM product_codes c"
		      " WHERE c.dossier_id = d.dossier_id AND c.dossier_id <> '')"
		      " ORDER BY n.occurred_at_us, d.dossier_id LIMIT $1");
	bind_i64(tx, limit);
	return read_list(tx, ret_news);
}

size_t round_news_to_conclude(struct transaction *tx, int64_t limit, struct round_news **ret_news)
{
	statement(tx, "SELECT " NEWS_COLUMNS " FROM dossiers d JOIN round_news n"
		      " ON n.dossier_id = d.dossier_id AND n.round_id = d.round_id"
		      " WHERE d.state = 6 AND (n.news IN (2, 3) OR n.news = 4 AND EXISTS"
		      " (SELECT 1 FROM product_codes c"
		      " WHERE c.dossier_id = d.dossier_id AND c.dossier_id <> ''))"
		      " ORDER BY n.occurred_at_us, d.dossier_id LIMIT $1");
	bind_i64(tx, limit);
	return read_list(tx, ret_news);
}

void conflict_write(struct transaction *tx, const char *round_id, const char *dossier_id,
		    const char *member_id)
{
	statement(tx, "INSERT INTO conflicts (dossier_id, round_id, member_id) VALUES ($1, $2, $3)"
		      " ON CONFLICT (dossier_id, round_id, member_id) DO NOTHING");
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	statement_run(tx);
}

void producer_link_write(struct transaction *tx, const char *round_id, const char *producer_id,
			 const char *member_id)
{
	statement(tx, "INSERT INTO producer_links (round_id, producer_id, member_id)"
		      " VALUES ($1, $2, $3) ON CONFLICT (round_id, producer_id, member_id)"
		      " DO NOTHING");
	bind_text(tx, round_id);
	bind_text(tx, producer_id);
	bind_text(tx, member_id);
	statement_run(tx);
}

bool conflict_exists(struct transaction *tx, const char *round_id, const char *dossier_id,
		     const char *producer_id, const char *member_id)
{
	bool exists = false;

	/* The link hides it from its admission on, before the round has taken it in and says so. */
	statement(tx, "SELECT 1 WHERE (EXISTS (SELECT 1 FROM conflicts WHERE dossier_id = $1"
		      " AND round_id = $2 AND member_id = $3) OR EXISTS (SELECT 1"
		      " FROM producer_links WHERE round_id = $2 AND producer_id = $4"
		      " AND member_id = $3)) AND NOT EXISTS (SELECT 1 FROM rounds"
		      " WHERE round_id = $2 AND state = 7)"); /* published */
	bind_text(tx, dossier_id);
	bind_text(tx, round_id);
	bind_text(tx, member_id);
	bind_text(tx, producer_id);
	while (statement_step(tx))
		exists = true;
	return exists;
}

void certificate_load(struct transaction *tx, const char *code, struct certificate *ret_certificate)
{
	*ret_certificate = (struct certificate){
		.code = "", .product_id = "", .valid_until = "", .decided_on = ""};
	statement(tx,
		  "SELECT code, product_id, state, star, valid_until, decided_on FROM certificates"
		  " WHERE code = $1");
	bind_text(tx, code);
	if (!statement_step(tx))
		return;
	*ret_certificate = (struct certificate){
		.exists = true,
		.code = column_text(tx, "code"),
		.product_id = column_text(tx, "product_id"),
		.state = (Ocop__Certification__V1__CertificateState)column_i64(tx, "state"),
		.star = (uint32_t)column_i64(tx, "star"),
		.valid_until = column_text(tx, "valid_until"),
		.decided_on = column_text(tx, "decided_on"),
	};
	statement_end(tx);
}

bool certificate_valid_exists(struct transaction *tx, const char *product_id)
{
	bool exists = false;

	statement(tx, WITH_FAMILY_OF("$1") " SELECT 1 FROM family f JOIN certificates c ON "
					   "c.product_id = f.product_id"
					   " WHERE c.state IN (1, 5) LIMIT 1");
	bind_text(tx, product_id);
	while (statement_step(tx))
		exists = true;
	return exists;
}

void certificate_write(struct transaction *tx, const struct certificate *certificate)
{
	statement(tx, "INSERT INTO certificates (code, product_id, state, star, valid_until,"
		      " decided_on)"
		      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO UPDATE SET"
		      " product_id = excluded.product_id, state = excluded.state,"
		      " star = excluded.star, valid_until = excluded.valid_until,"
		      " decided_on = excluded.decided_on");
	bind_text(tx, certificate->code);
	bind_text(tx, certificate->product_id);
	bind_i64(tx, certificate->state);
	bind_i64(tx, certificate->star);
	bind_text(tx, certificate->valid_until);
	bind_text(tx, certificate->decided_on);
	statement_run(tx);
}

void certificates_forget(struct transaction *tx)
{
	statement(tx, "DELETE FROM certificates");
	statement_run(tx);
}

void certificate_set_state(struct transaction *tx, const char *code,
			   Ocop__Certification__V1__CertificateState state)
{
	statement(tx, "UPDATE certificates SET state = $1 WHERE code = $2");
	bind_i64(tx, state);
	bind_text(tx, code);
	statement_run(tx);
}
