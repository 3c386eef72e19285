/* thread.c - what the pages of both sides of a thread share */
#include "common/base/arena.h"
#include "gateway/pages/enquiries/enquiries.h"
#include "gateway/pages/layout.h"

const char *thread_state(const struct page *page, const Ocop__Market__V1__Enquiry *enquiry)
{
	/* By the enumerators' numbers. */
	static const struct {
		const char *vi, *en;
	} outcomes[] = {{"Đã kết thúc", "Closed"},
			{"Đã kết thúc, có đặt hàng", "Closed, ordered"},
			{"Đã kết thúc, không đặt hàng", "Closed, not ordered"}};
	size_t outcome = enquiry->outcome <= 2 ? (size_t)enquiry->outcome : 0;

	if (enquiry->state != OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_CLOSED)
		return page_says(page, "Đang trao đổi", "Open");
	return page_says(page, outcomes[outcome].vi, outcomes[outcome].en);
}

static void write_message(struct page *page, const Ocop__Market__V1__EnquiryMessage *message,
			  Ocop__Market__V1__EnquirySide side)
{
	struct html *html = &page->html;
	bool is_buyer = message->side == OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_BUYER;
	const char *who = is_buyer ? page_says(page, "Người mua", "The buyer")
				   : page_says(page, "Chủ thể", "The producer");

	html_open(html, "li", "class", message->side == side ? "own-side" : NULL, HTML_END);
	html_open(html, "p", "class", "hint", HTML_END);
	html_format(html, "%s, %s", message->side == side ? page_says(page, "Bạn", "You") : who,
		    page_moment(page, message->sent_at ? message->sent_at->seconds * 1000000 : 0));
	html_close(html, "p");
	if (*message->text)
		page_name(page, "p", "words", message->text);
	else
		page_element(page, "p", "hint", "(đã xóa theo yêu cầu)", "(erased at request)");
	html_close(html, "li");
}

/* The product went to another producer, to whom the buyer has not written. */
static void write_handed_over(struct page *page, Ocop__Market__V1__EnquirySide side)
{
	if (side == OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_BUYER)
		page_element(
			page, "p", "hint",
			"Sản phẩm nay do chủ thể này làm. Họ trả lời bạn tại đây và chưa biết "
			"tên, liên hệ của bạn; bạn viết tiếp thì họ được biết.",
			"This producer makes the product now. He answers you here and does not "
			"know your name or contact; when you write to him he is shown them.");
	else
		page_element(page, "p", "hint",
			     "Cuộc hỏi mua theo sản phẩm chuyển sang bạn. Hãy trả lời tại đây; tên "
			     "và liên hệ của người mua hiện ra khi họ viết cho bạn.",
			     "The enquiry came to you with the product. Answer here; the buyer's "
			     "name and contact are shown once he writes to you.");
}

void thread_write(struct page *page, const Ocop__Market__V1__Enquiry *enquiry,
		  Ocop__Market__V1__EnquirySide side)
{
	struct html *html = &page->html;

	html_open(html, "dl", "class", "facts", HTML_END);
	page_name_fact(page, "Sản phẩm", "Product", enquiry->product_name);
	if (side == OCOP__MARKET__V1__ENQUIRY_SIDE__ENQUIRY_SIDE_BUYER)
		page_name_fact(page, "Chủ thể", "Producer", enquiry->producer_name);
	page_name_fact(page, "Chào hàng", "Offer", enquiry->offer_name);
	page_name_fact(page, "Số lượng", "Quantity", enquiry->quantity);
	page_name_fact(page, "Người hỏi", "From", enquiry->buyer_name);
	page_name_fact(page, "Liên hệ", "Contact", enquiry->contact);
	page_fact(page, "Tình trạng", "State", thread_state(page, enquiry));
	html_close(html, "dl");
	if (enquiry->handed_over && !enquiry->buyer_erased &&
	    enquiry->state == OCOP__MARKET__V1__ENQUIRY_STATE__ENQUIRY_STATE_OPEN)
		write_handed_over(page, side);
	html_open(html, "ol", "class", "thread", HTML_END);
	for (size_t i = 0; i < enquiry->n_messages; i++)
		write_message(page, enquiry->messages[i], side);
	html_close(html, "ol");
}

void thread_message_field(struct page *page, const struct form *form, const char *vi,
			  const char *en)
{
	const struct form_field message = {
		.name = "message", .vi = vi, .en = en, .rows = "4", .most = "2000"};

	form_field(page, form, &message, "");
}
