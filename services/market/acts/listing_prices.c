/* listing_prices.c - the prices that a producer names, as a command has them */
#include "market/acts/listing_prices.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/rules.h"

/* Sizes are the registration's: a price of another would be of nothing that is sold. */
struct sizes {
	struct variant *variants;
	size_t count;
};

static bool is_size(const struct sizes *sizes, const char *name)
{
	bool found = *name == '\0';

	for (size_t i = 0; i < sizes->count && !found; i++)
		found = strcmp(sizes->variants[i].name, name) == 0;
	return found;
}

static const char *path(struct reply *reply, size_t index, const char *field)
{
	return arena_printf(reply_arena(reply), "prices[%zu].%s", index, field);
}

static void check(const Ocop__Market__V1__ListingPrice *asked, size_t index,
		  const struct sizes *sizes, struct reply *reply)
{
	bool dated = allow_date(reply, path(reply, index, "valid_from"), asked->valid_from) &&
		     allow_date(reply, path(reply, index, "valid_until"), asked->valid_until);

	if (asked->price_dong > PRICE_LIMIT_DONG)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), path(reply, index, "price_dong"),
			     "at most %d", PRICE_LIMIT_DONG);
	if (!is_size(sizes, asked->size))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), path(reply, index, "size"),
			     "no size of the product");
	if (dated && *asked->valid_until && strcmp(asked->valid_from, asked->valid_until) > 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), path(reply, index, "valid_until"),
			     "ends before it begins");
}

size_t listing_prices_read(struct transaction *tx, const Ocop__Market__V1__DescribeListing *command,
			   struct price **ret_prices, struct reply *reply)
{
	struct price *prices = arena_alloc(transaction_arena(tx), PRICES_MAX * sizeof(*prices));
	struct sizes sizes;
	size_t count = 0;

	*ret_prices = prices;
	if (command->n_prices >= PRICES_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "prices", "fewer than %d", PRICES_MAX);
		return 0;
	}
	sizes.count = variants_load(tx, command->listing_id, &sizes.variants);
	if (command->price_dong > 0)
		prices[count++] = (struct price){"", (int64_t)command->price_dong, "", ""};
	for (size_t i = 0; i < command->n_prices; i++) {
		const Ocop__Market__V1__ListingPrice *asked = command->prices[i];

		if (asked->price_dong == 0)
			continue;
		check(asked, i, &sizes, reply);
		prices[count++] = (struct price){asked->size, (int64_t)asked->price_dong,
						 asked->valid_from, asked->valid_until};
	}
	return count;
}
