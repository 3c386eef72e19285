/* numbers.c - new codes and official numbers, which no certificate has
 *
 * Within the transaction that inserts the certificate: the store has one writer, so nobody can take
 * the same in between.
 */
#include "certification/acts/numbers.h"

#include "certification/records.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/random.h"
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
	const struct certification_state *state = certification_state(tx);
	struct number_parts parts = {.year = year, .authority = state->authority};
	const char *number_template;
	char number[OFFICIAL_NUMBER_SIZE];
	struct certificate other;

	if (parts.authority[0] == '\0')
		parts.authority = is_of_centre ? "TW" : province_code;
	number_template = number_template_of(&state->number_templates, parts.authority);
	if (number_template == NULL)
		number_template = state->number_template;

	/* One that stands on a paper already, of the centre's own or by an earlier template, is
	 * passed over. */
	do {
		parts.sequence = certificate_number_next(tx, parts.authority, year);
		if (!official_number_print(number_template, &parts, number)) {
			transaction_fail(tx, ERROR_TOO_LARGE);
			return NULL;
		}
	} while (certificate_load_by_number(tx, number, &other));
	return arena_strdup(transaction_arena(tx), number);
}
