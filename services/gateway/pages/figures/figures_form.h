/* figures_form.h - the form of "/figures": what is counted, by what it is split, as of when;
 * without a script
 */
#pragma once

#include "gateway/pages/figures/figures_view.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The form, filled in with what was asked and as of when that was answered. */
void figures_form_write(struct page *page, const struct figures_view *view,
			const Ocop__Market__V1__GetFiguresReply *found);

/* Units that the visitor may have meant by the name he typed: links, each narrowing the figures
 * down to one. Nothing when he typed none. */
void figures_units_write(struct page *page, const struct figures_view *view,
			 const Ocop__Market__V1__GetFiguresReply *found);
