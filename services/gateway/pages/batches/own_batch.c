/* own_batch.c - "/cua-toi/{listing_id}/lo/{batch_id}": a batch with all that is on record of it;
 * corrected, tested, its stickers drawn, closed
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/batches/batches.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/places/place_words.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

/* The forms, by the path's last word. */
static const char CORRECT[] = "sua", TEST[] = "kiem-nghiem", STICKERS[] = "tem", CLOSE[] = "dong",
		  GRANT[] = "cap-tem";

/* Lives in the request's arena. */
struct batch_visit {
	struct account_visit base; /* its key is the batch */
	const char *listing_id;
	const Ocop__Market__V1__Listing *listing;
};

static const char *list_path(const struct batch_visit *visit)
{
	struct arena *arena = visit->base.request->arena;

	return arena_printf(arena, "/cua-toi/%s/lo", percent_encode(arena, visit->listing_id));
}

static const char *page_path(const struct batch_visit *visit)
{
	struct arena *arena = visit->base.request->arena;

	return arena_printf(arena, "%s/%s", list_path(visit),
			    percent_encode(arena, visit->base.key));
}

static void begin(struct page *page, const struct batch_visit *visit, const struct form *form,
		  const char *verb)
{
	form_begin(page, form, arena_printf(page->arena, "%s/%s", page_path(visit), verb), 0);
}

static void write_reason(struct page *page, const struct form *form, const char *vi, const char *en)
{
	const struct form_field reason = {.name = "reason", .vi = vi, .en = en, .most = "1000"};

	form_field(page, form, &reason, "");
}

/* --- forms */

static void write_verdicts(struct page *page, const struct form *form)
{
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Kết luận", "Verdict");
	form_choice(page, form, "radio", "verdict", "TEST_VERDICT_PASSED", false,
		    page_says(page, "Đạt", "Passed"));
	form_choice(page, form, "radio", "verdict", "TEST_VERDICT_FAILED", false,
		    page_says(page, "Không đạt", "Failed"));
	form_fault(page, form, "verdict");
	html_close(&page->html, "fieldset");
}

/* What corrects an earlier one says which, and why. */
static void write_corrected(struct page *page, const struct form *form,
			    const Ocop__Market__V1__Batch *batch)
{
	static const struct form_field corrects = {.name = "correctsTestNo",
						   .vi = "Sửa lần kiểm số (để trống: lần mới)",
						   .en = "Corrects test no. (empty: a new one)",
						   .inputmode = "numeric",
						   .autocomplete = "off",
						   .most = "4"};

	if (batch->n_tests == 0)
		return;
	form_field(page, form, &corrects, "");
	write_reason(page, form, "Lý do sửa", "Why it is corrected");
}

static void write_test(struct page *page, const struct batch_visit *visit,
		       const Ocop__Market__V1__Batch *batch)
{
	static const struct form_field kind = {.name = "kind",
					       .vi = "Chỉ tiêu (vi sinh, kim loại nặng…)",
					       .en = "Kind (microbes, heavy metals…)",
					       .most = "200"};
	static const struct form_field laboratory = {
		.name = "laboratory", .vi = "Nơi kiểm nghiệm", .en = "Laboratory", .most = "200"};
	static const struct form_field tested = {
		.name = "testedOn", .vi = "Ngày kiểm", .en = "Tested on", .type = "date"};
	static const struct form_field result = {.name = "result",
						 .vi = "Kết quả (có thể để trống)",
						 .en = "Result (may be empty)",
						 .most = "1000"};
	const struct form form = visit_form(&visit->base, TEST);

	page_element(page, "h2", NULL, "Kiểm nghiệm", "Tests");
	batch_tests_write(page, batch);
	begin(page, visit, &form, TEST);
	form_field(page, &form, &kind, "");
	form_field(page, &form, &laboratory, "");
	form_field(page, &form, &tested, "");
	write_verdicts(page, &form);
	form_field(page, &form, &result, "");
	write_corrected(page, &form, batch);
	form_end(page, "Ghi kiểm nghiệm", "Record the test");
}

/* Packs of which size bear them; nothing to choose where no size has a number. */
static void write_sizes(struct page *page, const struct form *form,
			const Ocop__Market__V1__Listing *listing)
{
	static const struct form_field field = {.name = "gtin", .vi = "Quy cách", .en = "Size"};
	bool any = false;

	for (size_t i = 0; i < listing->n_sizes; i++)
		any |= *listing->sizes[i]->gtin != '\0';
	if (!any)
		return;
	form_select_begin(page, form, &field);
	form_option(page, form, field.name, "", true, page_says(page, "Không nói", "Not said"));
	for (size_t i = 0; i < listing->n_sizes; i++) {
		if (*listing->sizes[i]->gtin)
			form_option(page, form, field.name, listing->sizes[i]->gtin, false,
				    arena_printf(page->arena, "%s · %s", listing->sizes[i]->name,
						 listing->sizes[i]->gtin));
	}
	form_select_end(page, form, &field);
}

static void write_stickers(struct page *page, const struct batch_visit *visit,
			   const Ocop__Market__V1__Batch *batch)
{
	static const struct form_field stickers = {.name = "stickers",
						   .vi = "Số tem (nhiều nhất 2.000 một lần)",
						   .en = "How many (2,000 at most at once)",
						   .inputmode = "numeric",
						   .autocomplete = "off",
						   .most = "6"};
	const struct form form = visit_form(&visit->base, STICKERS);

	page_element(page, "h2", NULL, "Tem", "Stickers");
	batch_stickers_write(page, batch);
	if (*batch->closed_on)
		return;
	if (*visit->listing->certificate_code == '\0') {
		page_element(page, "p", "hint",
			     "Sản phẩm chưa có giấy chứng nhận nên chưa lấy tem được.",
			     "The product has no certificate: no stickers can be drawn.");
		return;
	}
	begin(page, visit, &form, STICKERS);
	html_open(&page->html, "p", "class", "hint", HTML_END);
	html_format(&page->html, "%s %s",
		    page_says(page, "Theo giấy chứng nhận", "Of the certificate"),
		    *visit->listing->certificate_number ? visit->listing->certificate_number
							: visit->listing->certificate_code);
	html_close(&page->html, "p");
	form_hidden(page, "certificateCode", visit->listing->certificate_code);
	form_fault(page, &form, "certificateCode");
	form_field(page, &form, &stickers, "");
	write_sizes(page, &form, visit->listing);
	form_end(page, "Lấy tem", "Draw them");
}

/* How many may be drawn in all: the agency's word. */
static void write_grant(struct page *page, const struct batch_visit *visit,
			const Ocop__Market__V1__Batch *batch)
{
	static const struct form_field granted = {.name = "granted",
						  .vi = "Cấp tất cả bao nhiêu tem",
						  .en = "How many stickers in all",
						  .inputmode = "numeric",
						  .autocomplete = "off",
						  .most = "8"};
	const struct form form = visit_form(&visit->base, GRANT);
	const char *code = visit->listing->certificate_code;
	uint32_t recorded = 0;

	if (*batch->closed_on || *code == '\0')
		return;
	for (size_t i = 0; i < batch->n_quotas; i++) {
		if (strcmp(batch->quotas[i]->certificate_code, code) == 0)
			recorded = batch->quotas[i]->granted;
	}
	page_element(page, "h2", NULL, "Cấp tem", "Grant stickers");
	begin(page, visit, &form, GRANT);
	form_hidden(page, "code", code);
	form_fault(page, &form, "code");
	form_field(page, &form, &granted, decimal_text(page, recorded, 0));
	write_reason(page, &form, "Lý do", "Reason");
	form_end(page, "Cấp", "Grant them");
}

static void write_correction(struct page *page, const struct batch_visit *visit,
			     const Ocop__Market__V1__Batch *batch)
{
	const struct form form = visit_form(&visit->base, CORRECT);

	if (batch->n_entries == 0)
		return; /* each has one */
	page_element(page, "h2", NULL, "Sửa", "Correct it");
	page_element(page, "p", "hint", "Lần ghi trước vẫn còn.",
		     "What was recorded before stays.");
	begin(page, visit, &form, CORRECT);
	batch_form_write(page, &form, batch->entries[batch->n_entries - 1]->content);
	write_reason(page, &form, "Lý do sửa", "Why it is corrected");
	form_end(page, "Ghi bản sửa", "Record the correction");
}

static void write_closing(struct page *page, const struct batch_visit *visit)
{
	const struct form form = visit_form(&visit->base, CLOSE);

	page_element(page, "h2", NULL, "Đóng lô", "Close the batch");
	page_element(page, "p", "hint",
		     "Sau đó không lấy tem và không sửa được nữa; kiểm nghiệm vẫn ghi được.",
		     "No stickers and no corrections after that; tests may still come.");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	begin(page, visit, &form, CLOSE);
	write_reason(page, &form, "Lý do đóng", "Why it is closed");
	form_end(page, "Đóng lô", "Close it");
	html_close(&page->html, "div");
}

/* --- the page */

static void write_head(struct page *page, const struct batch_visit *visit,
		       const Ocop__Market__V1__Batch *batch)
{
	account_write_saved(page);
	write_crumb(page, list_path(visit), batch->product_name, batch->product_name);
	html_open(&page->html, "p", "class", "lead", HTML_END);
	html_format(&page->html, "%s %s", page_says(page, "Lô", "Batch"), batch->code);
	html_close(&page->html, "p");
	if (*batch->closed_on == '\0')
		return;
	html_open(&page->html, "p", HTML_END);
	html_format(&page->html, "%s %s. ", page_says(page, "Đã đóng ngày", "Closed on"),
		    page_date(page, batch->closed_on));
	page_name(page, "span", NULL, batch->closing_reason);
	html_close(&page->html, "p");
}

/* Each role has the forms of what it may send. */
static void write_forms(struct page *page, const struct batch_visit *visit,
			const Ocop__Market__V1__Batch *batch)
{
	write_stickers(page, visit, batch);
	if (account_has_role(visit->base.account, ALLOW(OCOP_AGENCY)))
		write_grant(page, visit, batch);
	write_test(page, visit, batch);
	if (*batch->closed_on == '\0' &&
	    account_has_role(visit->base.account, ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER))) {
		write_correction(page, visit, batch);
		write_closing(page, visit);
	}
}

static void on_batch(void *context, const ProtobufCMessage *reply, uint64_t version,
		     const Ocop__Common__V1__Reply *refusal)
{
	const struct batch_visit *visit = context;
	const struct form failed = {.faults = visit->base.faults};
	const Ocop__Market__V1__Batch *batch = (const Ocop__Market__V1__Batch *)reply;
	struct page page;

	(void)version; /* all that is sent is added, whatever came between */
	if (!batch) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	account_page_begin(&page, visit->base.gateway, visit->base.request, "Một lô hàng",
			   "One batch");
	write_head(&page, visit, batch);
	batch_entries_write(&page, batch);
	write_forms(&page, visit, batch);
	account_page_end(&page, form_status(&failed));
}

static void on_listing(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct batch_visit *visit = context;
	struct arena *arena = visit->base.request->arena;
	Ocop__Market__V1__GetBatch *query;

	(void)version; /* the product is not changed */
	if (!reply) {
		account_refused(visit->base.gateway, visit->base.request, refusal);
		return;
	}
	visit->listing = (const Ocop__Market__V1__Listing *)reply;
	query = arena_alloc(arena, sizeof(*query));
	ocop__market__v1__get_batch__init(query);
	query->batch_id = arena_strdup(arena, visit->base.key);
	account_ask(visit->base.gateway, visit->base.request, &query->base, on_batch, visit);
}

static void show(struct account_visit *base)
{
	struct batch_visit *visit = (struct batch_visit *)base;
	struct arena *arena = base->request->arena;
	Ocop__Market__V1__GetListing *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_listing__init(query);
	query->listing_id = arena_strdup(arena, visit->listing_id);
	account_ask(base->gateway, base->request, &query->base, on_listing, visit);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct batch_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[1]);
	visit->listing_id = values->values[0];
	visit->base.show = show;
	visit->base.back = page_path(visit);
	visit->base.many_forms = true;
	return &visit->base;
}

void page_own_batch(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

/* --- what its forms send */

void page_batch_correct(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	struct account_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	if (!visit_read(visit, CORRECT))
		return;
	batch_form_join(request->arena, &visit->entries);
	visit_command(visit, &ocop__market__v1__correct_batch__descriptor, "batch_id");
}

void page_batch_do(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{TEST, &ocop__market__v1__record_batch_test__descriptor},
		{STICKERS, &ocop__market__v1__draw_serials__descriptor},
		{CLOSE, &ocop__market__v1__close_batch__descriptor},
		{GRANT, &ocop__market__v1__grant_sticker_quota__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[2], "batch_id");
}
