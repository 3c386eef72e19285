/* receipt.c - "/reports/{receipt}": how far a report is, and what came of it; JSON on Accept */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "gateway/problem.h"
#include "ocop/certification/v1/queries.pb-c.h"

typedef Ocop__Certification__V1__FollowPackReportReply follow_message;

/* Lives in the request's arena. */
struct receipt_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *receipt;
};

/* By the enumerators' numbers; 0 is nothing that is shown. */
static const struct {
	const char *vi, *en;
} states[] =
	{
		{"", ""},
		{"Đã đến cơ quan, chờ tiếp nhận", "With the offices, to be taken up"},
		{"Đã tiếp nhận, đang xử lý", "Taken up, being looked into"},
		{"Đã kết thúc", "Closed"},
},
  conclusions[] = {
	  {"", ""},
	  {"Không có cơ sở", "Unfounded"},
	  {"Đã nhắc nhở", "Warned"},
	  {"Sẽ kiểm tra", "An inspection follows"},
	  {"Đề nghị thu hồi giấy chứng nhận", "The certificate is to be revoked"},
};

static bool wants_json(const struct http_request *request)
{
	const char *accept = http_request_header(request, "accept");

	return accept && strstr(accept, "application/json") && !strstr(accept, "text/html");
}

static void respond_page(const struct receipt_view *view, const follow_message *answer)
{
	enum language language = language_of(view->request);
	struct page page;
	size_t state = answer->state < 4 ? answer->state : 0;
	size_t conclusion = answer->conclusion < 5 ? answer->conclusion : 0;

	page_begin(&page, view->gateway, view->request, SECTION_REPORT,
		   in_language(language, "Phản ánh", "Report"),
		   in_language(language, "Phản ánh về bao bì đã đến đâu.",
			       "How far a report on a pack is."));
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	page_element(&page, "h1", NULL, "Phản ánh của bạn", "Your report");
	page_element(&page, "p", NULL, "Số biên nhận. Hãy giữ lại để theo dõi:",
		     "The receipt. Keep it to follow the report:");
	html_element(&page.html, "p", "receipt", view->receipt);
	html_open(&page.html, "dl", "class", "facts", HTML_END);
	page_fact(&page, "Tình trạng", "State",
		  page_says(&page, states[state].vi, states[state].en));
	page_fact(&page, "Kết luận", "Conclusion",
		  page_says(&page, conclusions[conclusion].vi, conclusions[conclusion].en));
	page_name_fact(&page, "Trả lời", "Answer", answer->answer);
	html_close(&page.html, "dl");
	page_element(
		&page, "p", "hint",
		"Ai có số biên nhận chỉ thấy tình trạng và kết luận, không thấy nội dung bạn gửi.",
		"Whoever has the receipt sees state and conclusion, never what you sent.");
	html_close(&page.html, "div");
	page_end(&page, 200);
}

static void on_answer(void *context, const Ocop__Common__V1__Reply *reply)
{
	const struct receipt_view *view = context;
	const follow_message *answer = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		answer = (const follow_message *)message_unpack(
			&ocop__certification__v1__follow_pack_report_reply__descriptor,
			reply->body.data, reply->body.len, view->request->arena, NULL);
	if (answer && wants_json(view->request))
		asked_respond_json(view->request, 200, &answer->base);
	else if (answer)
		respond_page(view, answer);
	else if (wants_json(view->request))
		problem_respond_reply(view->request, reply);
	else
		page_refused(view->gateway, view->request, reply);
}

void page_receipt(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	struct receipt_view *view = arena_alloc(request->arena, sizeof(*view));
	Ocop__Certification__V1__FollowPackReport query =
		OCOP__CERTIFICATION__V1__FOLLOW_PACK_REPORT__INIT;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_QUERIES,
		.message = &query.base,
		.request_id = request->request_id,
	};

	(void)route; /* the page is the same whatever row names it */
	view->gateway = gateway;
	view->request = request;
	view->receipt = values->values[0];
	query.receipt = arena_strdup(request->arena, view->receipt);
	backends_ask(gateway->backends, &call, on_answer, view);
}
