/* export_form.h - the form of an export: where to, when, how much and for how much; and its words
 */
#pragma once

#include "gateway/pages/account/form.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "ocop/market/v1/exports.pb-c.h"

/* All fields of `content`; `recorded` is NULL for a new one. */
void export_form_write(struct page *page, const struct form *form,
		       const Ocop__Market__V1__ExportContent *recorded);

/* Makes the message's fields of the form's own. */
void export_form_join(struct arena *arena, struct entries *entries);

/* Awaits the agency's word, confirmed, declined; never NULL. */
const struct look *export_look(Ocop__Market__V1__ExportState state);

/* "Séc" of "CZ", in the page's language; in the arena. */
const char *export_country(const struct page *page, const char *country_code);

/* "12/2026"; "120.000.000 đ" or "4,800.00 USD". In the arena. */
const char *export_month(const struct page *page, const Ocop__Market__V1__ExportContent *content);
const char *export_value(const struct page *page, const Ocop__Market__V1__ExportContent *content);

/* Everything that an entry says, as rows of facts. */
void export_content_write(struct page *page, const Ocop__Market__V1__ExportContent *content);
