/* client_address.c - where a request comes from, also through a proxy that is named */
#include "gateway/client_address.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/http.h"

enum { ADDRESS_BYTES = 16 };

/* IPv4 stands in the last four; false for what is no address. */
static bool address_read(const char *text, unsigned char ret_bytes[ADDRESS_BYTES])
{
	static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};

	memcpy(ret_bytes, mapped, sizeof(mapped));
	return inet_pton(AF_INET, text, ret_bytes + sizeof(mapped)) == 1 ||
	       inet_pton(AF_INET6, text, ret_bytes) == 1;
}

/* The last item of a list, without blanks around it, in the arena; *size is then what stands before
 * its comma. */
static char *last_item(struct arena *arena, const char *list, size_t *size)
{
	size_t end = *size, begin;

	while (end > 0 && (list[end - 1] == ' ' || list[end - 1] == '\t'))
		end--;
	begin = end;
	while (begin > 0 && list[begin - 1] != ',')
		begin--;
	*size = begin > 0 ? begin - 1 : 0;
	while (begin < end && (list[begin] == ' ' || list[begin] == '\t'))
		begin++;
	return arena_printf(arena, "%.*s", (int)(end - begin), list + begin);
}

static bool is_proxy(struct arena *arena, const char *address, const char *proxies)
{
	unsigned char asked[ADDRESS_BYTES], proxy[ADDRESS_BYTES];
	size_t left = strlen(proxies);

	if (!address_read(address, asked))
		return false;
	while (left > 0) {
		if (address_read(last_item(arena, proxies, &left), proxy) &&
		    memcmp(asked, proxy, ADDRESS_BYTES) == 0)
			return true;
	}
	return false;
}

const char *client_address(const struct http_request *request, const char *proxies)
{
	const char *named = http_request_header(request, "x-forwarded-for");
	const char *address = request->peer;
	unsigned char bytes[ADDRESS_BYTES];
	size_t left = named ? strlen(named) : 0;

	while (left > 0 && is_proxy(request->arena, address, proxies)) {
		const char *before = last_item(request->arena, named, &left);

		if (!address_read(before, bytes))
			break;
		address = before;
	}
	return address;
}
