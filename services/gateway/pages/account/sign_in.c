/* sign_in.c - "/dang-nhap" and "/dang-xuat": who works here comes in and goes
 *
 * The secret is in a cookie that no script reads and no other site sends. A form from another site
 * signs nobody in: somebody would work in a stranger's account without noticing.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "common/refusal.h"
#include "gateway/api/parameters.h"
#include "gateway/api/session_cookie.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/pages/account/account.h"
#include "gateway/pages/layout.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

#define NEXT "_next"

/* Lives in the request's arena. */
struct signing_in {
	struct gateway *gateway;
	struct http_request *request;
	struct entries entries;
};

/* Where to go afterwards: a path of ours, or home. What begins with two slashes is another host. */
static const char *next_path(const char *asked)
{
	bool own = asked && asked[0] == '/' && asked[1] != '/' && asked[1] != '\\' &&
		   strspn(asked, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				 "-._~/%?=&") == strlen(asked);

	return own ? asked : "/cua-toi";
}

static void show(struct gateway *gateway, struct http_request *request, const struct form *form,
		 const char *next)
{
	static const struct form_field name = {
		.name = "signInName",
		.vi = "Tên đăng nhập",
		.en = "Sign-in name",
		.autocomplete = "username",
		.required = true,
	};
	static const struct form_field password = {
		.name = "password",
		.vi = "Mật khẩu",
		.en = "Password",
		.type = "password",
		.autocomplete = "current-password",
		.required = true,
	};
	enum language language = language_of(request);
	const char *title = in_language(language, "Đăng nhập", "Sign in");
	struct page page;

	page_begin(&page, gateway, request, SECTION_ACCOUNT, title, title);
	page.personal = true;
	html_open(&page.html, "div", "class", "wrap narrow", HTML_END);
	html_element(&page.html, "h1", NULL, title);
	page_element(&page, "p", "hint",
		     "Dành cho chủ thể và cán bộ. Mua hàng không cần đăng nhập.",
		     "For producers and officers. Buyers need no account.");
	form_begin(&page, form, "/dang-nhap", 0);
	form_hidden(&page, NEXT, next);
	form_field(&page, form, &name, "");
	form_field(&page, &(struct form){.faults = form->faults}, &password, ""); /* typed anew */
	form_end(&page, "Đăng nhập", "Sign in");
	html_close(&page.html, "div");
	page_end(&page, form_status(form));
}

void page_sign_in(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	const char *next = parameters_find(request->arena, request->query, "next");

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	show(gateway, request, &(struct form){0}, next_path(next));
}

static void show_again(struct signing_in *signing_in, const struct form_faults *faults)
{
	const struct form form = {.entries = &signing_in->entries, .faults = faults};

	show(signing_in->gateway, signing_in->request, &form,
	     next_path(entries_value(&signing_in->entries, NEXT)));
}

static void on_opened(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	struct signing_in *signing_in = context;
	struct http_request *request = signing_in->request;
	const Ocop__Identity__V1__SessionOpened *opened =
		(const Ocop__Identity__V1__SessionOpened *)reply;

	(void)version; /* a session has none */
	if (!opened) {
		show_again(signing_in, form_faults_keep(request->arena, refusal));
		return;
	}
	request->also = (struct http_header){"Set-Cookie", session_cookie(request, opened->secret)};
	account_redirect(request, next_path(entries_value(&signing_in->entries, NEXT)));
}

void page_sign_in_send(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	struct signing_in *signing_in = arena_alloc(request->arena, sizeof(*signing_in));
	struct message_faults *faults = arena_alloc(request->arena, sizeof(*faults));
	ProtobufCMessage *message;

	(void)route; /* as above */
	(void)values;
	signing_in->gateway = gateway;
	signing_in->request = request;
	if (!account_entries(gateway, request, &signing_in->entries))
		return;
	message =
		entries_message(&signing_in->entries, &ocop__identity__v1__open_session__descriptor,
				request->arena, faults);
	if (message)
		account_send(gateway, request, &signing_in->entries, message, on_opened,
			     signing_in);
	else
		show_again(signing_in, form_faults_of_message(request->arena, faults));
}

/* Whatever identity says, the browser forgets: who signs out has gone. */
static void on_closed(void *context, const ProtobufCMessage *reply, uint64_t version,
		      const Ocop__Common__V1__Reply *refusal)
{
	struct http_request *request = context;

	(void)reply;
	(void)version;
	(void)refusal; /* a session that is over already is over */
	request->also = (struct http_header){"Set-Cookie", session_cookie(request, "")};
	account_redirect(request, "/dang-nhap");
}

void page_sign_out_send(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	const char *secret = http_request_cookie(request, SESSION_COOKIE);
	Ocop__Identity__V1__CloseSession *message;

	(void)route; /* as above */
	(void)values;
	if (!account_own_page(request))
		return;
	if (!secret) {
		account_redirect(request, "/dang-nhap");
		return;
	}
	sessions_forget(gateway->sessions, secret);
	message = arena_alloc(request->arena, sizeof(*message));
	ocop__identity__v1__close_session__init(message);
	message->secret = arena_strdup(request->arena, secret);
	account_ask(gateway, request, &message->base, on_closed, request);
}
