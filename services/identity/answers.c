/* answers.c - an account as queries show it: without its secrets */
#include "identity/answers.h"

#include "common/message/message.h"

void account_message(struct transaction *tx, const struct account *account,
		     Ocop__Identity__V1__Account *ret_message)
{
	ocop__identity__v1__account__init(ret_message);
	ret_message->account_id = message_text(account->account_id);
	ret_message->agency_id = message_text(account->agency_id);
	ret_message->display_name = message_text(account->display_name);
	ret_message->sign_in_name = message_text(account->sign_in_name);
	ret_message->grants = grants_load(tx, account->account_id, &ret_message->n_grants);
}
