/* answers.h - an account as queries show it: without its secrets */
#pragma once

#include "identity/records.h"
#include "ocop/identity/v1/queries.pb-c.h"

/* Fills in the message with the account and its grants, which are loaded. Texts are the row's, the
 * list is in the transaction's arena; no password hash goes in. */
void account_message(struct transaction *tx, const struct account *account,
		     Ocop__Identity__V1__Account *ret_message);
