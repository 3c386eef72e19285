/* register_product.c - a product of a producer becomes known
 *
 * Reads:     registration.v1.RegisterProduct
 * Needs:     a producer within the caller's grants; a rule book and a set of it
 * Writes:    products, one row; the place is the producer's; of an idea, ideas: it is developed now
 * Publishes: registration.v1.ProductRegistered; of an idea, registration.v1.IdeaDecided
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, RULEBOOK_UNKNOWN, SET_UNKNOWN,
 *            LEGAL_FORM_NOT_ELIGIBLE, PRODUCT_EXISTS; of an idea NO_SUCH_THING, IDEA_STATE,
 *            FIELD_INVALID (of another commune or producer)
 */
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/kind.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/programme.h"
#include "registration/state.h"

static bool read_message(struct transaction *tx,
			 const Ocop__Registration__V1__RegisterProduct *asked, struct reply *reply,
			 struct product *ret_product)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, asked->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, asked->set_no) : NULL;

	*ret_product = (struct product){
		.name = require_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.rulebook_code = book ? book->code : "",
		.set_no = asked->set_no,
		.sector_code = set ? set->sector_code : "",
		.description = allow_composed(reply, "description", asked->description,
					      DESCRIPTION_LENGTH_MAX),
		.version = 1,
		.stage = *asked->idea_id ? PRODUCT_STAGE(UNDER_DEVELOPMENT) : PRODUCT_STAGE(MADE),
		.idea_id = asked->idea_id,
		.merged_into = "",
	};
	if (!book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), "rulebook_code", NULL);
	else if (!set)
		reply_refuse(reply, REFUSAL(SET_UNKNOWN), "set_no", NULL);
	return !reply_refused(reply);
}

/* An idea of a registration that was merged is that of the one it became. */
static void check_idea(struct transaction *tx, const struct idea *idea,
		       const struct producer *producer, struct reply *reply)
{
	const char *owner_id = producer_standing(tx, idea->row.producer_id);
	struct programme_answer answer = may_develop_idea(idea, owner_id, producer);

	if (answer.why)
		reply_refuse(reply, answer.why, answer.field, answer.detail ? "%s" : NULL,
			     answer.detail);
}

/* The idea has led to this product. */
static void develop_idea(struct transaction *tx, struct idea *idea, const char *product_id)
{
	idea->row.state = IDEA_STATE(DEVELOPED);
	idea->row.product_id = message_text(product_id);
	idea->row.version++;
	idea_write(tx, idea);
	event_idea_decided(tx, &idea->row);
}

enum decision register_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Registration__V1__RegisterProduct *asked =
		(const Ocop__Registration__V1__RegisterProduct *)message;
	char product_id[IDENTIFIER_SIZE];
	struct product product;
	struct producer producer;
	struct idea idea;

	if (!read_message(tx, asked, reply, &product))
		return REFUSED;

	producer_load(tx, asked->producer_id, &producer);
	idea_load(tx, asked->idea_id, &idea);
	bool name_taken = product_name_taken(tx, asked->producer_id, product.name);
	if (transaction_failed(tx))
		return FAILED;

	if (!legal_form_is_eligible(producer.legal_form, product.sector_code))
		reply_refuse(reply, REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), "producer_id", NULL);
	if (name_taken)
		reply_refuse(reply, REFUSAL(PRODUCT_EXISTS), "name", NULL);
	if (*asked->idea_id)
		check_idea(tx, &idea, &producer, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("product", NULL, transaction_now_us(tx), product_id);
	product.product_id = product_id;
	product.producer_id = producer.producer_id;
	product.producer_name = producer.name;
	product.place = producer.place;
	product_insert(tx, &product);
	event_product_registered(tx, &product);
	if (idea.exists)
		develop_idea(tx, &idea, product_id);
	reply_accept(reply, product_id, product.version);
	return ACCEPTED;
}
