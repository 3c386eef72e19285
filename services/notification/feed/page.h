/* page.h - a page of the feed: as many items as were asked for and fit */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/notification/v1/queries.pb-c.h"

struct feed_event;
struct transaction;

enum {
	FEED_LIMIT_DEFAULT = 100,
	FEED_LIMIT_MAX = 500,
	/* Looked at for one page when types leave most out: 10 ms of a reader. */
	FEED_LOOK_MAX = 4000
};

/* A page that is filled item by item. */
struct feed_page {
	Ocop__Notification__V1__FeedPage message;
	size_t room;
	size_t size_bytes;
	bool packed;
};

/* Begins a page of at most `limit` items (0: the default), after a place as it was asked for. */
void feed_page_begin(struct transaction *tx, uint32_t limit, bool packed, const char *after,
		     struct feed_page *ret_page);

/* Adds an item and moves the place behind it; false when the page is full: then it is not in. */
bool feed_page_add(struct transaction *tx, struct feed_page *page, const struct feed_event *event);

/* Moves the place behind an item that is left out. */
void feed_page_pass(struct transaction *tx, struct feed_page *page, const struct feed_event *event);
