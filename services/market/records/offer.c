/* offer.c - what market stores of offers: one function a statement */
#include "market/records/offer.h"

#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"

#define OFFER_COLUMNS                                                                              \
	"offer_id, listing_id, kind, name, url, variant, minimum_quantity_hundredths, unit,"       \
	" price_dong, delivery, notes, valid_from, valid_until, recorded_on, withdrawn_on, "       \
	"version"

static void offer_read(struct transaction *tx, struct offer *ret_offer)
{
	Ocop__Market__V1__OfferContent *content = &ret_offer->content;

	ret_offer->offer_id = column_text(tx, "offer_id");
	ret_offer->listing_id = column_text(tx, "listing_id");
	ret_offer->recorded_on = column_text(tx, "recorded_on");
	ret_offer->withdrawn_on = column_text(tx, "withdrawn_on");
	ret_offer->version = column_i64(tx, "version");
	ocop__market__v1__offer_content__init(content);
	content->kind = (Ocop__Market__V1__OfferKind)column_i64(tx, "kind");
	content->name = message_text(column_text(tx, "name"));
	content->url = message_text(column_text(tx, "url"));
	content->variant = message_text(column_text(tx, "variant"));
	content->minimum_quantity_hundredths =
		(uint64_t)column_i64(tx, "minimum_quantity_hundredths");
	content->unit = message_text(column_text(tx, "unit"));
	content->price_dong = (uint64_t)column_i64(tx, "price_dong");
	content->delivery = message_text(column_text(tx, "delivery"));
	content->notes = message_text(column_text(tx, "notes"));
	content->valid_from = message_text(column_text(tx, "valid_from"));
	content->valid_until = message_text(column_text(tx, "valid_until"));
}

bool offer_load(struct transaction *tx, const char *offer_id, struct offer *ret_offer)
{
	statement(tx, "SELECT " OFFER_COLUMNS " FROM offers WHERE offer_id = $1");
	bind_text(tx, offer_id);
	if (!statement_step(tx))
		return false;
	offer_read(tx, ret_offer);
	statement_end(tx);
	return true;
}

/* Parameters $1 to $11. */
static void content_bind(struct transaction *tx, const Ocop__Market__V1__OfferContent *content)
{
	bind_i64(tx, content->kind);
	bind_text(tx, content->name);
	bind_text(tx, content->url);
	bind_text(tx, content->variant);
	bind_i64(tx, (int64_t)content->minimum_quantity_hundredths);
	bind_text(tx, content->unit);
	bind_i64(tx, (int64_t)content->price_dong);
	bind_text(tx, content->delivery);
	bind_text(tx, content->notes);
	bind_text(tx, content->valid_from);
	bind_text(tx, content->valid_until);
}

void offer_insert(struct transaction *tx, const struct offer *offer)
{
	statement(tx, "INSERT INTO offers (kind, name, url, variant, minimum_quantity_hundredths,"
		      " unit, price_dong, delivery, notes, valid_from, valid_until, offer_id,"
		      " listing_id, recorded_on, withdrawn_on, version) VALUES ($1, $2, $3, $4,"
		      " $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', 1)");
	content_bind(tx, &offer->content);
	bind_text(tx, offer->offer_id);
	bind_text(tx, offer->listing_id);
	bind_text(tx, offer->recorded_on);
	statement_run(tx);
}

void offer_update(struct transaction *tx, struct offer *offer)
{
	offer->version++;
	statement(tx, "UPDATE offers SET kind = $1, name = $2, url = $3, variant = $4,"
		      " minimum_quantity_hundredths = $5, unit = $6, price_dong = $7,"
		      " delivery = $8, notes = $9, valid_from = $10, valid_until = $11,"
		      " withdrawn_on = $12, version = $13 WHERE offer_id = $14");
	content_bind(tx, &offer->content);
	bind_text(tx, offer->withdrawn_on);
	bind_i64(tx, offer->version);
	bind_text(tx, offer->offer_id);
	statement_run(tx);
}

int64_t offers_standing_count(struct transaction *tx, const char *listing_id, const char *today)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM offers WHERE listing_id = $1"
		      " AND withdrawn_on = '' AND (valid_until = '' OR valid_until >= $2)");
	bind_text(tx, listing_id);
	bind_text(tx, today);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

/* What was merged into a product is its own, as certificates are. */
#define OF_FAMILY                                                                                  \
	WITH_FAMILY_OF("$1")                                                                       \
	" SELECT " OFFER_COLUMNS " FROM offers"                                                    \
	" WHERE listing_id IN (SELECT listing_id FROM family)"

void offers_list(struct transaction *tx, const char *listing_id, const char *cursor, int64_t limit)
{
	statement(tx, OF_FAMILY " AND ($2 = '' OR offer_id < $2) ORDER BY offer_id DESC LIMIT $3");
	bind_text(tx, listing_id);
	bind_text(tx, cursor);
	bind_i64(tx, limit);
}

void offers_list_standing(struct transaction *tx, const char *listing_id, const char *today,
			  int64_t limit)
{
	statement(tx, OF_FAMILY " AND withdrawn_on = '' AND valid_from <= $2"
				" AND (valid_until = '' OR valid_until >= $2)"
				" ORDER BY kind, offer_id LIMIT $3");
	bind_text(tx, listing_id);
	bind_text(tx, today);
	bind_i64(tx, limit);
}

bool offer_next(struct transaction *tx, struct offer *ret_offer)
{
	if (!statement_step(tx))
		return false;
	offer_read(tx, ret_offer);
	return !transaction_failed(tx);
}
