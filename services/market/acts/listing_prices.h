/* listing_prices.h - the prices that a producer names, as a command has them */
#pragma once

#include <stddef.h>

#include "market/records/content.h"
#include "ocop/market/v1/commands.pb-c.h"

struct reply;

/* Reads them into the transaction's arena, those without a price left out; returns how many. What
 * is wrong is in the reply: FIELD_INVALID, DATE_INVALID. */
size_t listing_prices_read(struct transaction *tx, const Ocop__Market__V1__DescribeListing *command,
			   struct price **ret_prices, struct reply *reply);
