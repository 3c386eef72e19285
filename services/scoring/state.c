/* state.c - what scoring's handlers share: the rule books, of the folder and of the store */
#include "scoring/state.h"

#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/rulebook_setting.h"
#include "common/service.h"
#include "common/store/transaction.h"
#include "scoring/kept_books.h"

const struct setting scoring_settings[] = {
	{0},
};

int scoring_start(struct service *service, void **ret_state)
{
	struct rulebooks *rulebooks;
	int error = rulebooks_open(service_settings(service), &rulebooks);

	if (error)
		return error;
	struct scoring_state *state = memory_alloc(sizeof(*state));
	state->rulebooks = rulebooks;
	state->kept_books = kept_books_create();
	*ret_state = state;
	return 0;
}

void scoring_stop(void *state)
{
	struct scoring_state *scoring = state;

	if (!scoring)
		return;
	kept_books_destroy(scoring->kept_books);
	rulebooks_destroy(scoring->rulebooks);
	memory_free(scoring);
}

const struct scoring_state *scoring_state(struct transaction *tx)
{
	return transaction_state(tx);
}
