/* client_address.h - where a request comes from, also through a proxy that is named
 *
 * TLS ends in front of the gateway, so the connection is mostly the proxy's. Limits by address and
 * what is for this machine alone go by the client's.
 */
#pragma once

struct http_request;

/* The address that counts: the connection's own, or, where that is of `proxies` (addresses parted
 * by commas, "" for none), the last of X-Forwarded-For that is none of them. What stands before it
 * the client may have written himself, and is not read. A header that names no address there leaves
 * the proxy's. In the request's arena, or request->peer. */
const char *client_address(const struct http_request *request, const char *proxies);
