/* session_cookie.c - the cookie in which a browser keeps a session's secret */
#include "gateway/api/session_cookie.h"

#include <stdbool.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/http.h"
#include "gateway/sessions.h"

const char *session_cookie(const struct http_request *request, const char *secret)
{
	const char *protocol = http_request_header(request, "x-forwarded-proto");
	bool secure = protocol && strcmp(protocol, "https") == 0;

	return arena_printf(request->arena, "%s=%s%s%s%s", SESSION_COOKIE, secret,
			    SESSION_COOKIE_ATTRIBUTES, secure ? "; Secure" : "",
			    *secret ? "" : "; Max-Age=0");
}
