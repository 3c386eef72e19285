/* limits_fixture.h - the gateway's limits by address as a test sets them; none at first
 */
#pragma once

#include <stddef.h>

#include "gateway/address_limit.h"
#include "gateway/gateway.h"

/* So many an hour from here on. */
static inline void limit_set(struct address_limit **limit, int64_t per_hour)
{
	address_limit_destroy(*limit);
	*limit = address_limit_create(per_hour);
}

static inline void limits_create(struct gateway *gateway)
{
	limit_set(&gateway->report_limit, 0);
	limit_set(&gateway->enquiry_limit, 0);
	limit_set(&gateway->check_limit, 0);
	limit_set(&gateway->sign_in_limit, 0);
	limit_set(&gateway->sign_in_name_limit, 0);
}

static inline void limits_destroy(struct gateway *gateway)
{
	address_limit_destroy(gateway->report_limit);
	address_limit_destroy(gateway->enquiry_limit);
	address_limit_destroy(gateway->check_limit);
	address_limit_destroy(gateway->sign_in_limit);
	address_limit_destroy(gateway->sign_in_name_limit);
}
