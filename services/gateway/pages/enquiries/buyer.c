/* buyer.c - "/hoi-mua/{receipt}": a buyer's thread
 *
 * Whoever has the address has the thread: nothing keeps the page, and no log has the address
 * (route.secret_path).
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/refusal.h"
#include "gateway/address_limit.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/commands.pb-c.h"

#define SIDE_BUYER OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_BUYER

static const char WRITE[] = "write", ERASE[] = "erase";

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/hoi-mua/%s",
			    percent_encode(visit->request->arena, visit->key));
}

static void write_forms(struct page *page, const struct account_visit *visit,
			const Ocop__Market__V1__Enquiry *enquiry)
{
	const struct form words = visit_form(visit, WRITE), erase = visit_form(visit, ERASE);

	if (enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN || words.faults) {
		form_begin(page, &words, page_path(visit), 0);
		thread_message_field(page, &words, "Viết tiếp", "Write again");
		form_end(page, "Gửi", "Send");
	}
	if (enquiry->buyer_erased)
		return;
	page_element(page, "h2", NULL, "Xóa những gì của tôi", "Erase what is mine");
	page_element(
		page, "p", "hint",
		"Xóa tên, liên hệ và những lời bạn viết; cuộc hỏi mua kết thúc. Không lấy lại "
		"được.",
		"Erases your name, contact and words, and ends the enquiry. It cannot be undone.");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	form_begin(page, &erase, arena_printf(page->arena, "%s/xoa", page_path(visit)), 0);
	form_end(page, "Xóa", "Erase");
	html_close(&page->html, "div");
}

static void respond(const struct account_visit *visit, const Ocop__Market__V1__Enquiry *enquiry)
{
	const struct form failed = {.faults = visit->faults};
	const char *title =
		in_language(language_of(visit->request), "Cuộc hỏi mua của bạn", "Your enquiry");
	struct page page;

	page_begin(&page, visit->gateway, visit->request, SECTION_ENQUIRY, title, title);
	page.personal = true;
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	html_element(&page.html, "h1", NULL, title);
	page_element(
		&page, "p", NULL,
		"Hãy giữ lại địa chỉ trang này, hoặc số biên nhận: chỉ nhờ nó bạn quay lại được. "
		"Ai có nó đều đọc được.",
		"Keep the address of this page, or the receipt: it alone brings you back. "
		"Whoever has it can read this.");
	html_element(&page.html, "p", "receipt long", visit->key);
	thread_write(&page, enquiry, SIDE_BUYER);
	write_forms(&page, visit, enquiry);
	html_close(&page.html, "div");
	page_end(&page, form_status(&failed));
}

static void on_thread(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct account_visit *visit = context;

	(void)version; /* what he writes is added, whatever came between */
	if (reply)
		respond(visit, (const Ocop__Market__V1__Enquiry *)reply);
	else if (refusal->n_refusals > 0 && refusal->refusals[0]->code == REFUSAL(NO_SUCH_THING))
		page_not_found(visit->gateway, visit->request);
	else
		page_refused(visit->gateway, visit->request, refusal);
}

static void show(struct account_visit *visit)
{
	struct arena *arena = visit->request->arena;
	Ocop__Market__V1__FollowEnquiry *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__follow_enquiry__init(query);
	query->receipt = arena_strdup(arena, visit->key);
	account_ask(visit->gateway, visit->request, &query->base, on_thread, visit);
}

void page_buyer_thread(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	show(account_visit_create(gateway, request, values));
}

static void on_sent(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	struct account_visit *visit = context;

	(void)version; /* the page asks anew */
	if (reply) {
		account_redirect(visit->request, page_path(visit));
		return;
	}
	visit->faults = form_faults_keep(visit->request->arena, refusal);
	show(visit);
}

static void send(struct gateway *gateway, struct http_request *request,
		 const struct route_values *values, const char *verb,
		 const ProtobufCMessageDescriptor *descriptor)
{
	struct account_visit *visit = account_visit_create(gateway, request, values);

	visit->verb = verb;
	if (!account_entries(gateway, request, &visit->entries))
		return;
	if (!address_may_come(gateway->enquiry_limit, request)) {
		visit->faults = form_faults_of(request->arena, REFUSAL(RATE_LIMITED), NULL);
		show(visit);
		return;
	}
	if (!visit_send(visit, descriptor, "receipt", on_sent))
		show(visit);
}

void page_buyer_write(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	send(gateway, request, values, WRITE, &ocop__market__v1__continue_enquiry__descriptor);
}

void page_buyer_erase(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	send(gateway, request, values, ERASE, &ocop__market__v1__erase_enquiry__descriptor);
}
