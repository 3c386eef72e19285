/* figures_view.h - what the pages of figures have in common: what is asked, and how it is shown
 */
#pragma once

#include <stdbool.h>

#include "gateway/pages/figures/figure_words.h"
#include "gateway/pages/layout.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct gateway;
struct http_request;

/* What the visitor asked for; lives in the request's arena. */
struct figures_view {
	struct gateway *gateway;
	struct http_request *request;
	const struct by_words *by;
	const struct measure_words *measure; /* of rows */
	const char *filters;                 /* "&star=4": as addresses have them */
	const char *at, *months, *cursor;    /* as asked; "" for the defaults */
};

/* Reads the address. */
struct figures_view *figures_view_create(struct gateway *gateway, struct http_request *request);

/* A parameter of the request as it was asked; "" when it was not. */
const char *figures_asked(const struct figures_view *view, const char *name);

/* Fills in what all messages about figures have: filters, day, months, cursor. Asks the market;
 * the message is borrowed for the call. */
void figures_view_ask(struct figures_view *view, ProtobufCMessage *message,
		      void (*on_reply)(void *context, const Ocop__Common__V1__Reply *reply));

/* The message of an accepted answer; NULL when the request was answered with why not. */
const ProtobufCMessage *figures_view_accepted(const struct figures_view *view,
					      const Ocop__Common__V1__Reply *reply,
					      const ProtobufCMessageDescriptor *descriptor);

/* "&at=2025-12-31&months=6": day and months, where they are not the defaults. */
const char *figures_view_when(const struct page *page, const struct figures_view *view);

/* Parts of a page: the day and how far the register is in; what is filtered, and the way out, a
 * path; the next page, at a path of ours. */
void figures_write_as_of(struct page *page, const char *at,
			 const Google__Protobuf__Timestamp *as_of);
void figures_write_filters(struct page *page, Ocop__Market__V1__FigureFilter *const *filters,
			   size_t count, const char *way_out);
void figures_write_next(struct page *page, const char *path);
