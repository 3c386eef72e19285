/* own_export.c - "/cua-toi/xuat-khau/{export_id}": an export with all its entries; its producer
 * corrects it, the agency confirms or declines it
 */
#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/account/decimals.h"
#include "gateway/pages/trade/export_form.h"
#include "gateway/pages/trade/trade.h"

#define STATE(name) OCOP__MARKET__V1__EXPORT_STATE__EXPORT_STATE_##name

/* The forms, by the path's last word. */
static const char CORRECT[] = "sua", CONFIRM[] = "xac-nhan", DECLINE[] = "khong-xac-nhan";

static const char *page_path(const struct account_visit *visit)
{
	return arena_printf(visit->request->arena, "/cua-toi/xuat-khau/%s",
			    percent_encode(visit->request->arena, visit->key));
}

static void begin(struct page *page, const struct account_visit *visit, const struct form *form,
		  const char *verb)
{
	form_begin(page, form, arena_printf(page->arena, "%s/%s", page_path(visit), verb), 0);
}

/* --- entries */

static void write_entry(struct page *page, const Ocop__Market__V1__Export *record,
			const Ocop__Market__V1__ExportEntry *entry)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_open(html, "p", HTML_END);
	html_open(html, "strong", HTML_END);
	html_format(html, "%s %u", page_says(page, "Lần ghi", "Entry"), entry->entry_no);
	html_close(html, "strong");
	html_format(html, " · %s", page_date(page, entry->recorded_on));
	if (entry->entry_no == record->confirmed_entry_no)
		html_format(html, " · %s", page_says(page, "Đang tính", "Counts"));
	html_close(html, "p");
	export_content_write(page, entry->content);
	if (*entry->reason) {
		html_open(html, "dl", "class", "facts", HTML_END);
		page_name_fact(page, "Lý do sửa", "Why corrected", entry->reason);
		html_close(html, "dl");
	}
	html_close(html, "li");
}

static void write_entries(struct page *page, const Ocop__Market__V1__Export *record)
{
	page_element(page, "h2", NULL, "Mọi lần ghi và sửa", "All entries");
	html_open(&page->html, "ol", "class", "own", HTML_END);
	for (size_t i = record->n_entries; i-- > 0;)
		write_entry(page, record, record->entries[i]);
	html_close(&page->html, "ol");
}

/* --- forms */

static void write_correction(struct page *page, const struct account_visit *visit,
			     const Ocop__Market__V1__Export *record)
{
	static const struct form_field reason = {
		.name = "reason", .vi = "Lý do sửa", .en = "Why it is corrected", .most = "1000"};
	const struct form form = visit_form(visit, CORRECT);

	page_element(page, "h2", NULL, "Sửa", "Correct it");
	page_element(page, "p", "hint", "Lần ghi trước vẫn còn. Cơ quan OCOP xác nhận lại.",
		     "What was recorded before stays. The agency confirms it anew.");
	begin(page, visit, &form, CORRECT);
	export_form_write(page, &form, record->entries[record->n_entries - 1]->content);
	form_field(page, &form, &reason, "");
	form_end(page, "Ghi bản sửa", "Record the correction");
}

/* What was seen is what is decided: the entry's number goes with it. */
static void write_decision(struct page *page, const struct account_visit *visit,
			   const Ocop__Market__V1__Export *record)
{
	static const struct form_field reason = {
		.name = "reason", .vi = "Lý do", .en = "Reason", .rows = "3", .most = "1000"};
	const struct form confirm = visit_form(visit, CONFIRM);
	const struct form decline = visit_form(visit, DECLINE);
	const char *entry_no = decimal_text(page, record->n_entries, 0);

	if (record->state == STATE(DECLINED))
		return;
	page_element(page, "h2", NULL, "Xác nhận lần ghi mới nhất", "Decide on the newest entry");
	if (record->state == STATE(RECORDED)) {
		begin(page, visit, &confirm, CONFIRM);
		form_hidden(page, "confirmed", "true");
		form_hidden(page, "entryNo", entry_no);
		form_fault(page, &confirm, "entryNo");
		form_end(page, "Xác nhận", "Confirm it");
	}
	html_open(&page->html, "div", "class", "quiet", HTML_END);
	begin(page, visit, &decline, DECLINE);
	form_hidden(page, "entryNo", entry_no);
	form_fault(page, &decline, "entryNo");
	form_field(page, &decline, &reason, "");
	form_end(page, "Không xác nhận", "Decline it");
	html_close(&page->html, "div");
}

/* --- the page */

static void respond(const struct account_visit *visit, const Ocop__Market__V1__Export *record)
{
	const struct form failed = {.faults = visit->faults};
	struct page page;

	account_page_begin(&page, visit->gateway, visit->request, "Một chuyến xuất khẩu",
			   "One export");
	account_write_saved(&page);
	page_name(&page, "p", "lead", record->product_name);
	page_name(&page, "p", "producer", record->producer_name);
	html_open(&page.html, "p", HTML_END);
	page_state(&page, export_look(record->state));
	html_format(&page.html, " %s", page_date(&page, record->decided_on));
	html_close(&page.html, "p");
	if (*record->decision_reason)
		page_name(&page, "p", "words", record->decision_reason);
	write_entries(&page, record);
	if (account_has_role(visit->account, ALLOW(OCOP_AGENCY)))
		write_decision(&page, visit, record);
	if (account_has_role(visit->account, ALLOW(PRODUCER)) && record->n_entries > 0)
		write_correction(&page, visit, record);
	account_page_end(&page, form_status(&failed));
}

static void on_export(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	const struct account_visit *visit = context;

	(void)version; /* a decision names the entry that was seen */
	if (reply)
		respond(visit, (const Ocop__Market__V1__Export *)reply);
	else
		account_refused(visit->gateway, visit->request, refusal);
}

static void show(struct account_visit *visit)
{
	struct arena *arena = visit->request->arena;
	Ocop__Market__V1__GetExport *query = arena_alloc(arena, sizeof(*query));

	ocop__market__v1__get_export__init(query);
	query->export_id = arena_strdup(arena, visit->key);
	account_ask(visit->gateway, visit->request, &query->base, on_export, visit);
}

static struct account_visit *visit_create(struct gateway *gateway, struct http_request *request,
					  const struct route_values *values)
{
	struct account_visit *visit = account_visit_create(gateway, request, values);

	visit->show = show;
	visit->back = page_path(visit);
	visit->many_forms = true;
	return visit;
}

void page_own_export(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	visit_show(visit_create(gateway, request, values));
}

/* --- what its forms send */

void page_own_export_correct(struct gateway *gateway, struct http_request *request,
			     const struct route *route, const struct route_values *values)
{
	struct account_visit *visit = visit_create(gateway, request, values);

	(void)route; /* as above */
	if (!visit_read(visit, CORRECT))
		return;
	export_form_join(request->arena, &visit->entries);
	visit_command(visit, &ocop__market__v1__correct_export__descriptor, "export_id");
}

void page_own_export_do(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	static const struct visit_verb verbs[] = {
		{CONFIRM, &ocop__market__v1__decide_export__descriptor},
		{DECLINE, &ocop__market__v1__decide_export__descriptor},
		{0},
	};

	(void)route; /* as above */
	visit_do(visit_create(gateway, request, values), verbs, values->values[1], "export_id");
}
