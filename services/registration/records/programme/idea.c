/* idea.c - statements on ideas */
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/records/programme/programme.h"

#define IDEA_COLUMNS                                                                               \
	"idea_id, commune_code, province_code, title, sector_code, origin, local_material,"        \
	" distinctiveness, market, producer_id, state, reason, product_id, accepted_on, version"

static void read_row(struct transaction *tx, struct idea *idea)
{
	Ocop__Registration__V1__Idea *row = &idea->row;

	idea->exists = true;
	idea->province_code = column_text(tx, "province_code");
	idea->accepted_on = column_text(tx, "accepted_on");
	ocop__registration__v1__idea__init(row);
	row->idea_id = message_text(column_text(tx, "idea_id"));
	row->commune_code = message_text(column_text(tx, "commune_code"));
	row->title = message_text(column_text(tx, "title"));
	row->sector_code = message_text(column_text(tx, "sector_code"));
	row->origin = message_text(column_text(tx, "origin"));
	row->local_material = message_text(column_text(tx, "local_material"));
	row->distinctiveness = message_text(column_text(tx, "distinctiveness"));
	row->market = message_text(column_text(tx, "market"));
	row->producer_id = message_text(column_text(tx, "producer_id"));
	row->state = (Ocop__Registration__V1__IdeaState)column_i64(tx, "state");
	row->reason = message_text(column_text(tx, "reason"));
	row->product_id = message_text(column_text(tx, "product_id"));
	row->version = (uint64_t)column_i64(tx, "version");
}

void idea_load(struct transaction *tx, const char *idea_id, struct idea *ret_idea)
{
	*ret_idea = (struct idea){
		.row = OCOP__REGISTRATION__V1__IDEA__INIT, .province_code = "", .accepted_on = ""};
	statement(tx, "SELECT " IDEA_COLUMNS " FROM ideas WHERE idea_id = $1");
	bind_text(tx, idea_id);
	if (!statement_step(tx))
		return;
	read_row(tx, ret_idea);
	statement_end(tx);
}

void idea_write(struct transaction *tx, const struct idea *idea)
{
	const Ocop__Registration__V1__Idea *row = &idea->row;

	statement(tx, "INSERT INTO ideas (" IDEA_COLUMNS ", submitted_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
		      " $16) ON CONFLICT (idea_id) DO UPDATE SET title = excluded.title,"
		      " sector_code = excluded.sector_code, origin = excluded.origin,"
		      " local_material = excluded.local_material,"
		      " distinctiveness = excluded.distinctiveness, market = excluded.market,"
		      " state = excluded.state, reason = excluded.reason,"
		      " product_id = excluded.product_id, accepted_on = excluded.accepted_on,"
		      " version = excluded.version");
	bind_text(tx, row->idea_id);
	bind_text(tx, row->commune_code);
	bind_text(tx, idea->province_code);
	bind_text(tx, row->title);
	bind_text(tx, row->sector_code);
	bind_text(tx, row->origin);
	bind_text(tx, row->local_material);
	bind_text(tx, row->distinctiveness);
	bind_text(tx, row->market);
	bind_text(tx, row->producer_id);
	bind_i64(tx, (int64_t)row->state);
	bind_text(tx, row->reason);
	bind_text(tx, row->product_id);
	bind_text(tx, idea->accepted_on);
	bind_i64(tx, (int64_t)row->version);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

/* As with dossiers: one literal for each column that has an index. */
#define LISTED   "SELECT " IDEA_COLUMNS " FROM ideas"
#define IN_ORDER " AND ($3 = '' OR idea_id < $3) ORDER BY idea_id DESC"

void ideas_search(struct transaction *tx, const struct idea_search *search)
{
	if (*search->commune_code)
		statement(tx,
			  LISTED " WHERE commune_code = $1 AND ($2 = 0 OR state = $2)" IN_ORDER);
	else if (search->state)
		statement(tx,
			  LISTED " WHERE ($1 = '' OR commune_code = $1) AND state = $2" IN_ORDER);
	else
		statement(tx, LISTED " WHERE ($1 = '' OR commune_code = $1)"
				     " AND ($2 = 0 OR state = $2)" IN_ORDER);
	bind_text(tx, search->commune_code);
	bind_i64(tx, (int64_t)search->state);
	bind_text(tx, search->before_id);
}

bool ideas_next(struct transaction *tx, struct idea *ret_idea)
{
	if (!statement_step(tx))
		return false;
	read_row(tx, ret_idea);
	return true;
}

void product_set_made(struct transaction *tx, const char *product_id)
{
	statement(tx, "UPDATE products SET stage = 2, version = version + 1"
		      " WHERE product_id = $1 AND stage = 1");
	bind_text(tx, product_id);
	statement_run(tx);
}
