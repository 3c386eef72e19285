/* check_labels.c - what up to 1,000 lines of a shop's list name, and what the stickers among them
 * are worth
 *
 * For shops and platforms that check a shelf or a catalogue every day. Such a list is no sight of a
 * pack: nothing is counted. What a certificate is worth certification says, signed
 * (VerifyCertificates): each answer names the number to ask it for.
 *
 * Reads:   market.v1.CheckLabels
 * Answers: market.v1.CheckLabelsReply
 * Refuses: FIELD_MISSING, NUMBERS_TOO_MANY, FIELD_TOO_LONG
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/sticker.h"
#include "market/queries.h"
#include "market/rules/label.h"
#include "ocop/market/v1/queries.pb-c.h"

#define LABEL(name) OCOP__MARKET__V1__LABEL_KIND__LABEL_KIND_##name

enum { LABELS_MAX = 1000, LABEL_LENGTH_MAX = 200 };

static bool require_labels(const Ocop__Market__V1__CheckLabels *query, struct arena *arena,
			   struct reply *reply)
{
	if (query->n_labels == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "labels", NULL);
	else if (query->n_labels > LABELS_MAX)
		reply_refuse(reply, REFUSAL(NUMBERS_TOO_MANY), "labels", "%zu", query->n_labels);
	for (size_t i = 0; i < query->n_labels && !reply_refused(reply); i++) {
		if (text_length(query->labels[i]) > LABEL_LENGTH_MAX)
			reply_refuse(reply, REFUSAL(FIELD_TOO_LONG),
				     arena_printf(arena, "labels[%zu]", i), NULL);
	}
	return !reply_refused(reply);
}

/* The certificate on which it was drawn speaks for a sticker, the present one for a product. */
static void listing_show(const struct listing *listing, Ocop__Market__V1__CheckedLabel *answer)
{
	answer->listing_id = message_text(listing->listing_id);
	answer->slug = message_text(listing->slug);
	answer->product_name = message_text(listing->product_name);
	answer->producer_name = message_text(listing->producer_name);
	answer->number = message_text(listing->certificate.code);
}

static void serial_check(struct transaction *tx, const struct label *label,
			 Ocop__Market__V1__CheckedLabel *answer)
{
	const struct pack_claim claim = {
		.product = "", .gtin = label->gtin, .batch = label->batch, .commune_code = ""};
	struct sticker sticker = {.listing = {.listing_id = ""}};
	struct serial_facts facts;

	answer->kind = LABEL(SERIAL);
	sticker_judge(tx, label->serial, &claim, &sticker, &facts);
	answer->verdict = serial_verdict(&facts);
	if (facts.is_known)
		listing_show(&sticker.listing, answer);
}

/* False when no page has this address. */
static bool product_check(struct transaction *tx, const char *slug,
			  Ocop__Market__V1__CheckedLabel *answer)
{
	struct listing listing;

	listing_load_by_slug(tx, slug, &listing);
	if (!listing.exists)
		listing_load(tx, slug, &listing);
	if (listing.exists && *listing.merged_into)
		listing_load(tx, listing_standing(tx, listing.listing_id), &listing);
	if (!listing.exists)
		return false;
	answer->kind = LABEL(PRODUCT);
	listing_show(&listing, answer);
	answer->badge = badge_on(*listing.certificate.code ? &listing.certificate : NULL,
				 date_of_us(transaction_now_us(tx)))
				.state;
	return true;
}

static Ocop__Market__V1__CheckedLabel *label_check(struct transaction *tx, char *text)
{
	Ocop__Market__V1__CheckedLabel *answer =
		arena_alloc(transaction_arena(tx), sizeof(*answer));
	struct label label;

	ocop__market__v1__checked_label__init(answer);
	answer->label = text;
	label_read(transaction_arena(tx), text, &label);
	if (*label.serial) {
		serial_check(tx, &label, answer);
	} else if (!*label.slug || !product_check(tx, label.slug, answer)) {
		answer->kind = *label.number ? LABEL(NUMBER) : LABEL(PRODUCT);
		answer->number = message_text(label.number);
	}
	return answer;
}

enum decision check_labels(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__CheckLabels *query = (const Ocop__Market__V1__CheckLabels *)message;
	Ocop__Market__V1__CheckLabelsReply answer = OCOP__MARKET__V1__CHECK_LABELS_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));

	if (!require_labels(query, reply_arena(reply), reply))
		return REFUSED;

	answer.answers =
		arena_alloc(transaction_arena(tx), query->n_labels * sizeof(*answer.answers));
	for (size_t i = 0; i < query->n_labels; i++)
		answer.answers[answer.n_answers++] = label_check(tx, query->labels[i]);
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
