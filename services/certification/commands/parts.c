/* parts.c - what several commands of certification do: codes, numbers, replacing, text checks */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/records.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/random.h"
#include "common/base/text.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

void certificate_code_draw(struct transaction *tx, char *ret_code)
{
	uint8_t random[CERTIFICATE_CODE_RANDOM_BYTES];

	do {
		random_bytes(random, sizeof(random));
		certificate_code_make(random, ret_code);
	} while (certificate_exists(tx, ret_code));
}

const char *official_number_draw(struct transaction *tx, const char *province_code,
				 bool is_of_centre, int year)
{
	const struct certification_state *state = transaction_state(tx);
	struct number_parts parts = {.year = year, .authority = state->authority};
	char number[OFFICIAL_NUMBER_SIZE];

	if (parts.authority[0] == '\0')
		parts.authority = is_of_centre ? "TW" : province_code;
	parts.sequence = certificate_number_next(tx, parts.authority, year);
	if (!official_number_print(state->number_template, &parts, number)) {
		transaction_fail(tx, ERROR_TOO_LARGE);
		return NULL;
	}
	return arena_strdup(transaction_arena(tx), number);
}

void certificate_replace_by(struct transaction *tx, struct certificate *old, const char *code,
			    const char *reason)
{
	old->state = CERTIFICATE_STATE(REPLACED);
	old->replaced_by_code = code;
	old->replacement_reason = reason;
	certificate_update(tx, old);
	event_certificate_replaced(tx, old);
}

static const struct rulebook *rulebook_of_revocation(struct transaction *tx,
						     const struct certificate *certificate,
						     int32_t today)
{
	const struct certification_state *state = transaction_state(tx);
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
	struct subject subject = {
		.exists = true,
		.version = certificate->version,
		.province_code = certificate->province_code,
		.commune_code = certificate->commune_code,
		.producer_id = certificate->producer_id,
		.round_id = certificate->round_id,
	};

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

bool allow_text(struct reply *reply, const char *field, const char *text, size_t most)
{
	if (text_length(text) <= most)
		return true;
	reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), field, "at most %zu characters", most);
	return false;
}

bool require_text(struct reply *reply, const char *field, const char *text, size_t most)
{
	if (text[0] == '\0') {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), field, NULL);
		return false;
	}
	return allow_text(reply, field, text, most);
}
