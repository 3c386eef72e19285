/* route_limits.c - rows that one address may not ask for without end: signing in, lists to check */
#include "gateway/api/route_limits.h"

#include "common/base/clock.h"
#include "common/refusal.h"
#include "gateway/address_limit.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* What an address tries at one name, and at all. */
static struct address_count count_of_name(const struct http_request *request,
					  const ProtobufCMessage *message)
{
	const Ocop__Identity__V1__OpenSession *open =
		(const Ocop__Identity__V1__OpenSession *)message;

	return (struct address_count){.address = request->peer, .about = open->sign_in_name};
}

static struct address_count count_of_all(const struct http_request *request)
{
	return (struct address_count){.address = request->peer};
}

static bool sign_in_may_come(struct gateway *gateway, struct http_request *request,
			     const ProtobufCMessage *message)
{
	const struct address_count name = count_of_name(request, message);
	const struct address_count all = count_of_all(request);
	int64_t now_us = clock_monotonic_us();
	int64_t wait_s;

	if (!address_limit_allows(gateway->sign_in_name_limit, &name, now_us, &wait_s)) {
		address_must_wait(request, wait_s);
		return false;
	}
	if (!address_limit_allows(gateway->sign_in_limit, &all, now_us, &wait_s)) {
		address_limit_give_back(gateway->sign_in_name_limit, &name);
		address_must_wait(request, wait_s);
		return false;
	}
	return true;
}

static void sign_in_came_out(struct gateway *gateway, const struct http_request *request,
			     const ProtobufCMessage *message, const Ocop__Common__V1__Reply *reply)
{
	const struct address_count name = count_of_name(request, message);
	const struct address_count all = count_of_all(request);

	if (reply->n_refusals > 0 && reply->refusals[0]->code == REFUSAL(SIGN_IN_WRONG))
		return;
	address_limit_give_back(gateway->sign_in_name_limit, &name);
	address_limit_give_back(gateway->sign_in_limit, &all);
}

const struct route_limit sign_in_limited = {
	.refusal = REFUSAL(SIGN_INS_TOO_MANY),
	.may_come = sign_in_may_come,
	.came_out = sign_in_came_out,
};

static bool check_may_come(struct gateway *gateway, struct http_request *request,
			   const ProtobufCMessage *message)
{
	(void)message; /* a list is one, however long */
	return address_may_come(gateway->check_limit, request);
}

const struct route_limit check_limited = {
	.refusal = REFUSAL(RATE_LIMITED),
	.may_come = check_may_come,
};
