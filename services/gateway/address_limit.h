/* address_limit.h - how often one address may do what costs others something: send in without an
 * account, fail to sign in, have lists checked. Whoever floods is told to come later
 *
 * In memory of a fixed size: an address takes the place of one that has been quiet for longest, so
 * that no number of addresses takes more. Of IPv6 the /64 that one subscriber has. Nothing of it is
 * written anywhere. On the loop's thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct address_limit;
struct http_request;

/* So many an hour, all of them at once if need be; 0: no limit. Free with address_limit_destroy. */
struct address_limit *address_limit_create(int64_t per_hour);

/* NULL is fine. */
void address_limit_destroy(struct address_limit *limit);

/* Who is counted, and for what. Borrowed for the call. */
struct address_count {
	const char *address; /* "127.0.0.1", "2001:db8::1"; what is none counts as one address */
	const char *about;   /* counted apart from all else of the address; NULL: all it does */
};

/* Counts one at a time in microseconds of a clock that never jumps; false when it is one too many,
 * which is then not counted, with the seconds to wait (0 when it is none). */
bool address_limit_allows(struct address_limit *limit, const struct address_count *count,
			  int64_t now_us, int64_t *ret_wait_s);

/* Takes back what was counted: it turned out to be none. Nothing when another address has taken its
 * place meanwhile. */
void address_limit_give_back(struct address_limit *limit, const struct address_count *count);

/* Counts one for the address that a request comes from, now. When it is one too many, Retry-After
 * goes with whatever answers the request (request->also). */
bool address_may_come(struct address_limit *limit, struct http_request *request);

/* Has Retry-After go with whatever answers the request, after a count that was not allowed. */
void address_must_wait(struct http_request *request, int64_t wait_s);
