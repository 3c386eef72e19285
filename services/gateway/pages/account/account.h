/* account.h - pages of those who have signed in: how they ask, how they look, how one gets there
 *
 * A page of this folder asks what the API can be asked, by the same row, session and shards, and
 * shows the answer. What it sends is a form (form.h) whose names make the message (entries.h).
 * Whoever is not signed in is led to the sign-in page and back.
 */
#pragma once

#include "gateway/api/dispatch.h"
#include "gateway/pages/account/form.h"
#include "gateway/routes.h"
#include "ocop/identity/v1/queries.pb-c.h"

struct page;

/* "/dang-nhap" and "/dang-xuat". */
route_handle_fn page_sign_in;
route_handle_fn page_sign_in_send;
route_handle_fn page_sign_out_send;

/* "/cua-toi": the products of whoever is signed in. */
route_handle_fn page_own_products;

/* "/cua-toi/{listing_id}": one of them, to be described; what its forms send. */
route_handle_fn page_own_listing;
route_handle_fn page_own_listing_send;
route_handle_fn page_potential_send;
route_handle_fn page_photo_send;
route_handle_fn page_photos_arrange;

/* Asks as the request's caller, for a page. The message is in the request's arena. */
void account_ask(struct gateway *gateway, struct http_request *request, ProtobufCMessage *message,
		 dispatch_answer_fn *on_answer, void *context);

/* Sends a command with the id and the version that its form carries. Answers the request with
 * nothing: on_answer does. */
void account_send(struct gateway *gateway, struct http_request *request,
		  const struct entries *entries, ProtobufCMessage *message,
		  dispatch_answer_fn *on_answer, void *context);

/* Answers a refusal that no form can mend: leads to the sign-in page when nobody is signed in, else
 * says what it was. */
void account_refused(struct gateway *gateway, struct http_request *request,
		     const Ocop__Common__V1__Reply *refusal);

/* True when a refusal means that nobody is signed in (any more). */
bool account_must_sign_in(const Ocop__Common__V1__Reply *refusal);

/* True when a page of ours sends it, with or without a session; else the request is answered. */
bool account_own_page(struct http_request *request);

/* Reads the form that was sent; false when it has answered that it is none, or another site's. */
bool account_entries(struct gateway *gateway, struct http_request *request,
		     struct entries *ret_entries);

/* Answers with the way to a page of ours (303), which keeps the language. */
void account_redirect(struct http_request *request, const char *path);

/* The unit of the first grant of an account with one of these roles (ALLOW); "" for none. */
const char *account_unit_of(const Ocop__Identity__V1__Account *account, unsigned roles);

/* True when an account has one of these roles at all. */
bool account_has_role(const Ocop__Identity__V1__Account *account, unsigned roles);

/* "Đã lưu.", where the address says that something was. */
void account_write_saved(struct page *page);

/* Begins a page with the links of whoever is signed in above its heading, and ends it. Nothing
 * keeps it: it is one person's. */
void account_page_begin(struct page *page, struct gateway *gateway, struct http_request *request,
			const char *title_vi, const char *title_en);
void account_page_end(struct page *page, int status);
