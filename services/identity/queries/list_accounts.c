/* list_accounts.c - accounts in the order of their sign-in names
 *
 * Reads:   identity.v1.ListAccounts
 * Answers: identity.v1.ListAccountsReply
 * Refuses: nothing; the cursor is the last name
 */
#include "common/base/arena.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/answers.h"
#include "identity/queries.h"

enum decision list_accounts(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Identity__V1__ListAccounts *list =
		(const Ocop__Identity__V1__ListAccounts *)message;
	int64_t limit = page_limit(list->limit);
	struct arena *arena = transaction_arena(tx);
	Ocop__Identity__V1__ListAccountsReply page = OCOP__IDENTITY__V1__LIST_ACCOUNTS_REPLY__INIT;
	struct account account;

	page.accounts = arena_alloc(arena, (size_t)limit * sizeof(*page.accounts));
	accounts_after(tx, list->agency_id, list->cursor, limit + 1);
	while (account_next(tx, &account)) {
		if (page.n_accounts == (size_t)limit) {
			page.next = page.accounts[limit - 1]->sign_in_name;
			statement_end(tx);
			break;
		}
		Ocop__Identity__V1__Account *shown = arena_alloc(arena, sizeof(*shown));
		account_message(tx, &account, shown);
		page.accounts[page.n_accounts++] = shown;
	}
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &page.base);
	return ACCEPTED;
}
