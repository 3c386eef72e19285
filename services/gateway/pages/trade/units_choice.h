/* units_choice.h - whose something is, out of the units of an office: its own commune, or one of
 * its province's
 */
#pragma once

#include "gateway/pages/account/visit.h"
#include "ocop/identity/v1/queries.pb-c.h"

/* Units of an office, once they are known; lives in what a page knows besides its visit. */
struct units_choice {
	const char *unit; /* the office's own: two digits of a province or five of a commune */
	const Ocop__Identity__V1__ListUnitsReply *units; /* NULL for a commune */
};

/* Asks for the units of the province; of a commune there is nothing to choose. False then, and
 * on_units does not come. */
bool units_choice_ask(struct account_visit *visit, struct units_choice *choice,
		      dispatch_answer_fn *on_units);

/* The field: communes, and the province itself where `whole` says that it may be. */
void units_choice_write(struct page *page, const struct form *form,
			const struct units_choice *choice, const struct form_field *field,
			bool whole);
