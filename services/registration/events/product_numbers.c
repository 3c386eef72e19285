/* product_numbers.c - what registration tells of communes' numbers */
#include "common/message/message.h"
#include "common/outbox.h"
#include "registration/events.h"
#include "registration/records/numbers/product_number.h"

void event_product_numbers_reserved(struct transaction *tx, const char *commune_code,
				    const struct number_gap *gap)
{
	Ocop__Registration__V1__ProductNumbersReserved event =
		OCOP__REGISTRATION__V1__PRODUCT_NUMBERS_RESERVED__INIT;

	event.commune_code = message_text(commune_code);
	event.first_number = gap->first_number;
	event.last_number = gap->last_number;
	event.reason = message_text(gap->reason);
	outbox_append(tx, commune_code, gap->last_number, &event.base);
}
