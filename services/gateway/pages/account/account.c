/* account.c - pages of those who have signed in: how they ask, how they look, how one gets there */
#include "gateway/pages/account/account.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/refusal.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/layout.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"

void account_ask(struct gateway *gateway, struct http_request *request, ProtobufCMessage *message,
		 dispatch_answer_fn *on_answer, void *context)
{
	const struct dispatch_question question = {
		.route = routes_of_message(message->descriptor),
		.message = message,
		.on_answer = on_answer,
		.context = context,
	};

	dispatch_ask(gateway, request, &question);
}

void account_send(struct gateway *gateway, struct http_request *request,
		  const struct entries *entries, ProtobufCMessage *message,
		  dispatch_answer_fn *on_answer, void *context)
{
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	const struct dispatch_question question = {
		.route = routes_of_message(message->descriptor),
		.message = message,
		.command_id = command_id,
		.expected_version = form_version(entries),
		.on_answer = on_answer,
		.context = context,
	};

	form_command_id(entries, command_id);
	dispatch_ask(gateway, request, &question);
}

bool account_must_sign_in(const Ocop__Common__V1__Reply *refusal)
{
	Ocop__Common__V1__RefusalCode code =
		refusal->n_refusals ? refusal->refusals[0]->code : REFUSAL(UNSPECIFIED);

	return code == REFUSAL(TOKEN_MISSING) || code == REFUSAL(TOKEN_INVALID) ||
	       code == REFUSAL(TOKEN_EXPIRED);
}

void account_redirect(struct http_request *request, const char *path)
{
	const char *mark = strchr(path, '?') ? "&" : "?";
	bool english = language_of(request) == LANGUAGE_EN;
	struct http_header header = {
		"Location",
		english ? arena_printf(request->arena, "%s%slang=en", path, mark) : path,
	};

	http_respond(request, 303, &header, 1, NULL, 0);
}

void account_refused(struct gateway *gateway, struct http_request *request,
		     const Ocop__Common__V1__Reply *refusal)
{
	const char *query = request->query && *request->query ? request->query : NULL;
	const char *next =
		query ? arena_printf(request->arena, "%s?%s", request->path, query) : request->path;

	if (account_must_sign_in(refusal))
		account_redirect(request, arena_printf(request->arena, "/dang-nhap?next=%s",
						       percent_encode(request->arena, next)));
	else
		page_refused(gateway, request, refusal);
}

static bool grants_role(const Ocop__Common__V1__Grant *grant, unsigned roles)
{
	unsigned role = (unsigned)grant->role;

	return role < ALLOW_ROLES_END && ((1u << role) & roles) != 0;
}

const char *account_unit_of(const Ocop__Identity__V1__Account *account, unsigned roles)
{
	for (size_t i = 0; i < account->n_grants; i++) {
		if (grants_role(account->grants[i], roles) && *account->grants[i]->unit_code)
			return account->grants[i]->unit_code;
	}
	return "";
}

bool account_has_role(const Ocop__Identity__V1__Account *account, unsigned roles)
{
	for (size_t i = 0; i < account->n_grants; i++) {
		if (grants_role(account->grants[i], roles))
			return true;
	}
	return false;
}

bool account_own_page(struct http_request *request)
{
	if (sessions_own_page(request))
		return true;
	problem_respond(request, REFUSAL(CROSS_SITE), NULL, "the form is another site's");
	return false;
}

bool account_entries(struct gateway *gateway, struct http_request *request,
		     struct entries *ret_entries)
{
	(void)gateway; /* a body that is no form comes from no page of ours: no page answers it */
	if (!account_own_page(request))
		return false;
	if (entries_read(request, ret_entries))
		return true;
	problem_respond(request, REFUSAL(MEDIA_TYPE), "content-type",
			"application/x-www-form-urlencoded");
	return false;
}

static void write_link(struct page *page, const char *path, const char *vi, const char *en)
{
	html_open(&page->html, "a", "href", page_link(page, path), "aria-current",
		  strcmp(page->request->path, path) == 0 ? "page" : NULL, HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "a");
}

/* A button, not a link: what a link leads to may be asked for by anybody's page. */
static void write_sign_out(struct page *page)
{
	html_open(&page->html, "form", "action", page_link(page, "/dang-xuat"), "method", "post",
		  HTML_END);
	html_open(&page->html, "button", "type", "submit", "class", "plain", HTML_END);
	html_text(&page->html, page_says(page, "Đăng xuất", "Sign out"));
	html_close(&page->html, "button");
	html_close(&page->html, "form");
}

void account_write_saved(struct page *page)
{
	if (!parameters_find(page->arena, page->request->query, "saved"))
		return;
	html_open(&page->html, "p", "class", "saved", "role", "status", HTML_END);
	html_text(&page->html, page_says(page, "Đã lưu.", "Saved."));
	html_close(&page->html, "p");
}

void account_page_begin(struct page *page, struct gateway *gateway, struct http_request *request,
			const char *title_vi, const char *title_en)
{
	const char *title = in_language(language_of(request), title_vi, title_en);

	page_begin(page, gateway, request, SECTION_ACCOUNT, title, title);
	page->personal = true;
	html_open(&page->html, "div", "class", "wrap narrow", HTML_END);
	html_open(&page->html, "nav", "class", "mine", "aria-label",
		  page_says(page, "Của tôi", "Mine"), HTML_END);
	write_link(page, "/cua-toi", "Sản phẩm của tôi", "My products");
	write_link(page, "/cua-toi/hoi-mua", "Hỏi mua", "Enquiries");
	write_link(page, "/cua-toi/diem-ban", "Điểm bán", "Shops");
	write_link(page, "/cua-toi/su-kien", "Sự kiện", "Events");
	write_link(page, "/cua-toi/xuat-khau", "Xuất khẩu", "Exports");
	write_sign_out(page);
	html_close(&page->html, "nav");
	html_element(&page->html, "h1", NULL, title);
}

void account_page_end(struct page *page, int status)
{
	html_close(&page->html, "div");
	page_end(page, status);
}
