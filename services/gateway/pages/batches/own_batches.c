/* own_batches.c - "/cua-toi/{listing_id}/lo": the batches of a product, the newest first, and one
 * more
 */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/batches/batches.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/places/place_words.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { BATCHES_A_PAGE = 20 };

static const char NEW[] = "new";

/* Lives in the request's arena. */
struct batches_visit {
	struct account_visit base; /* its key is the product */
	const Ocop__Market__V1__Listing *listing;
};

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/%s/lo",
			    percent_encode(visit->request->arena, visit->key));
}

static void write_batch(struct page *page, const char *path, const Ocop__Market__V1__Batch *batch)
{
	struct html *html = &page->html;
	const Ocop__Market__V1__BatchContent *last =
		batch->n_entries ? batch->entries[batch->n_entries - 1]->content : NULL;

	html_open(html, "li", HTML_END);
	page_name(page, "h2", NULL, batch->code);
	html_open(html, "p", HTML_END);
	if (last)
		html_format(html, "%s %s", page_says(page, "Sản xuất ngày", "Made on"),
			    page_date(page, last->produced_on));
	if (batch->n_entries > 1)
		html_format(html, " · %s", page_says(page, "đã sửa", "corrected"));
	if (*batch->closed_on)
		html_format(html, " · %s %s", page_says(page, "đã đóng", "closed on"),
			    page_date(page, batch->closed_on));
	html_close(html, "p");
	page_button(page, arena_printf(page->arena, "%s/%s", path, batch->batch_id), "Mở", "Open");
	html_close(html, "li");
}

static void write_form(struct page *page, const struct account_visit *visit, const char *path)
{
	static const struct form_field code = {
		.name = "code",
		.vi = "Số lô in trên bao bì (chữ không dấu, số)",
		.en = "Number on the pack (letters without marks, digits)",
		.autocomplete = "off",
		.most = "20"};
	const struct form form = visit_form(visit, NEW);

	page_element(page, "h2", NULL, "Ghi một lô", "Record a batch");
	form_begin(page, &form, path, 0);
	form_field(page, &form, &code, "");
	batch_form_write(page, &form, NULL);
	form_end(page, "Ghi lô", "Record it");
}

static void respond(const struct batches_visit *visit,
		    const Ocop__Market__V1__ListBatchesReply *found)
{
	const struct form failed = {.faults = visit->base.faults};
	const char *path = page_path(&visit->base);
	struct page page;

	account_page_begin(&page, visit->base.gateway, visit->base.request, "Lô hàng và tem",
			   "Batches and stickers");
	account_write_saved(&page);
	page_name(&page, "p", "lead", visit->listing->product_name);
	if (found->n_batches == 0)
		page_element(&page, "p", "hint", "Chưa ghi lô nào.", "No batch is recorded yet.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_batches; i++)
		write_batch(&page, path, found->batches[i]);
	html_close(&page.html, "ul");
	write_more(&page, path, found->next);
	write_form(&page, &visit->base, path);
	account_page_end(&page, form_status(&failed));
}

static void on_batches(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	const struct batches_visit *visit = context;

	(void)version; /* of a list */
	if (reply)
		respond(visit, (const Ocop__Market__V1__ListBatchesReply *)reply);
	else
		account_refused(visit->base.gateway, visit->base.request, refusal);
}

static void on_listing(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct batches_visit *visit = context;
	struct http_request *request = visit->base.request;
	Ocop__Market__V1__ListBatches *query;

	(void)version; /* the product is not changed */
	if (!reply) {
		account_refused(visit->base.gateway, request, refusal);
		return;
	}
	visit->listing = (const Ocop__Market__V1__Listing *)reply;
	query = arena_alloc(request->arena, sizeof(*query));
	ocop__market__v1__list_batches__init(query);
	query->product_id = visit->listing->listing_id;
	query->cursor = arena_strdup(request->arena, request_asked(request, "cursor"));
	query->limit = BATCHES_A_PAGE;
	account_ask(visit->base.gateway, request, &query->base, on_batches, visit);
}

static void show(struct account_visit *base)
{
	Ocop__Market__V1__GetListing *query = arena_alloc(base->request->arena, sizeof(*query));

	ocop__market__v1__get_listing__init(query);
	query->listing_id = arena_strdup(base->request->arena, base->key);
	account_ask(base->gateway, base->request, &query->base, on_listing, base);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct batches_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(&visit->base, gateway, request, values->values[0]);
	visit->base.show = show;
	visit->base.back = arena_printf(request->arena, "%s/", page_path(&visit->base));
	return &visit->base;
}

void page_own_batches(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

void page_batch_record(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	struct account_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	if (!visit_read(visit, NEW))
		return;
	batch_form_join(request->arena, &visit->entries);
	visit_command(visit, &ocop__market__v1__record_batch__descriptor, "product_id");
}
