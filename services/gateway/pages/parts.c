/* parts.c - small parts that pages share: icons, stars, states, dates, names */
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "common/refusal.h"
#include "common/rulebook/rulebook.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "gateway/routes.h"
#include "ocop/common/v1/envelope.pb-c.h"

/* Vietnam has no summer time. */
static const int64_t vietnam_offset_us = INT64_C(7) * 3600 * 1000000;

void page_icon(struct page *page, const char *icon, const char *class_name)
{
	html_open(&page->html, "svg", "class", class_name ? class_name : "icon", "aria-hidden",
		  "true", HTML_END);
	html_open(&page->html, "use", "href", icon, HTML_END);
	html_close(&page->html, "use");
	html_close(&page->html, "svg");
}

void page_stars(struct page *page, uint32_t stars)
{
	if (stars == 0)
		return;
	html_open(&page->html, "span", "class", "stars", HTML_END);
	for (uint32_t i = 0; i < stars && i < RULEBOOK_STARS_MAX; i++)
		page_icon(page, "#i-star", "star");
	html_open(&page->html, "b", HTML_END);
	html_format(&page->html, "%u %s", stars, page_says(page, "sao", "stars"));
	html_close(&page->html, "b");
	html_close(&page->html, "span");
}

void page_state(struct page *page, const struct look *look)
{
	html_open(&page->html, "span", "class",
		  arena_printf(page->arena, "state %s", look->class_name), HTML_END);
	page_icon(page, look->icon, NULL);
	html_text(&page->html, page_says(page, look->word_vi, look->word_en));
	html_close(&page->html, "span");
}

void page_column(struct page *page, const char *vi, const char *en)
{
	html_open(&page->html, "th", "scope", "col", HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "th");
}

void page_fact(struct page *page, const char *vi, const char *en, const char *value)
{
	if (!value || !*value)
		return;
	html_open(&page->html, "div", HTML_END);
	page_element(page, "dt", NULL, vi, en);
	html_element(&page->html, "dd", NULL, value);
	html_close(&page->html, "div");
}

void page_name_fact(struct page *page, const char *vi, const char *en, const char *value)
{
	if (!value || !*value)
		return;
	html_open(&page->html, "div", HTML_END);
	page_element(page, "dt", NULL, vi, en);
	page_name(page, "dd", NULL, value);
	html_close(&page->html, "div");
}

void page_button(struct page *page, const char *path, const char *vi, const char *en)
{
	html_open(&page->html, "a", "class", "button", "href", page_link(page, path), HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "a");
}

void page_demonstration_mark(struct page *page)
{
	html_open(&page->html, "span", "class", "mark", HTML_END);
	page_icon(page, "#i-flask", NULL);
	html_text(&page->html, page_says(page, "Dữ liệu minh họa", "Demonstration data"));
	html_close(&page->html, "span");
}

static const char *const months_en[] = {"January",   "February", "March",    "April",
					"May",       "June",     "July",     "August",
					"September", "October",  "November", "December"};

const char *page_date(const struct page *page, const char *date)
{
	int32_t day_number;
	int month;

	if (!date_parse(date, &day_number))
		return "";
	month = (date[5] - '0') * 10 + (date[6] - '0');
	if (page->language == LANGUAGE_EN)
		return arena_printf(page->arena, "%d %s %.4s",
				    (date[8] - '0') * 10 + (date[9] - '0'), months_en[month - 1],
				    date);
	return arena_printf(page->arena, "%.2s/%.2s/%.4s", date + 8, date + 5, date);
}

const char *page_moment(const struct page *page, int64_t time_us)
{
	int64_t minute_of_day = (time_us + vietnam_offset_us) / 60000000 % 1440;
	char date[DATE_TEXT_SIZE];

	date_print(date_of_us(time_us), date);
	return arena_printf(page->arena, "%02d:%02d, %s", (int)(minute_of_day / 60),
			    (int)(minute_of_day % 60), page_date(page, date));
}

static const struct rulebook *book_of(const struct page *page, const char *code)
{
	const struct rulebooks *books = page->gateway->route_state->rulebooks;
	const struct rulebook *book = *code ? rulebook_find(books, code) : NULL;
	int32_t today = date_of_us(clock_now_us(&page->gateway->clock));

	if (!book)
		book = rulebooks_in_force(books, today);
	return book || rulebooks_count(books) == 0 ? book : rulebooks_at(books, 0);
}

const char *page_sector_name(const struct page *page, const char *sector_code)
{
	const struct rulebook *book = book_of(page, "");

	for (size_t i = 0; book && *sector_code && i < book->set_count; i++) {
		const struct rulebook_set *set = &book->sets[i];

		if (strcmp(set->sector_code, sector_code) == 0)
			return page_says(page, set->sector_name.vi, set->sector_name.en);
	}
	return "";
}

const char *page_set_name(const struct page *page, const char *rulebook_code, uint32_t set_no)
{
	const struct rulebook *book = book_of(page, rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, set_no) : NULL;

	return set ? page_says(page, set->name.vi, set->name.en) : "";
}

const char *page_ground_name(const struct page *page, const char *rulebook_code,
			     const char *ground_code)
{
	const struct rulebook *book = book_of(page, rulebook_code);
	const struct rulebook_named *ground =
		book ? rulebook_list_find(&book->revocation_grounds, ground_code) : NULL;

	return ground ? page_says(page, ground->name.vi, ground->name.en) : ground_code;
}

const char *page_place(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	return arena_printf(page->arena, "%s%s%s", listing->commune_name,
			    *listing->commune_name ? ", " : "", listing->province_name);
}

const char *page_former_place(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	char *copy = arena_strdup(page->arena, listing->former_place);
	char *rest = NULL;

	for (char *part = strtok_r(copy, ",", &rest); part; part = strtok_r(NULL, ",", &rest)) {
		bool present = (*listing->commune_name && strstr(part, listing->commune_name)) ||
			       (*listing->province_name && strstr(part, listing->province_name));

		if (!present)
			return listing->former_place;
	}
	return "";
}

bool reply_says_none(const Ocop__Common__V1__Reply *reply)
{
	return reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED &&
	       reply->n_refusals == 1 && reply->refusals[0]->code == REFUSAL(NO_SUCH_THING);
}

bool reply_knows_no_unit(const Ocop__Common__V1__Reply *reply)
{
	return reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED &&
	       reply->n_refusals == 1 && reply->refusals[0]->code == REFUSAL(UNIT_UNKNOWN);
}

void page_refused(struct gateway *gateway, struct http_request *request,
		  const Ocop__Common__V1__Reply *reply)
{
	Ocop__Common__V1__RefusalCode code = REFUSAL(DAEMON_UNREACHABLE);
	const struct refusal_text *text;
	struct page page;

	if (reply->n_refusals > 0)
		code = reply->refusals[0]->code;
	text = refusal_text(code);
	page_begin(&page, gateway, request, SECTION_NONE,
		   in_language(language_of(request), "Chưa trả lời được", "No answer"), text->vi);
	html_open(&page.html, "div", "class", "wrap narrow empty", HTML_END);
	page_icon(&page, "#i-question", "drawing");
	page_element(&page, "h1", NULL, "Chưa trả lời được", "We cannot answer right now");
	html_element(&page.html, "p", "lead", page_says(&page, text->vi, text->en));
	html_open(&page.html, "p", HTML_END);
	page_button(&page, "/", "Về trang chợ", "To the market");
	html_close(&page.html, "p");
	html_close(&page.html, "div");
	page_end(&page, text->http_status);
}

void page_as_of(struct page *page, const Google__Protobuf__Timestamp *as_of)
{
	if (!as_of)
		return;
	html_open(&page->html, "p", "class", "as-of", "role", "status", HTML_END);
	html_format(&page->html,
		    page_says(page, "Theo dữ liệu đến %s: sổ gốc đang không trả lời.",
			      "As of %s: the register does not answer at the moment."),
		    page_moment(page, as_of->seconds * 1000000));
	html_close(&page->html, "p");
}
