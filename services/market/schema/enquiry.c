/* enquiry.c - market's tables of offers and enquiries
 *
 * How a buyer can be reached is in none of these but in contacts (common/sending/contact.h), and
 * goes without them. What remains of him is a key, a hash with the store's secret by which the same
 * telephone, e-mail or account is known again; that and the account too are emptied with the
 * contact, but for the keys of buyers that were blocked.
 */
#include "market/schema/enquiry.h"

const char offer_sql[] =
	"CREATE TABLE offers ("
	" offer_id TEXT PRIMARY KEY, listing_id TEXT NOT NULL,"
	/* 1 own shop, 2 marketplace, 3 wholesale. */
	" kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3), name TEXT NOT NULL,"
	" url TEXT NOT NULL CHECK (url = '' OR url GLOB 'https://*'),"
	" variant TEXT NOT NULL,"
	" minimum_quantity_hundredths INTEGER NOT NULL CHECK (minimum_quantity_hundredths >= 0),"
	" unit TEXT NOT NULL, price_dong INTEGER NOT NULL CHECK (price_dong >= 0),"
	" delivery TEXT NOT NULL, notes TEXT NOT NULL,"
	" valid_from TEXT NOT NULL, valid_until TEXT NOT NULL,"
	" recorded_on TEXT NOT NULL, withdrawn_on TEXT NOT NULL, version INTEGER NOT NULL,"
	" CHECK (kind = 3 OR url <> ''),"
	" CHECK ((kind = 3) = (minimum_quantity_hundredths > 0)),"
	" CHECK ((kind = 3) = (unit <> ''))) STRICT;"
	/* Ids sort by time: a listing's newest first. */
	"CREATE INDEX offers_by_listing ON offers (listing_id, offer_id);";

const char enquiry_sql[] =
	"CREATE TABLE enquiries ("
	" arrival INTEGER PRIMARY KEY, enquiry_id TEXT NOT NULL UNIQUE,"
	" receipt TEXT NOT NULL UNIQUE, version INTEGER NOT NULL,"
	/* Whose it is once it is closed; an open one is his who has the product. */
	" listing_id TEXT NOT NULL, producer_id TEXT NOT NULL,"
	/* Where the product was when it was sent: what offices count it by. */
	" commune_code TEXT NOT NULL, province_code TEXT NOT NULL, offer_id TEXT NOT NULL,"
	" account_id TEXT NOT NULL, buyer_key TEXT NOT NULL, quantity TEXT NOT NULL,"
	" state INTEGER NOT NULL CHECK (state IN (1, 2)),"        /* 1 open, 2 closed */
	" outcome INTEGER NOT NULL CHECK (outcome IN (0, 1, 2))," /* 1 ordered, 2 not */
	" sent_on TEXT NOT NULL, month TEXT NOT NULL, closed_on TEXT NOT NULL,"
	/* Who wrote last, 1 the buyer, 2 the producer, and how many times in a row. */
	" last_side INTEGER NOT NULL CHECK (last_side IN (1, 2)),"
	" in_a_row INTEGER NOT NULL, message_count INTEGER NOT NULL,"
	" answered INTEGER NOT NULL CHECK (answered IN (0, 1)),"
	" erased INTEGER NOT NULL CHECK (erased IN (0, 1)),"
	" CHECK ((state = 2) = (closed_on <> '')),"
	" CHECK (erased = 0 OR (state = 2 AND buyer_key = '' AND account_id = ''))) STRICT;"
	"CREATE INDEX enquiries_closed ON enquiries (producer_id, arrival) WHERE state = 2;"
	"CREATE INDEX enquiries_open ON enquiries (listing_id, arrival) WHERE state = 1;"
	"CREATE INDEX enquiries_awaiting ON enquiries (listing_id, arrival)"
	" WHERE state = 1 AND last_side = 1;"
	"CREATE INDEX enquiries_by_buyer ON enquiries (buyer_key) WHERE buyer_key <> '';"
	"CREATE INDEX enquiries_by_account ON enquiries (account_id, arrival)"
	" WHERE account_id <> '';"
	"CREATE INDEX enquiries_by_province ON enquiries"
	" (province_code, month, commune_code, listing_id);"
	"CREATE INDEX enquiries_by_commune ON enquiries (commune_code, month, listing_id);"
	/* sent_id follows from the command: sent twice, a message is one. */
	"CREATE TABLE enquiry_messages ("
	" enquiry_id TEXT NOT NULL REFERENCES enquiries (enquiry_id),"
	" message_no INTEGER NOT NULL, side INTEGER NOT NULL CHECK (side IN (1, 2)),"
	" text TEXT NOT NULL, sent_at_us INTEGER NOT NULL, sent_id TEXT NOT NULL UNIQUE,"
	" PRIMARY KEY (enquiry_id, message_no)) STRICT;"
	/* Through whose hands a thread went, and to whom of them the buyer wrote: he who has it now
	 * is told how to reach the buyer only then. */
	"CREATE TABLE enquiry_producers ("
	" enquiry_id TEXT NOT NULL REFERENCES enquiries (enquiry_id),"
	" producer_id TEXT NOT NULL, written_to INTEGER NOT NULL CHECK (written_to IN (0, 1)),"
	" PRIMARY KEY (enquiry_id, producer_id)) STRICT;"
	"CREATE INDEX enquiry_producers_by_producer ON enquiry_producers (producer_id);"
	"CREATE TABLE blocked_buyers ("
	" producer_id TEXT NOT NULL, buyer_key TEXT NOT NULL CHECK (buyer_key <> ''),"
	/* The thread by which it was set. */
	" enquiry_id TEXT NOT NULL UNIQUE REFERENCES enquiries (enquiry_id),"
	" PRIMARY KEY (producer_id, buyer_key)) STRICT;"
	/* One row: without it nobody finds a telephone by trying all that there are. */
	"CREATE TABLE buyer_secret (id INTEGER PRIMARY KEY CHECK (id = 1),"
	" secret BLOB NOT NULL CHECK (length(secret) = 32)) STRICT;";
