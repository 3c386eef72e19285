/* feed_source.h - where a follower asks for the public feed: this instance, or another's gateway
 *
 * Of this instance notification is asked itself, with the key of the session. Another agency's is
 * asked over HTTP, with a key that agency has given; both give the same pages.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

struct session;

struct feed_source {
	struct session *session;
	const char *url;          /* "https://ocop.example.org", or NULL for this instance */
	const char *subscription; /* id, or NULL for the whole feed */
	void *http;               /* libcurl's handle */
};

/* Reads the options --url and --subscription. Returns an exit_status, having said why not. */
int feed_source_open(struct session *session, struct feed_source *ret_source);

/* Gives back what was opened. A zeroed one is fine. */
void feed_source_close(struct feed_source *source);

/* The name under which a place in it is kept. */
const char *feed_source_name(const struct feed_source *source);

/* A page behind a place as JSON of FeedPage, each item with its packed bytes; give it back with
 * json_decref. JSON, and not the message: what a newer feed tells is passed on as it is.
 * EXIT_FINDINGS when the place is not confirmed, EXIT_UNREACHABLE when nobody answers; says why
 * unless `quietly`. */
int feed_source_page(struct feed_source *source, const char *after, uint32_t limit, bool quietly,
		     json_t **ret_page);
