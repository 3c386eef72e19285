/* participants.c - who takes part in a fair, as its organiser and each for himself sees him */
#include "gateway/pages/trade/participants.h"

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/places/place_words.h"

const struct look *participant_look(const Ocop__Market__V1__FairParticipant *participant)
{
	/* By the enumerators' numbers. */
	static const struct look looks[] = {
		{"expired", "#i-question", "", "", "", ""},
		{"unverified", "#i-clock", "Chờ trả lời", "Waits for an answer", "", ""},
		{"valid", "#i-check", "Được nhận", "Accepted", "", ""},
		{"revoked", "#i-cross", "Bị từ chối", "Refused", "", ""},
		{"expired", "#i-cross", "Đã rút", "Withdrawn", "", ""},
	};
	size_t state = (size_t)participant->state;

	return &looks[state < sizeof looks / sizeof *looks ? state : 0];
}

const char *participant_name(const Ocop__Market__V1__FairParticipant *participant)
{
	return *participant->producer_id ? participant->producer_name : participant->buyer_name;
}

bool participants_have_one(const Ocop__Market__V1__ListFairParticipantsReply *found)
{
	for (size_t i = 0; i < found->n_participants; i++) {
		if (found->participants[i]->state !=
		    OCOP__MARKET__V1__PARTICIPANT_STATE__PARTICIPANT_STATE_WITHDRAWN)
			return true;
	}
	return false;
}

static void write_participant(struct page *page,
			      const Ocop__Market__V1__FairParticipant *participant,
			      const char *cursor)
{
	struct html *html = &page->html;
	bool is_producer = *participant->producer_id != '\0';

	html_open(html, "li", HTML_END);
	page_name(page, "h3", NULL, participant_name(participant));
	html_open(html, "p", HTML_END);
	if (is_producer)
		page_state(page, participant_look(participant));
	else
		html_text(html, page_says(page, "Bên mua", "Buyer"));
	if (participant->n_outcomes > 0)
		html_format(html, " %s", page_says(page, "Đã báo cáo kết quả", "Has reported"));
	html_close(html, "p");
	if (is_producer)
		page_button(page,
			    arena_printf(page->arena, "/cua-toi/su-kien/%s/tham-gia/%s%s%s",
					 participant->fair_id, participant->participant_id,
					 *cursor ? "?cursor=" : "",
					 percent_encode(page->arena, cursor)),
			    "Mở", "Open");
	else if (*participant->note)
		page_name(page, "p", "hint", participant->note);
	html_close(html, "li");
}

void participants_write(struct page *page, const Ocop__Market__V1__ListFairParticipantsReply *found,
			const char *fair_id, const char *cursor)
{
	if (found->n_participants == 0)
		page_element(page, "p", "hint", "Chưa có ai.", "Nobody yet.");
	html_open(&page->html, "ul", "class", "own", HTML_END);
	for (size_t i = 0; i < found->n_participants; i++)
		write_participant(page, found->participants[i], cursor);
	html_close(&page->html, "ul");
	write_more(page, arena_printf(page->arena, "/cua-toi/su-kien/%s", fair_id), found->next);
}

static void write_outcome(struct page *page, const Ocop__Market__V1__FairOutcome *outcome,
			  bool counts)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "p", HTML_END);
	html_element(html, "strong", NULL,
		     counts ? page_says(page, "Đang tính", "Counts")
			    : page_says(page, "Đã sửa, còn lưu", "Corrected, kept"));
	html_format(html, " · %s · %s", page_date(page, outcome->recorded_on),
		    outcome->by_office
			    ? page_says(page, "do đơn vị tổ chức ghi", "by the organiser")
			    : page_says(page, "do chủ thể ghi", "by the producer"));
	html_close(html, "p");
	html_open(html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Hợp đồng", "Contracts", figure_number(page, outcome->contracts));
	page_fact(page, "Biên bản ghi nhớ", "Memoranda", figure_number(page, outcome->memoranda));
	page_fact(page, "Giá trị (đồng)", "Value (dong)", figure_number(page, outcome->value_dong));
	page_name_fact(page, "Ghi chú", "Note", outcome->note);
	page_name_fact(page, "Lý do sửa", "Why corrected", outcome->reason);
	html_close(html, "dl");
	html_close(html, "li");
}

void outcomes_write(struct page *page, const Ocop__Market__V1__FairParticipant *participant)
{
	if (participant->n_outcomes == 0) {
		page_element(page, "p", "hint", "Chưa báo cáo.", "Nothing is reported yet.");
		return;
	}
	html_open(&page->html, "ol", "class", "own", HTML_END);
	for (size_t i = participant->n_outcomes; i-- > 0;)
		write_outcome(page, participant->outcomes[i], i + 1 == participant->n_outcomes);
	html_close(&page->html, "ol");
}
