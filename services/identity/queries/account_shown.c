/* account_shown.c - an account as queries show it: without its secrets */
#include "identity/queries/account_shown.h"

void account_show(struct transaction *tx, const struct account *account,
		  Ocop__Identity__V1__Account *ret_shown)
{
	ocop__identity__v1__account__init(ret_shown);
	ret_shown->account_id = (char *)account->account_id; /* protobuf-c is not const */
	ret_shown->agency_id = (char *)account->agency_id;
	ret_shown->display_name = (char *)account->display_name;
	ret_shown->sign_in_name = (char *)account->sign_in_name;
	ret_shown->grants = grants_load(tx, account->account_id, &ret_shown->n_grants);
}
