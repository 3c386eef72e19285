/* producer.c - "/cua-toi/hoi-mua/{enquiry_id}": a thread as its producer sees it, and what he does
 * with it
 */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/commands.pb-c.h"

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/hoi-mua/%s",
			    percent_encode(visit->request->arena, visit->key));
}

static void begin(struct page *page, const struct account_visit *visit, const struct form *form,
		  const char *verb)
{
	form_begin(page, form, arena_printf(page->arena, "%s/%s", page_path(visit), verb), 0);
}

static void write_outcomes(struct page *page, const struct form *form,
			   const Ocop__Market__V1__Enquiry *enquiry)
{
	static const struct {
		const char *name, *vi, *en;
	} outcomes[] = {
		{"ENQUIRY_OUTCOME_ORDERED", "Có đặt hàng", "Ordered"},
		{"ENQUIRY_OUTCOME_NOT_ORDERED", "Không đặt hàng", "Not ordered"},
	};

	html_open(&page->html, "fieldset", HTML_END);
	page_element(page, "legend", NULL, "Kết quả", "What came of it");
	for (unsigned i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++)
		form_choice(page, form, "radio", "outcome", outcomes[i].name,
			    enquiry->outcome == i + 1,
			    page_says(page, outcomes[i].vi, outcomes[i].en));
	form_fault(page, form, "outcome");
	html_close(&page->html, "fieldset");
}

static void write_answer(struct page *page, const struct account_visit *visit)
{
	const struct form form = visit_form(visit, "tra-loi");

	begin(page, visit, &form, "tra-loi");
	thread_message_field(page, &form, "Trả lời", "Answer");
	form_end(page, "Gửi", "Send");
}

/* Closed with what came of it, which may be corrected later. */
static void write_closing(struct page *page, const struct account_visit *visit,
			  const Ocop__Market__V1__Enquiry *enquiry)
{
	bool is_open = enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN;
	const char *verb = is_open ? "ket-thuc" : "ket-qua";
	const struct form form = visit_form(visit, verb);

	if (is_open)
		page_element(page, "h2", NULL, "Kết thúc", "Close");
	begin(page, visit, &form, verb);
	write_outcomes(page, &form, enquiry);
	if (is_open)
		form_end(page, "Kết thúc cuộc hỏi mua", "Close the enquiry");
	else
		form_end(page, "Ghi kết quả", "Mark it");
}

static void write_buyer(struct page *page, const struct account_visit *visit,
			const Ocop__Market__V1__Enquiry *enquiry)
{
	const struct form block = visit_form(visit, "chan"), forget = visit_form(visit, "quen");

	page_element(page, "h2", NULL, "Người mua này", "This buyer");
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	begin(page, visit, &block, "chan");
	if (enquiry->buyer_blocked) {
		form_hidden(page, "lift", "true");
		form_end(page, "Bỏ chặn", "Lift the block");
	} else {
		form_end(page, "Chặn, không nhận hỏi mua nữa", "Block: take nothing more of him");
	}
	if (*enquiry->contact || *enquiry->buyer_name) {
		begin(page, visit, &forget, "quen");
		form_end(page, "Xóa tên và liên hệ", "Erase name and contact");
	}
	html_close(&page->html, "div");
}

static void respond(const struct account_visit *visit, const Ocop__Market__V1__Enquiry *enquiry)
{
	const struct form failed = {.faults = visit->faults};
	struct page page;

	account_page_begin(&page, visit->gateway, visit->request, "Một cuộc hỏi mua",
			   "One enquiry");
	account_write_saved(&page);
	thread_write(&page, enquiry, OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_PRODUCER);
	if (enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN)
		write_answer(&page, visit);
	else
		write_closing(&page, visit, enquiry);
	if (enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN)
		write_closing(&page, visit, enquiry);
	if (!enquiry->buyer_erased)
		write_buyer(&page, visit, enquiry);
	account_page_end(&page, form_status(&failed));
}

static void on_thread(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct account_visit *visit = context;

	(void)version; /* what he writes is added, whatever came between */
	if (reply)
		respond(visit, (const Ocop__Market__V1__Enquiry *)reply);
	else
		account_refused(visit->gateway, visit->request, refusal);
}

static void show(struct account_visit *visit)
{
	struct arena *arena = visit->request->arena;
	Ocop__Market__V1__GetEnquiry *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_enquiry__init(query);
	query->enquiry_id = arena_strdup(arena, visit->key);
	account_ask(visit->gateway, visit->request, &query->base, on_thread, visit);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct account_visit *visit = account_visit_create(gateway, request, values);

	visit->show = show;
	visit->back = page_path(visit);
	return visit;
}

void page_producer_thread(struct gateway *gateway, struct http_request *request,
			  const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

void page_producer_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{"tra-loi", &ocop__market__v1__answer_enquiry__descriptor},
		{"ket-thuc", &ocop__market__v1__close_enquiry__descriptor},
		{"ket-qua", &ocop__market__v1__mark_enquiry_outcome__descriptor},
		{"chan", &ocop__market__v1__block_buyer__descriptor},
		{"quen", &ocop__market__v1__forget_buyer__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[1], "enquiry_id");
}
