/* session_cookie.h - the cookie in which a browser keeps a session's secret
 */
#pragma once

struct http_request;

/* Set-Cookie's value for a secret, in the request's arena; "" ends the cookie. Secure when the
 * client came over TLS, which ends before us. */
const char *session_cookie(const struct http_request *request, const char *secret);
