/* fields.h - what is said of a subscription when it is made and when it is changed
 *
 * Both commands say it in fields of the same names, so one check serves both.
 */
#pragma once

#include <stdint.h>

struct reply;
struct subscription;
struct transaction;

/* What of a message both commands have. Borrowed. */
struct subscription_fields {
	const char *name, *url, *mail_address, *language;
	uint32_t max_outstanding;
};

/* Puts the fields into a subscription whose kind is known; what is wrong is in the reply:
 * FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, WEBHOOK_URL_INVALID, MAIL_ADDRESS_INVALID. */
void subscription_fields_read(struct transaction *tx, const struct subscription_fields *fields,
			      struct reply *reply, struct subscription *subscription);
