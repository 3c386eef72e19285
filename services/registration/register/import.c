/* import.c - what rows of all lists have in common */
#include "registration/register/import.h"

#include <assert.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

const char *import_id(struct transaction *tx, const char *kind, const char *seed)
{
	char id[IDENTIFIER_SIZE];

	identifier_derive(kind, NULL, 0, seed, id);
	return arena_strdup(transaction_arena(tx), id);
}

const char *import_producer_id(struct transaction *tx, const char *name, const char *province_code)
{
	return import_id(tx, "producer",
			 arena_printf(transaction_arena(tx), "%s\n%s", name, province_code));
}

void import_fault_add(struct import_faults *faults, const char *field, const char *detail)
{
	assert(faults->count < IMPORT_FAULTS_MAX && "there is room for every check's fault");
	faults->rows[faults->count++] = (struct import_fault){field, detail};
}

void import_place(struct transaction *tx, const struct place *texts, struct import_faults *faults,
		  struct place *ret_place)
{
	const struct place_text text = {.commune = texts->commune_text,
					.district = texts->district_text,
					.province = texts->province_text};
	struct place_codes codes;

	unit_resolve(tx, &text, &codes);
	*ret_place = *texts;
	ret_place->commune_code = codes.commune_code;
	ret_place->province_code = codes.province_code;
	if (*codes.province_code == '\0' && *texts->province_text)
		import_fault_add(faults, "province", "no province is or was called so");
}

bool import_is_sound(const struct import_faults *faults, uint32_t line, struct reply *reply)
{
	for (size_t i = 0; i < faults->count; i++)
		reply_refuse(reply, REFUSAL(IMPORT_ROW_INVALID), faults->rows[i].field,
			     "line %u: %s", line, faults->rows[i].detail);
	return faults->count == 0;
}
