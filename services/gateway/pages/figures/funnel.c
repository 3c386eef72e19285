/* funnel.c - "/figures/funnel": how far the dossiers of a round or a year came, and how long it
 * took
 *
 * Bars are SVG between words in HTML; who waits is striped, so that a print in black says it too.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/api/parameters.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"
#include "gateway/pages/figures/figure_bars.h"
#include "gateway/pages/figures/figures_parts.h"
#include "gateway/pages/figures/figures_view.h"
#include "gateway/pages/figures/funnel_words.h"
#include "gateway/pages/figures/own_figures.h"
#include "gateway/pages/pages.h"
#include "ocop/market/v1/queries.pb-c.h"

/* "round=...&commune=...": what of the address the pages of the funnel hand on. */
static const char *question_of(const struct page *page,
			       const Ocop__Market__V1__GetFunnelReply *found)
{
	static const char *const units[] = {"commune", "province"};
	const char *question =
		found->round ? arena_printf(page->arena, "round=%s", found->round->round_id)
			     : arena_printf(page->arena, "year=%u", found->year);

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		const char *value = request_asked(page->request, units[i]);

		if (*value)
			question = arena_printf(page->arena, "%s&%s=%s", question, units[i],
						percent_encode(page->arena, value));
	}
	return question;
}

static const char *rows_path(const struct page *page, const char *question,
			     const struct step_words *step, const char *more)
{
	if (!figures_reader_signed_in(page))
		return NULL;
	return arena_printf(page->arena, "/figures/funnel/rows?%s&step=%s%s", question, step->word,
			    more);
}

static uint64_t most_of(const Ocop__Market__V1__GetFunnelReply *found)
{
	uint64_t most = 1;

	for (size_t i = 0; i < found->n_lines; i++)
		most = found->lines[i]->count > most ? found->lines[i]->count : most;
	return most;
}

/* Of the bar of a step, those who wait there are its end. */
static void write_counts(struct page *page, const Ocop__Market__V1__GetFunnelReply *found)
{
	uint64_t most = most_of(found);

	figure_bars_begin(page, "Hồ sơ đã tới từng bước; phần kẻ sọc đang chờ ở bước ấy",
			  "Dossiers that came to each step; the striped part waits there");
	for (size_t i = 0; i < found->n_lines; i++) {
		const Ocop__Market__V1__FunnelLine *line = found->lines[i];
		const struct step_words *step = step_words_of(line->step);
		const struct figure_bar bar = {
			.label = page_says(page, step->vi, step->en),
			.whole = line->count,
			.hatched = line->waiting,
			.most = most,
			.words = line->waiting
					 ? arena_printf(page->arena, "%s (%s %s)",
							figure_number(page, line->count),
							figure_number(page, line->waiting),
							page_says(page, "đang chờ", "waiting"))
					 : figure_number(page, line->count),
		};

		figure_bar_write(page, &bar);
	}
	figure_bars_end(page);
}

static bool has_wait(const Ocop__Market__V1__FunnelLine *line)
{
	return line->step != STEP(FILED) && line->step != STEP(RECOGNISED);
}

static void write_waits(struct page *page, const Ocop__Market__V1__GetFunnelReply *found)
{
	uint64_t most = 1;

	for (size_t i = 0; i < found->n_lines; i++)
		most = found->lines[i]->longest_days > most ? found->lines[i]->longest_days : most;
	figure_bars_begin(page, "Số ngày từ bước trước: trung vị (đậm) và lâu nhất (nhạt)",
			  "Days from the step before: median (dark) and longest (light)");
	for (size_t i = 0; i < found->n_lines; i++) {
		const Ocop__Market__V1__FunnelLine *line = found->lines[i];
		const struct step_words *step = step_words_of(line->step);
		const struct figure_bar bar = {
			.label = page_says(page, step->vi, step->en),
			.light = line->longest_days,
			.whole = line->median_half_days / 2,
			.most = most,
			.words = arena_printf(page->arena, "%s / %u %s",
					      figure_half_days(page, line->median_half_days),
					      line->longest_days, page_says(page, "ngày", "days")),
		};

		if (has_wait(line))
			figure_bar_write(page, &bar);
	}
	figure_bars_end(page);
}

static void write_line(struct page *page, const Ocop__Market__V1__FunnelLine *line,
		       const char *question)
{
	struct html *html = &page->html;
	const struct step_words *step = step_words_of(line->step);

	html_open(html, "tr", HTML_END);
	figures_write_heading(page, "row", page_says(page, step->vi, step->en));
	figures_write_number(page, rows_path(page, question, step, ""), line->count);
	html_element(html, "td", NULL,
		     has_wait(line) ? figure_half_days(page, line->median_half_days) : "");
	html_element(html, "td", NULL,
		     has_wait(line) ? figure_number(page, line->longest_days) : "");
	figures_write_number(page, rows_path(page, question, step, "&waiting=1"), line->waiting);
	html_element(html, "td", NULL,
		     line->waiting ? figure_number(page, line->longest_waiting_days) : "");
	html_close(html, "tr");
}

static void write_withdrawn(struct page *page, uint64_t withdrawn, const char *question)
{
	struct html *html = &page->html;

	html_open(html, "tr", HTML_END);
	figures_write_heading(page, "row", page_says(page, "Đã rút", "Withdrawn"));
	figures_write_number(page, rows_path(page, question, step_words, "&withdrawn=1"),
			     withdrawn);
	for (int i = 0; i < 4; i++)
		html_element(html, "td", NULL, "");
	html_close(html, "tr");
}

static void write_table(struct page *page, const Ocop__Market__V1__GetFunnelReply *found)
{
	static const struct figures_heading headings[] = {
		{"Bước", "Step"},
		{"Hồ sơ đã tới", "Came here"},
		{"Trung vị (ngày)", "Median (days)"},
		{"Lâu nhất (ngày)", "Longest (days)"},
		{"Đang chờ", "Waiting now"},
		{"Chờ lâu nhất đến nay (ngày)", "Longest waiting (days)"},
	};
	const char *question = question_of(page, found);

	figures_table_begin(page, "figures", headings, sizeof headings / sizeof *headings);
	for (size_t i = 0; i < found->n_lines; i++)
		write_line(page, found->lines[i], question);
	write_withdrawn(page, found->withdrawn, question);
	figures_table_end(page);
}

static const char *round_title(const struct page *page, const Ocop__Market__V1__FunnelRound *round)
{
	const char *name = *round->name ? round->name : round->round_id;

	if (!*round->held_on)
		return name;
	return arena_printf(page->arena, "%s (%s)", name, page_date(page, round->held_on));
}

static void write_form(struct page *page, const Ocop__Market__V1__GetFunnelReply *found)
{
	const char *chosen = found->round ? found->round->round_id : "";
	int this_year = date_year(date_of_us(clock_now_us(&page->gateway->clock)));

	figures_form_begin(page, "/figures/funnel");
	figures_write_hidden(page, "commune", request_asked(page->request, "commune"));
	figures_write_hidden(page, "province", request_asked(page->request, "province"));
	figures_choice_begin(page, "round", "Đợt đánh giá", "Round");
	figures_write_option(page, "", !*chosen,
			     page_says(page, "Mọi đợt của năm", "All of the year"));
	for (size_t i = 0; i < found->n_rounds; i++)
		figures_write_option(page, found->rounds[i]->round_id,
				     strcmp(found->rounds[i]->round_id, chosen) == 0,
				     round_title(page, found->rounds[i]));
	figures_choice_end(page);
	figures_choice_begin(page, "year", "Năm nộp hồ sơ", "Filed in");
	for (int year = this_year; year >= FIGURES_YEAR_FIRST; year--) {
		const char *text = arena_printf(page->arena, "%d", year);

		figures_write_option(page, text, (int)found->year == year, text);
	}
	figures_choice_end(page);
	figures_form_end(page);
}

static void write_files(struct page *page, const Ocop__Market__V1__GetFunnelReply *found)
{
	const char *question = question_of(page, found);

	/* The API calls a round by the name of its field. */
	figures_write_files(page, "Tải bảng này:", "This table as a file:",
			    arena_printf(page->arena, "/api/v1/figures/funnel/table?%s%s",
					 found->round ? "roundId" : "year", strchr(question, '=')));
}

static void write_meaning(struct page *page)
{
	page_element(
		page, "p", "hint",
		"Hồ sơ tính theo lần nộp đầu tiên; nộp lại thì các bước sau bắt đầu lại. Thời "
		"gian là ngày dương lịch từ bước trước. Đang chờ: đã tới bước ấy, chưa tới bước "
		"sau, chưa rút.",
		"A dossier counts by its first filing; filed again, the steps after it begin "
		"anew. Times are calendar days from the step before. Waiting: came to the step "
		"and no further, and was not withdrawn.");
	if (!figures_reader_signed_in(page))
		figures_write_sign_in(page, "Danh sách hồ sơ sau mỗi con số dành cho cơ quan.",
				      "The dossiers behind each figure are for offices.");
}

static void on_funnel(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct own_figures *own = context;
	const Ocop__Market__V1__GetFunnelReply *found =
		(const Ocop__Market__V1__GetFunnelReply *)reply;
	struct page page;

	(void)version; /* figures have none */
	if (!found) {
		page_refused(own->gateway, own->request, refusal);
		return;
	}
	own_figures_begin(&page, own, FIGURES_FUNNEL, "Hồ sơ qua từng bước", "Dossiers by step");
	html_open(&page.html, "p", "class", "lead", HTML_END);
	if (found->round)
		html_text(&page.html, round_title(&page, found->round));
	else
		html_format(&page.html, "%s %u", page_says(&page, "Nộp trong năm", "Filed in"),
			    found->year);
	html_text(&page.html, ". ");
	own_figures_write_as_of(&page, found->as_of);
	html_close(&page.html, "p");
	write_form(&page, found);
	write_counts(&page, found);
	write_waits(&page, found);
	write_table(&page, found);
	write_files(&page, found);
	write_meaning(&page);
	own_figures_end(&page);
}

void page_funnel(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	Ocop__Market__V1__GetFunnel *query = arena_alloc(request->arena, sizeof(*query));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	ocop__market__v1__get_funnel__init(query);
	query->round_id = arena_strdup(request->arena, request_asked(request, "round"));
	query->commune = arena_strdup(request->arena, request_asked(request, "commune"));
	query->province = arena_strdup(request->arena, request_asked(request, "province"));
	query->year = (uint32_t)strtoul(request_asked(request, "year"), NULL, 10);
	own_figures_ask(gateway, request, &query->base, on_funnel);
}
