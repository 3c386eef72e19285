/* moves.c - what issuing, withdrawing, replacing and correcting a certificate have in common */
#include "certification/moves.h"

#include "certification/events.h"
#include "certification/records.h"
#include "certification/state.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/random.h"
#include "common/base/text.h"
#include "common/command.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

void certificate_replace_by(struct transaction *tx, struct certificate *old, const char *code,
			    const char *reason)
{
	old->state = CERTIFICATE_STATE(REPLACED);
	old->replaced_by_code = code;
	old->replacement_reason = reason;
	certificate_update(tx, old);
	event_certificate_replaced(tx, old);
}

/* Why the earlier certificate ends, in the words of the law. */
static const char *replacement_reason(const struct certificate *old, const struct certificate *new)
{
	if (new->star > old->star)
		return "nâng hạng";
	return new->star == old->star ? "công nhận lại" : "phân hạng lại";
}

/* The earlier one goes first: two valid ones are never in the store. */
void certificate_issue(struct transaction *tx, struct certificate *certificate,
		       const char *started_from_code)
{
	struct certificate old;
	struct certificate stored;

	if (certificate_load(tx, started_from_code, &old) && old.state == CERTIFICATE_STATE(VALID))
		certificate_replace_by(tx, &old, certificate->code,
				       replacement_reason(&old, certificate));
	if (certificate_load_valid(tx, certificate->product_id, &old))
		certificate_replace_by(tx, &old, certificate->code,
				       replacement_reason(&old, certificate));
	certificate_insert(tx, certificate);
	if (certificate_load(tx, certificate->code, &stored))
		event_certificate_issued(tx, &stored);
}

static const struct rulebook *rulebook_of_revocation(struct transaction *tx,
						     const struct certificate *certificate,
						     int32_t today)
{
	const struct certification_state *state = certification_state(tx);
	const struct rulebook *book = rulebook_find(state->rulebooks, certificate->rulebook_code);

	if (book != NULL && book->revocation_grounds.count > 0)
		return book;
	return rulebooks_in_force(state->rulebooks, today);
}

const struct rulebook *revocation_facts_gather(struct transaction *tx,
					       const struct certificate *certificate,
					       const char *ground_code,
					       struct revocation_facts *ret_facts)
{
	const struct caller *caller = transaction_caller(tx);
	int32_t today = date_of_us(transaction_now_us(tx));
	const struct rulebook *book = rulebook_of_revocation(tx, certificate, today);
	struct subject subject = certificate_subject(certificate);

	if (book == NULL)
		return NULL;
	ret_facts->state = certificate->state;
	ret_facts->is_of_centre =
		rulebook_recogniser(book, today, certificate->star) == RULEBOOK_LEVEL_CENTRE;
	ret_facts->is_chairman = caller_may(caller, ALLOW(CHAIRMAN), &subject);
	ret_facts->is_ministry = caller_may(caller, ALLOW(MINISTRY), &subject);
	ret_facts->ground_exists =
		ground_code != NULL &&
		rulebook_list_find(&book->revocation_grounds, ground_code) != NULL;
	ret_facts->today = today;
	return book;
}
