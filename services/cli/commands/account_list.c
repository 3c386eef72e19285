/* account_list.c - accounts and what they may, page by page */
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum { PAGE = 200 };

static void print_account(const ProtobufCMessage *item)
{
	const Ocop__Identity__V1__Account *account = (const void *)item;

	(void)printf("%s  %s  %s  %s ", account->account_id, account->sign_in_name,
		     account->agency_id, account->display_name);
	for (size_t i = 0; i < account->n_grants; i++) {
		const Ocop__Common__V1__Grant *grant = account->grants[i];
		(void)printf(" %s%s%s%s%s%s%s",
			     enum_word(&ocop__common__v1__role__descriptor, (int)grant->role),
			     grant->unit_code[0] ? ":unit=" : "", grant->unit_code,
			     grant->producer_id[0] ? ":producer=" : "", grant->producer_id,
			     grant->round_id[0] ? ":round=" : "", grant->round_id);
	}
	(void)putchar('\n');
}

int account_list(struct session *session)
{
	Ocop__Identity__V1__ListAccounts list = OCOP__IDENTITY__V1__LIST_ACCOUNTS__INIT;
	const char *agency = argument(&session->arguments, "agency");

	list.limit = PAGE;
	list.agency_id = agency != NULL ? (char *)agency : list.agency_id;
	return answer_list(session, "identity", &list.base,
			   &ocop__identity__v1__list_accounts_reply__descriptor, print_account);
}
