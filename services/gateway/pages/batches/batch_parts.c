/* batch_parts.c - what is on record of a batch, to be read: entries, tests, stickers */
#include "common/base/arena.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/batches/batches.h"
#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/layout.h"

#define TEST(name) OCOP__MARKET__V1__TEST_VERDICT__TEST_VERDICT_##name

/* "Đang tính · 28/11/2026" */
static void write_standing(struct page *page, bool counts, const char *recorded_on)
{
	html_open(&page->html, "p", HTML_END);
	html_element(&page->html, "strong", NULL,
		     counts ? page_says(page, "Đang tính", "Counts")
			    : page_says(page, "Đã sửa, còn lưu", "Corrected, kept"));
	html_format(&page->html, " · %s", page_date(page, recorded_on));
	html_close(&page->html, "p");
}

static void write_entry(struct page *page, const Ocop__Market__V1__BatchEntry *entry, bool counts)
{
	const Ocop__Market__V1__BatchContent *content = entry->content;
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	write_standing(page, counts, entry->recorded_on);
	html_open(html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Ngày sản xuất", "Made on", page_date(page, content->produced_on));
	page_fact(page, "Hạn dùng", "Best before", page_date(page, content->best_before));
	page_name_fact(
		page, "Số lượng", "Quantity",
		arena_printf(page->arena, "%s %s",
			     decimal_text(page, content->quantity_hundredths, DECIMALS_HUNDREDTHS),
			     content->unit));
	for (size_t i = 0; i < content->n_origins; i++)
		page_name_fact(page, "Nguyên liệu", "Raw material",
			       arena_printf(page->arena, "%s: %s", content->origins[i]->material,
					    content->origins[i]->place));
	page_name_fact(page, "Lý do sửa", "Why corrected", entry->reason);
	html_close(html, "dl");
	html_close(html, "li");
}

void batch_entries_write(struct page *page, const Ocop__Market__V1__Batch *batch)
{
	html_open(&page->html, "ol", "class", "own entries", HTML_END);
	for (size_t i = batch->n_entries; i-- > 0;)
		write_entry(page, batch->entries[i], i + 1 == batch->n_entries);
	html_close(&page->html, "ol");
}

static bool is_corrected(const Ocop__Market__V1__Batch *batch, uint32_t test_no)
{
	for (size_t i = 0; i < batch->n_tests; i++) {
		if (batch->tests[i]->corrects_test_no == test_no)
			return true;
	}
	return false;
}

static void write_test(struct page *page, const Ocop__Market__V1__Batch *batch,
		       const Ocop__Market__V1__BatchTest *test)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	write_standing(page, !is_corrected(batch, test->test_no), test->recorded_on);
	html_open(html, "dl", "class", "facts", HTML_END);
	page_fact(page, "Lần", "No.", decimal_text(page, test->test_no, 0));
	page_name_fact(page, "Chỉ tiêu", "Kind", test->kind);
	page_name_fact(page, "Nơi kiểm", "Laboratory", test->laboratory);
	page_fact(page, "Ngày kiểm", "Tested on", page_date(page, test->tested_on));
	page_fact(page, "Kết luận", "Verdict",
		  test->verdict == TEST(PASSED) ? page_says(page, "Đạt", "Passed")
						: page_says(page, "Không đạt", "Failed"));
	page_name_fact(page, "Kết quả", "Result", test->result);
	page_fact(page, "Sửa lần", "Corrects no.", decimal_text(page, test->corrects_test_no, 0));
	page_name_fact(page, "Lý do sửa", "Why corrected", test->reason);
	html_close(html, "dl");
	html_close(html, "li");
}

void batch_tests_write(struct page *page, const Ocop__Market__V1__Batch *batch)
{
	if (batch->n_tests == 0) {
		page_element(page, "p", "hint", "Chưa ghi lần kiểm nghiệm nào.",
			     "No test is recorded.");
		return;
	}
	html_open(&page->html, "ol", "class", "own tests", HTML_END);
	for (size_t i = 0; i < batch->n_tests; i++)
		write_test(page, batch, batch->tests[i]);
	html_close(&page->html, "ol");
}

static void write_run(struct page *page, const Ocop__Market__V1__SerialRun *run)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "p", HTML_END);
	html_format(html, "%s: %s %s", page_date(page, run->drawn_on),
		    figure_number(page, run->stickers), page_says(page, "tem", "stickers"));
	if (*run->gtin)
		html_format(html, ", GTIN %s", run->gtin);
	html_close(html, "p");
	html_open(html, "a", "class", "button", "href",
		  arena_printf(page->arena, "/api/v1/serial-runs/%s.csv", run->run_id), HTML_END);
	html_text(html, page_says(page, "Tải tệp in tem (CSV)", "File for the printer (CSV)"));
	html_close(html, "a");
	html_close(html, "li");
}

void batch_stickers_write(struct page *page, const Ocop__Market__V1__Batch *batch)
{
	for (size_t i = 0; i < batch->n_quotas; i++) {
		html_open(&page->html, "p", HTML_END);
		html_format(&page->html,
			    page_says(page, "Được cấp %s tem, đã lấy %s.",
				      "%s stickers granted, %s drawn."),
			    figure_number(page, batch->quotas[i]->granted),
			    figure_number(page, batch->quotas[i]->drawn));
		html_close(&page->html, "p");
	}
	if (batch->n_runs == 0)
		page_element(page, "p", "hint", "Chưa lấy tem.", "No stickers are drawn yet.");
	html_open(&page->html, "ul", "class", "own runs", HTML_END);
	for (size_t i = batch->n_runs; i-- > 0;)
		write_run(page, batch->runs[i]);
	html_close(&page->html, "ul");
}
