/* own_listing.c - "/cua-toi/{listing_id}": who looks after a product describes it, on a phone */
#include "gateway/pages/account/own_listing.h"

#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "ocop/identity/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

static const char *page_path(const struct own_listing *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/%s",
			    percent_encode(visit->request->arena, visit->listing_id));
}

struct own_listing *own_listing_create(struct gateway *gateway, struct http_request *request,
				       const struct route_values *values)
{
	struct own_listing *visit = arena_alloc(request->arena, sizeof(*visit));

	visit->gateway = gateway;
	visit->request = request;
	visit->listing_id = values->values[0];
	return visit;
}

struct form own_listing_form(const struct own_listing *visit, enum own_form which)
{
	if (visit->sent != which)
		return (struct form){0};
	return (struct form){.entries = &visit->entries, .faults = visit->faults};
}

/* --- the page */

/* Only what was never certified can be called potential. */
static void write_potential(struct page *page, const struct own_listing *visit,
			    const Ocop__Market__V1__Listing *listing)
{
	const struct form form = own_listing_form(visit, FORM_POTENTIAL);

	if (*listing->certificate_code && !form.faults)
		return;
	page_element(page, "h2", NULL, "Sản phẩm tiềm năng", "Potential product");
	page_element(
		page, "p", "hint",
		"Sản phẩm chưa có sao có thể giới thiệu là “tiềm năng”. Không có sao nào hiện ra.",
		"A product without stars may be shown as “potential”. No star is shown.");
	form_begin(page, &form, arena_printf(page->arena, "%s/tiem-nang", page_path(visit)), 0);
	form_hidden(page, "potential", listing->potential ? "" : "true");
	if (listing->potential)
		form_end(page, "Thôi giới thiệu", "Show it no more");
	else
		form_end(page, "Giới thiệu là tiềm năng", "Show as potential");
}

static void respond(const struct own_listing *visit, const Ocop__Market__V1__Listing *listing)
{
	const struct form words = own_listing_form(visit, FORM_WORDS);
	const struct form failed = {.faults = visit->faults};
	struct page page;

	account_page_begin(&page, visit->gateway, visit->request, "Sửa trang sản phẩm",
			   "Edit the product's page");
	page_name(&page, "p", "lead", listing->product_name);
	html_open(&page.html, "p", HTML_END);
	html_open(&page.html, "a", "href",
		  page_link(&page, arena_printf(page.arena, "/san-pham/%s",
						percent_encode(page.arena, listing->slug))),
		  HTML_END);
	html_text(&page.html, page_says(&page, "Xem trang như người mua", "See it as buyers do"));
	html_close(&page.html, "a");
	html_close(&page.html, "p");
	account_write_saved(&page);
	form_begin(&page, &words, page_path(visit), listing->version);
	own_words_write(&page, &words, listing);
	form_end(&page, "Lưu", "Save");
	own_photos_write(&page, visit, listing);
	write_potential(&page, visit, listing);
	account_page_end(&page, form_status(&failed));
}

static void on_listing(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	const struct own_listing *visit = context;

	(void)version; /* the listing has it */
	if (reply)
		respond(visit, (const Ocop__Market__V1__Listing *)reply);
	else
		account_refused(visit->gateway, visit->request, refusal);
}

void own_listing_show(struct own_listing *visit)
{
	struct arena *arena = visit->request->arena;
	Ocop__Market__V1__GetListing *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_listing__init(query);
	query->listing_id = arena_strdup(arena, visit->listing_id);
	account_ask(visit->gateway, visit->request, &query->base, on_listing, visit);
}

/* Whoever is not signed in is told before he has typed anything. */
static void on_account(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct own_listing *visit = context;

	(void)version; /* nothing is changed */
	if (reply)
		own_listing_show(visit);
	else
		account_refused(visit->gateway, visit->request, refusal);
}

void page_own_listing(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	struct own_listing *visit = own_listing_create(gateway, request, values);
	Ocop__Identity__V1__GetAccount *query = arena_alloc(request->arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	ocop__identity__v1__get_account__init(query);
	account_ask(gateway, request, &query->base, on_account, visit);
}

/* --- what its forms send */

void own_listing_done(struct own_listing *visit, bool taken, const Ocop__Common__V1__Reply *refusal)
{
	if (taken) {
		account_redirect(visit->request, arena_printf(visit->request->arena, "%s?saved=1",
							      page_path(visit)));
	} else if (account_must_sign_in(refusal)) {
		account_refused(visit->gateway, visit->request, refusal);
	} else {
		visit->faults = form_faults_keep(visit->request->arena, refusal);
		own_listing_show(visit);
	}
}

static void on_sent(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	(void)version; /* the page asks anew */
	own_listing_done(context, reply != NULL, refusal);
}

void own_listing_send(struct own_listing *visit, enum own_form which,
		      const ProtobufCMessageDescriptor *descriptor, const char *id_field)
{
	struct arena *arena = visit->request->arena;
	struct message_faults *faults = arena_alloc(arena, sizeof(*faults));
	ProtobufCMessage *message;

	visit->sent = which;
	if (!account_entries(visit->gateway, visit->request, &visit->entries))
		return;
	message = entries_message(&visit->entries, descriptor, arena, faults);
	if (message) {
		message_set_text(
			message,
			protobuf_c_message_descriptor_get_field_by_name(descriptor, id_field),
			visit->listing_id, "", arena, faults);
		account_send(visit->gateway, visit->request, &visit->entries, message, on_sent,
			     visit);
		return;
	}
	visit->faults = form_faults_of_message(arena, faults);
	own_listing_show(visit);
}

void page_own_listing_send(struct gateway *gateway, struct http_request *request,
			   const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	own_listing_send(own_listing_create(gateway, request, values), FORM_WORDS,
			 &ocop__market__v1__describe_listing__descriptor, "listing_id");
}

void page_potential_send(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	own_listing_send(own_listing_create(gateway, request, values), FORM_POTENTIAL,
			 &ocop__market__v1__show_potential__descriptor, "listing_id");
}
