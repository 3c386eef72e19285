/* batches.h - pages on which whoever looks after a product keeps its batches: recorded, corrected,
 * tested, their stickers drawn
 *
 * "/cua-toi/{listing_id}/lo": a product's batches, and one more; ".../lo/{batch_id}": one with all
 * that is on record of it. What was corrected stays visible, as it does in the API.
 */
#pragma once

#include "gateway/pages/account/visit.h"
#include "ocop/market/v1/types.pb-c.h"

struct page;

route_handle_fn page_own_batches;
route_handle_fn page_batch_record;
route_handle_fn page_own_batch;
route_handle_fn page_batch_correct;
route_handle_fn page_batch_do;

/* --- batch_form.c: what is recorded of a batch */

/* All fields of `content`; `recorded` is NULL for a new one. */
void batch_form_write(struct page *page, const struct form *form,
		      const Ocop__Market__V1__BatchContent *recorded);

/* Makes the message's fields of the form's own. */
void batch_form_join(struct arena *arena, struct entries *entries);

/* --- batch_parts.c: what is on record of a batch, to be read */

/* The entry that counts first, and those before it. */
void batch_entries_write(struct page *page, const Ocop__Market__V1__Batch *batch);

/* All tests; one that was corrected says so. */
void batch_tests_write(struct page *page, const Ocop__Market__V1__Batch *batch);

/* How many stickers may be drawn and were, and each run with its file for the printer. */
void batch_stickers_write(struct page *page, const Ocop__Market__V1__Batch *batch);
