/* account_shown.h - an account as queries show it: without its secrets */
#pragma once

#include "identity/records.h"
#include "ocop/identity/v1/queries.pb-c.h"

/* Fills in the message with the account and its grants, pointing into the arena. */
void account_show(struct transaction *tx, const struct account *account,
		  Ocop__Identity__V1__Account *ret_shown);
