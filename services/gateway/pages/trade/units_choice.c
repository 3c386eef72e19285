/* units_choice.c - whose something is, out of the units of an office */
#include "gateway/pages/trade/units_choice.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/query.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"

enum { PROVINCE_CODE_LENGTH = 2 };

bool units_choice_ask(struct account_visit *visit, struct units_choice *choice,
		      dispatch_answer_fn *on_units)
{
	struct arena *arena = visit->request->arena;
	Ocop__Identity__V1__ListUnits *query;

	if (strlen(choice->unit) != PROVINCE_CODE_LENGTH)
		return false;
	query = arena_alloc(arena, sizeof(*query));
	ocop__identity__v1__list_units__init(query);
	query->province_code = arena_strdup(arena, choice->unit);
	query->limit = PAGE_LIMIT_MAX; /* no province has as many communes */
	account_ask(visit->gateway, visit->request, &query->base, on_units, visit);
	return true;
}

void units_choice_write(struct page *page, const struct form *form,
			const struct units_choice *choice, const struct form_field *field,
			bool whole)
{
	const Ocop__Identity__V1__ListUnitsReply *found = choice->units;

	if (!found) {
		form_hidden(page, field->name, choice->unit);
		form_fault(page, form, field->name);
		return;
	}
	form_select_begin(page, form, field);
	if (whole)
		form_option(page, form, field->name, choice->unit, true,
			    page_says(page, "Cả tỉnh", "The whole province"));
	else
		form_option(page, form, field->name, "", true,
			    page_says(page, "Chọn xã, phường", "Choose a commune"));
	for (size_t i = 0; i < found->n_units; i++) {
		const Ocop__Identity__V1__Unit *unit = found->units[i];

		if (strlen(unit->code) != PROVINCE_CODE_LENGTH)
			form_option(page, form, field->name, unit->code, false, unit->full_name_vi);
	}
	form_select_end(page, form, field);
}
