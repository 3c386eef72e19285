/* send_enquiry.c - a buyer asks the producer of a listing
 *
 * Anybody may, without an account; then he says how he can be reached. The same command again is
 * the same enquiry, also for those who have no account and so no remembered replies.
 *
 * Reads:     market.v1.SendEnquiry
 * Needs:     a listing whose certificate was not revoked; of the offer it names, that it stands
 * Writes:    enquiries, enquiry_messages, one row each; contacts
 * Publishes: market.v1.EnquirySent
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, LISTING_UNKNOWN, OFFER_UNKNOWN,
 *            LISTING_HELD, BUYER_BLOCKED, LINKS_TOO_MANY, ENQUIRY_OPEN, ENQUIRIES_TOO_MANY,
 *            COMMAND_ID_REUSED
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/sending/contact.h"
#include "common/sending/sent.h"
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/answers/offer.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/lookup.h"
#include "market/records.h"
#include "market/records/offer.h"
#include "market/rules/enquiry.h"
#include "market/state.h"
#include "ocop/market/v1/commands.pb-c.h"

/* Who asks: his contact's key is "" where he has an account and gives none. */
static void contact_read(struct transaction *tx, const Ocop__Market__V1__SendEnquiry *asked,
			 struct reply *reply, struct contact *contact, char *key)
{
	bool has_account = *transaction_caller(tx)->account_id != '\0';

	contact->name = allow_composed(reply, "name", asked->name, BUYER_NAME_MAX);
	contact->reached_by =
		has_account
			? allow_composed(reply, "contact", asked->contact, CONTACT_LENGTH_MAX)
			: require_composed(reply, "contact", asked->contact, CONTACT_LENGTH_MAX);
	*key = '\0';
	if (*contact->reached_by && !reply_refused(reply) &&
	    !contact_key_read(contact->reached_by, key))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "contact", "a telephone or an e-mail");
}

/* False with LISTING_UNKNOWN or OFFER_UNKNOWN in the reply. */
static bool about_read(struct transaction *tx, const Ocop__Market__V1__SendEnquiry *asked,
		       struct reply *reply, struct listing *ret_listing)
{
	struct offer offer;
	struct offer_days days;

	listing_find(tx, asked->listing_id, ret_listing);
	if (!ret_listing->exists) {
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
		return false;
	}
	if (*asked->offer_id == '\0')
		return true;
	if (offer_load(tx, asked->offer_id, &offer)) {
		days = (struct offer_days){offer.content.valid_from, offer.content.valid_until,
					   offer.withdrawn_on};
		if (strcmp(listing_standing(tx, offer.listing_id), ret_listing->listing_id) == 0 &&
		    offer_state_on(&days, false, trace_today(tx)) == OFFER_STATE(STANDING))
			return true;
	}
	reply_refuse(reply, REFUSAL(OFFER_UNKNOWN), "offer_id", NULL);
	return false;
}

static Ocop__Common__V1__RefusalCode may_send(struct transaction *tx, const struct listing *listing,
					      const struct enquiry *enquiry, const char *text)
{
	struct buyer_counts counts;
	struct enquiry_facts facts;

	buyer_count(tx, enquiry->buyer_key, enquiry, &counts);
	facts = (struct enquiry_facts){
		.held = listing_is_held(tx, listing),
		.blocked = buyer_is_blocked(tx, enquiry->producer_id, enquiry->buyer_key),
		.known = *enquiry->account_id != '\0',
		.open_of_listing = counts.open_of_listing,
		.open_of_producer = counts.open_of_producer,
		.today_of_listing = counts.today_of_listing,
		.open_max = market_state(tx)->enquiries_open_per_buyer,
		.links = links_count(text),
	};
	return may_send_enquiry(&facts);
}

static const char *field_of(Ocop__Common__V1__RefusalCode why)
{
	return why == REFUSAL(LINKS_TOO_MANY) ? "message" : NULL;
}

/* What this command made before; with another first message it is another's id. */
static enum decision answer_again(struct transaction *tx, const struct enquiry *made,
				  const struct enquiry *asked, const char *text,
				  struct reply *reply)
{
	struct enquiry_message first = {.text = ""};

	enquiry_messages(tx, made->enquiry_id);
	if (enquiry_message_next(tx, &first))
		statement_end(tx);
	if (strcmp(made->listing_id, asked->listing_id) != 0 ||
	    strcmp(made->buyer_key, asked->buyer_key) != 0 || strcmp(first.text, text) != 0) {
		reply_refuse(reply, REFUSAL(COMMAND_ID_REUSED), NULL, NULL);
		return REFUSED;
	}
	reply_accept(reply, made->receipt, 1);
	return ACCEPTED;
}

static void write_enquiry(struct transaction *tx, struct enquiry *enquiry,
			  const struct contact *contact, const char *text)
{
	int32_t last = date_of_us(transaction_now_us(tx)) + BUYER_KEPT_DAYS_MAX;

	enquiry_insert(tx, enquiry);
	/* One message of this command: its id is the thread's own. */
	enquiry_message_insert(tx, enquiry, ENQUIRY_SIDE(BUYER), text, enquiry->enquiry_id);
	/* Also an empty one: by its day an account is forgotten too. */
	contact_insert(tx, enquiry->enquiry_id, contact, date_text(transaction_arena(tx), last));
	event_enquiry_sent(tx, enquiry);
}

enum decision send_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__SendEnquiry *asked = (const Ocop__Market__V1__SendEnquiry *)message;
	char enquiry_id[IDENTIFIER_SIZE], receipt[SECRET_RECEIPT_LENGTH + 1];
	const char *text = enquiry_message_read(reply, asked->message);
	char key[CONTACT_KEY_SIZE];
	struct enquiry made, enquiry = {.enquiry_id = enquiry_id, .receipt = receipt};
	Ocop__Common__V1__RefusalCode why;
	struct contact contact;
	struct listing listing;

	enquiry.quantity = allow_composed(reply, "quantity", asked->quantity, ENQUIRY_QUANTITY_MAX);
	contact_read(tx, asked, reply, &contact, key);
	if (!about_read(tx, asked, reply, &listing) || reply_refused(reply))
		return REFUSED;

	enquiry.listing_id = listing.listing_id;
	enquiry.producer_id = listing.producer_id;
	enquiry.commune_code = listing.commune_code;
	enquiry.province_code = listing.province_code;
	enquiry.offer_id = asked->offer_id;
	enquiry.account_id = transaction_caller(tx)->account_id;
	enquiry.buyer_key = buyer_key_of(tx, key);
	enquiry.sent_on = trace_today(tx);
	enquiry.last_side = ENQUIRY_SIDE(BUYER);
	sent_id_derive(tx, "enquiry", enquiry_id);
	if (enquiry_load(tx, enquiry_id, &made))
		return answer_again(tx, &made, &enquiry, text, reply);
	why = may_send(tx, &listing, &enquiry, text);
	if (transaction_failed(tx))
		return FAILED;
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, field_of(why), NULL);
		return REFUSED;
	}

	receipt_make(SECRET_RECEIPT_LENGTH, receipt);
	write_enquiry(tx, &enquiry, &contact, text);
	reply_accept(reply, receipt, 1);
	return ACCEPTED;
}
