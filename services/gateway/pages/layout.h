/* layout.h - what every page has: head, banner of a demo, navigation, footer
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "gateway/language.h"
#include "gateway/pages/html.h"
#include "ocop/common/v1/envelope.pb-c.h"
#include "ocop/market/v1/types.pb-c.h"

struct arena;
struct gateway;
struct http_request;
struct look;

/* A page while it is written. */
struct page {
	struct gateway *gateway;
	struct http_request *request;
	struct arena *arena; /* the request's */
	enum language language;
	bool runs_script;
	bool personal; /* one person's: nothing keeps it */
	struct html html;
};

/* Which entry of the navigation a page belongs to. */
enum page_section {
	SECTION_MARKET,
	SECTION_VERIFY,
	SECTION_REPORT,
	SECTION_FIGURES,
	SECTION_API,
	SECTION_ACCOUNT,
	SECTION_CHECK,
	SECTION_PLACES,
	SECTION_ENQUIRY,
	SECTION_NONE
};

/* Begins a page; what is written until page_end is its <main>. */
void page_begin(struct page *page, struct gateway *gateway, struct http_request *request,
		enum page_section section, const char *title, const char *description);

/* Suggests searches under the box with the id "q" while somebody types, where scripts run. */
void page_run_suggestions(struct page *page);

/* Answers with it and frees it. */
void page_end(struct page *page, int status);

/* A text in the page's language; the element with it. */
const char *page_says(const struct page *page, const char *vi, const char *en);
void page_element(struct page *page, const char *name, const char *class_name, const char *vi,
		  const char *en);

/* An element with a text that is Vietnamese whatever the page's language: names and places. */
void page_name(struct page *page, const char *name, const char *class_name, const char *text);

/* A path of ours that keeps the language; in the arena. */
const char *page_link(const struct page *page, const char *path);

/* Begins an absolute address: "https://host". */
const char *page_origin(const struct page *page);

/* An icon by its id; it says nothing by itself, so a word stands beside it. */
void page_icon(struct page *page, const char *icon, const char *class_name);

/* "4 sao" with its stars; nothing for 0. */
void page_stars(struct page *page, uint32_t stars);

/* A state: colour, icon and word. */
void page_state(struct page *page, const struct look *look);

/* The heading of a table's column. */
void page_column(struct page *page, const char *vi, const char *en);

/* A row of a <dl class="facts">; nothing for an empty value. */
void page_fact(struct page *page, const char *vi, const char *en, const char *value);

/* The same for a value that is Vietnamese. */
void page_name_fact(struct page *page, const char *vi, const char *en, const char *value);

/* A link of ours that looks like a button; it keeps the language. */
void page_button(struct page *page, const char *path, const char *vi, const char *en);

/* A mark on what comes from an old register. */
void page_demonstration_mark(struct page *page);

/* "2026-11-25" as people read it: "25/11/2026", "25 November 2026"; "" stays "". In the arena. */
const char *page_date(const struct page *page, const char *date);

/* A moment in Vietnam's time, to the minute. In the arena. */
const char *page_moment(const struct page *page, int64_t time_us);

/* Names of the rule book's sector and set in the page's language; "" when not known. Without a
 * rule book's code the one in force answers. */
const char *page_sector_name(const struct page *page, const char *sector_code);
const char *page_set_name(const struct page *page, const char *rulebook_code, uint32_t set_no);

/* Why a rule book lets a certificate be revoked: the ground's words, or its code when the rule book
 * is not known. */
const char *page_ground_name(const struct page *page, const char *rulebook_code,
			     const char *ground_code);

/* Commune and province of today; "" when not known. In the arena. */
const char *page_place(const struct page *page, const Ocop__Market__V1__Listing *listing);

/* Place as it was written, when that tells of more than the present commune and province; else "".
 * In the arena. */
const char *page_former_place(const struct page *page, const Ocop__Market__V1__Listing *listing);

/* Says that badges are as of then, because the register is silent; nothing for NULL. */
void page_as_of(struct page *page, const Google__Protobuf__Timestamp *as_of);

/* True for what is not there at all, and not for what cannot be shown now. */
bool reply_says_none(const Ocop__Common__V1__Reply *reply);

/* True when a list was asked for by a place that nobody knows: there is nothing in it. */
bool reply_knows_no_unit(const Ocop__Common__V1__Reply *reply);

/* Answers with a page that says an unreachable daemon or another refusal. */
void page_refused(struct gateway *gateway, struct http_request *request,
		  const Ocop__Common__V1__Reply *reply);
