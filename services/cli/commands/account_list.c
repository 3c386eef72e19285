/* account_list.c - accounts and what they may, page by page */
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/words.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum { PAGE = 200 };

static void print_account(const Ocop__Identity__V1__Account *account)
{
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

static void print_page(const struct session *session,
		       const Ocop__Identity__V1__ListAccountsReply *page)
{
	for (size_t i = 0; i < page->n_accounts; i++) {
		if (session->json)
			answer_json(&page->accounts[i]->base);
		else
			print_account(page->accounts[i]);
	}
}

int account_list(struct session *session)
{
	Ocop__Identity__V1__ListAccounts list = OCOP__IDENTITY__V1__LIST_ACCOUNTS__INIT;
	const char *agency = argument(&session->arguments, "agency");
	char *cursor = memory_strdup("");
	const ProtobufCMessage *answer;
	int result;

	list.limit = PAGE;
	list.agency_id = agency != NULL ? (char *)agency : list.agency_id;
	do {
		list.cursor = cursor;
		result = peer_query_signed_in(session, "identity", &list.base,
					      &ocop__identity__v1__list_accounts_reply__descriptor,
					      &answer);
		if (result != EXIT_DONE)
			break;
		const Ocop__Identity__V1__ListAccountsReply *page = (const void *)answer;
		print_page(session, page);
		memory_free(cursor);
		cursor = memory_strdup(page->next);
		arena_reset(session->arena);
	} while (cursor[0] != '\0');
	memory_free(cursor);
	return result;
}
