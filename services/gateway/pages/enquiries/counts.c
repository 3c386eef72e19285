/* counts.c - "/cua-toi/hoi-mua" of an office: how many enquiries came to its producers, never what
 * they say
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"

enum {
	COUNTING_OFFICES = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN),
	PROVINCE_CODE_LENGTH = 2,
	COMMUNE_CODE_LENGTH = 5
};

/* Lives in the request's arena. */
struct counts_view {
	struct gateway *gateway;
	struct http_request *request;
	const char *unit; /* "provinceCode=19", as the API has it */
};

/* "12/2026" of "2026-12". */
static const char *month_of(const struct page *page, const char *month)
{
	return strlen(month) == strlen("2026-12")
		       ? arena_printf(page->arena, "%s/%.4s", month + 5, month)
		       : month;
}

static void write_sums(struct page *page, const Ocop__Market__V1__EnquiryCount *count)
{
	html_format(&page->html,
		    page_says(page,
			      "%llu lượt hỏi, %llu đã trả lời, %llu đã kết thúc, %llu có đặt hàng, "
			      "%llu không đặt",
			      "%llu enquiries, %llu answered, %llu closed, %llu ordered, %llu not"),
		    (unsigned long long)count->sent, (unsigned long long)count->answered,
		    (unsigned long long)count->closed, (unsigned long long)count->ordered,
		    (unsigned long long)count->not_ordered);
}

static void write_count(struct page *page, const Ocop__Market__V1__EnquiryCount *count)
{
	html_open(&page->html, "li", HTML_END);
	page_name(page, "h2", NULL, count->product_name);
	html_open(&page->html, "p", HTML_END);
	html_format(&page->html, "%s, %s: ", month_of(page, count->month), count->commune_name);
	write_sums(page, count);
	html_close(&page->html, "p");
	html_close(&page->html, "li");
}

static void on_counts(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct counts_view *view = context;
	const Ocop__Market__V1__CountEnquiriesReply *found =
		(const Ocop__Market__V1__CountEnquiriesReply *)reply;
	struct page page;

	(void)version; /* of a list */
	if (!found) {
		account_refused(view->gateway, view->request, refusal);
		return;
	}
	account_page_begin(&page, view->gateway, view->request, "Lượt hỏi mua",
			   "Enquiries, counted");
	html_open(&page.html, "p", "class", "lead", HTML_END);
	write_sums(&page, found->total);
	html_close(&page.html, "p");
	page_element(&page, "p", "hint",
		     "Cơ quan chỉ thấy số lượt; nội dung và người hỏi chỉ hai bên thấy.",
		     "Offices see counts alone; what is written, and by whom, the two sides see.");
	html_open(&page.html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_counts; i++)
		write_count(&page, found->counts[i]);
	html_close(&page.html, "ul");
	if (*found->next) {
		html_open(&page.html, "p", "class", "paging", HTML_END);
		page_button(&page,
			    arena_printf(page.arena, "/cua-toi/hoi-mua?cursor=%s",
					 percent_encode(page.arena, found->next)),
			    "Trang sau", "Next page");
		html_close(&page.html, "p");
	}
	enquiry_tables(&page, "/api/v1/enquiry-counts/table", view->unit);
	account_page_end(&page, 200);
}

bool enquiry_counts_show(struct gateway *gateway, struct http_request *request,
			 const Ocop__Identity__V1__Account *account)
{
	struct arena *arena = request->arena;
	const char *cursor = parameters_find(arena, request->query, "cursor");
	char *unit = arena_strdup(arena, account_unit_of(account, COUNTING_OFFICES));
	bool is_commune = strlen(unit) == COMMUNE_CODE_LENGTH;
	struct counts_view *view = arena_alloc(arena, sizeof(*view));
	Ocop__Market__V1__CountEnquiries *query = arena_alloc(arena, sizeof(*query));

	if (!is_commune && strlen(unit) != PROVINCE_CODE_LENGTH)
		return false;
	view->gateway = gateway;
	view->request = request;
	view->unit =
		arena_printf(arena, "%s=%s", is_commune ? "communeCode" : "provinceCode", unit);
	ocop__market__v1__count_enquiries__init(query);
	if (is_commune)
		query->commune_code = unit;
	else
		query->province_code = unit;
	query->cursor = arena_strdup(arena, cursor ? cursor : "");
	account_ask(gateway, request, &query->base, on_counts, view);
	return true;
}
