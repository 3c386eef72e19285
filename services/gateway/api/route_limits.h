/* route_limits.h - rows that one address may not ask for without end: signing in, lists to check
 *
 * Of signing in only what failed counts: with a wrong name or password, not with a daemon that is
 * away. A share is taken before identity is asked and given back when the sign-in was right, so
 * that many at once are no more than many in a row. Two allowances an hour, and both must do: what
 * one address fails at in all (many officers sit behind a commune's one), and what it fails at of
 * one name. No allowance is a name's alone: nobody locks another out from elsewhere, and at the
 * same address one more try comes back every few minutes.
 */
#pragma once

#include "gateway/routes.h"

/* POST /api/v1/sessions, and the page that asks by the same row. */
extern const struct route_limit sign_in_limited;

/* POST /api/v1/labels and POST /api/v1/verify: a list is one. */
extern const struct route_limit check_limited;
