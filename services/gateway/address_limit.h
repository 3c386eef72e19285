/* address_limit.h - how often one address may send something in without an account: whoever
 * floods is told to come later
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

/* So many an hour, all of them at once if need be; 0: no limit. */
struct address_limit *address_limit_create(int64_t per_hour);

/* NULL is fine. */
void address_limit_destroy(struct address_limit *limit);

/* Counts one from an address ("127.0.0.1", "2001:db8::1") at a time of a clock that never jumps;
 * false when it is one too many, with the seconds to wait. */
bool address_limit_allows(struct address_limit *limit, const char *address, int64_t now_us,
			  int64_t *ret_wait_s);

/* The same for the address that a request comes from, now. */
bool address_may_come(struct address_limit *limit, const struct http_request *request);
