/* list_products.c - products in the order of their folded names, by place of today or of then, or
 * the one with a code
 *
 * Reads:   registration.v1.ListProducts
 * Answers: registration.v1.ListProductsReply
 * Refuses: FIELD_INVALID, CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/known/kind.h"
#include "registration/records/place.h"
#include "registration/rules.h"

/* The product an official code belongs to, new or old, by whatever it was merged into: one row or
 * none. */
static enum decision answer_by_code(struct transaction *tx, const char *asked_code,
				    struct reply *reply)
{
	Ocop__Registration__V1__ListProductsReply answer =
		OCOP__REGISTRATION__V1__LIST_PRODUCTS_REPLY__INIT;
	Ocop__Registration__V1__Product *message;
	char code[PRODUCT_CODE_SIZE];
	struct product product;

	if (!product_code_read(asked_code, code)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "code",
			     "19-05434-1-2026 or 06-058-01852-1-2021");
		return REFUSED;
	}
	product_load(tx, product_standing(tx, product_code_owner(tx, code)), &product);
	if (product.exists) {
		message = product_message(tx, &product);
		answer.n_products = 1;
		answer.products = &message;
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

enum decision list_products(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__ListProducts *asked =
		(const Ocop__Registration__V1__ListProducts *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListProductsReply answer =
		OCOP__REGISTRATION__V1__LIST_PRODUCTS_REPLY__INIT;
	int64_t limit = page_limit(asked->limit);
	struct name_search search = {
		.words = text_fold(arena, asked->name),
		.province_code = asked->province_code,
		.producer_id = asked->producer_id,
		.commune_code = asked->commune_code,
		.former_commune_code = asked->former_commune_code,
		.former_district_code = asked->former_district_code,
		.former_province_code = asked->former_province_code,
		.limit = limit + 1, /* one more tells whether there is a next page */
	};
	struct product *products;

	if (*asked->code)
		return answer_by_code(tx, asked->code, reply);
	if (!name_cursor_read(reply, asked->cursor, "product", &search))
		return REFUSED;
	if (*asked->place && !place_keys_read(tx, asked->place, search.place_keys)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "place",
			     "a place, its district, its province");
		return REFUSED;
	}

	size_t found = products_search(tx, &search, &products);
	answer.n_products = found > (size_t)limit ? (size_t)limit : found;
	answer.products = arena_alloc(arena, answer.n_products * sizeof(*answer.products));
	for (size_t i = 0; i < answer.n_products; i++)
		answer.products[i] = product_message(tx, &products[i]);
	if (found > answer.n_products)
		answer.next = name_cursor_print(arena, products[limit - 1].name,
						products[limit - 1].product_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
