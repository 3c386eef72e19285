/* own_figures.h - pages of figures that show an office what is its own: how they ask and begin
 *
 * Anybody has the sums; rows and parts are an office's, asked with its session. Who asks for these
 * without one is led to the sign-in page and back.
 */
#pragma once

#include "gateway/api/dispatch.h"
#include "gateway/pages/figures/figures_parts.h"

/* Lives in the request's arena. */
struct own_figures {
	struct gateway *gateway;
	struct http_request *request;
};

/* Asks the market as whoever asks; the message is in the request's arena. on_answer's context is a
 * struct own_figures. */
void own_figures_ask(struct gateway *gateway, struct http_request *request,
		     ProtobufCMessage *message, dispatch_answer_fn *on_answer);

/* Begins a page with its heading; ends it. Nothing keeps what an office sees. */
void own_figures_begin(struct page *page, const struct own_figures *own, enum figures_page which,
		       const char *vi, const char *en);
void own_figures_end(struct page *page);

/* "Register as of 10:00, 25/11/2026." */
void own_figures_write_as_of(struct page *page, const Google__Protobuf__Timestamp *as_of);
