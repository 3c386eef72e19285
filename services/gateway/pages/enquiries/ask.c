/* ask.c - "/san-pham/{listing_id}/hoi-mua": a buyer asks, with an account or without
 *
 * What was taken is answered by the way to his thread: its address is all that he needs to keep.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/refusal.h"
#include "gateway/address_limit.h"
#include "gateway/api/parameters.h"
#include "gateway/api/session_cookie.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

static const char ASK[] = "ask";

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/san-pham/%s/hoi-mua",
			    percent_encode(visit->request->arena, visit->key));
}

static bool is_wholesale(const Ocop__Market__V1__Offer *offer)
{
	return offer->content->kind == OCOP__MARKET__V1__OFFER_KIND__OFFER_KIND_WHOLESALE;
}

static bool has_wholesale(const Ocop__Market__V1__Listing *listing)
{
	for (size_t i = 0; i < listing->n_offers; i++) {
		if (is_wholesale(listing->offers[i]))
			return true;
	}
	return false;
}

/* Only what is sold in quantity is asked about by itself. */
static void write_offers(struct page *page, const struct form *form,
			 const Ocop__Market__V1__Listing *listing)
{
	const char *asked = parameters_find(page->arena, page->request->query, "offer");
	bool none = asked == NULL || *asked == '\0';

	if (!has_wholesale(listing))
		return;
	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Bạn hỏi về", "You ask about");
	form_choice(page, form, "radio", "offerId", "", none,
		    page_says(page, "Sản phẩm nói chung", "The product in general"));
	for (size_t i = 0; i < listing->n_offers; i++) {
		const Ocop__Market__V1__Offer *offer = listing->offers[i];

		if (is_wholesale(offer))
			form_choice(page, form, "radio", "offerId", offer->offer_id,
				    !none && strcmp(asked, offer->offer_id) == 0,
				    offer->content->name);
	}
	form_fault(page, form, "offerId");
	html_close(&page->html, "fieldset");
}

static void write_fields(struct page *page, const struct form *form)
{
	static const struct form_field quantity = {.name = "quantity",
						   .vi = "Số lượng cần (không bắt buộc)",
						   .en = "Quantity (may be left empty)",
						   .autocomplete = "off",
						   .most = "60"},
				       name = {.name = "name",
					       .vi = "Tên bạn (không bắt buộc)",
					       .en = "Your name (may be left empty)",
					       .autocomplete = "name",
					       .most = "100"},
				       contact = {.name = "contact",
						  .vi = "Điện thoại hoặc email",
						  .en = "Telephone or e-mail",
						  .autocomplete = "tel",
						  .most = "200"};

	form_field(page, form, &quantity, "");
	thread_message_field(page, form, "Lời nhắn", "Message");
	form_field(page, form, &name, "");
	form_field(page, form, &contact, "");
	page_element(
		page, "p", "hint",
		"Chỉ chủ thể thấy tên và liên hệ của bạn; tự xóa sau khi xong việc. Không thanh "
		"toán trên trang này.",
		"Only the producer sees your name and contact; they are erased when all is "
		"done. Nothing is paid on this site.");
}

static void respond(const struct account_visit *visit, const Ocop__Market__V1__Listing *listing)
{
	const struct form form = visit_form(visit, ASK);
	const char *title = in_language(language_of(visit->request), "Hỏi mua", "Ask to buy");
	struct page page;

	page_begin(&page, visit->gateway, visit->request, SECTION_ENQUIRY, title, title);
	page.personal = true;
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	html_element(&page.html, "h1", NULL, title);
	html_open(&page.html, "div", "class", "about", HTML_END);
	page_name(&page, "p", "lead", listing->product_name);
	page_name(&page, "p", "producer", listing->producer_name);
	html_close(&page.html, "div");
	form_begin(&page, &form, page_path(visit), 0);
	write_offers(&page, &form, listing);
	write_fields(&page, &form);
	form_end(&page, "Gửi lời hỏi", "Send");
	html_close(&page.html, "div");
	page_end(&page, form_status(&form));
}

static void on_listing(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	const struct account_visit *visit = context;

	(void)version; /* nothing is changed */
	if (reply)
		respond(visit, (const Ocop__Market__V1__Listing *)reply);
	else if (refusal->n_refusals > 0 && refusal->refusals[0]->code == REFUSAL(LISTING_UNKNOWN))
		page_not_found(visit->gateway, visit->request);
	else
		page_refused(visit->gateway, visit->request, refusal);
}

static void show(struct account_visit *visit)
{
	struct arena *arena = visit->request->arena;
	Ocop__Market__V1__GetListing *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_listing__init(query);
	query->listing_id = arena_strdup(arena, visit->key);
	account_ask(visit->gateway, visit->request, &query->base, on_listing, visit);
}

void page_ask(struct gateway *gateway, struct http_request *request, const struct route *route,
	      const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	show(account_visit_create(gateway, request, values));
}

/* A session that is over keeps nobody from asking: the browser forgets it, and the form is sent
 * again as nobody's. */
static void on_sent(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	struct account_visit *visit = context;
	struct http_request *request = visit->request;
	const Ocop__Common__V1__Accepted *accepted = (const Ocop__Common__V1__Accepted *)reply;

	(void)version; /* a new one */
	if (accepted) {
		account_redirect(request,
				 arena_printf(request->arena, "/hoi-mua/%s", accepted->id));
		return;
	}
	if (account_must_sign_in(refusal))
		request->also = (struct http_header){"Set-Cookie", session_cookie(request, "")};
	visit->faults = form_faults_keep(request->arena, refusal);
	show(visit);
}

void page_ask_send(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	struct account_visit *visit = account_visit_create(gateway, request, values);

	(void)route; /* as above */
	visit->verb = ASK;
	if (!account_entries(gateway, request, &visit->entries))
		return;
	if (!address_may_come(gateway->enquiry_limit, request)) {
		visit->faults = form_faults_of(request->arena, REFUSAL(RATE_LIMITED), NULL);
		show(visit);
		return;
	}
	if (!visit_send(visit, &ocop__market__v1__send_enquiry__descriptor, "listing_id", on_sent))
		show(visit);
}
