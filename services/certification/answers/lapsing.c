/* lapsing.c - what the two questions about certificates that come to their end have in
 * common
 */
#include "certification/answers/lapsing.h"

#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

enum { MONTHS_AHEAD = 12 }; /* as far as the first reminder looks */

bool lapsing_span_read(struct transaction *tx, struct reply *reply, const char *from,
		       const char *until, struct lapsing_span *ret_span)
{
	struct arena *arena = transaction_arena(tx);

	ret_span->today = date_of_us(transaction_now_us(tx));
	ret_span->book = rulebooks_in_force(certification_state(tx)->rulebooks, ret_span->today);
	ret_span->ends = window_ends_on(ret_span->book, ret_span->today);
	ret_span->from = *from ? from : date_text(arena, ret_span->today);
	ret_span->until =
		*until ? until : date_text(arena, date_add_months(ret_span->today, MONTHS_AHEAD));
	(void)allow_date(reply, "from", from);
	(void)allow_date(reply, "until", until);
	return !reply_refused(reply);
}
