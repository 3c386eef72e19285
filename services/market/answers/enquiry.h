/* enquiry.h - enquiries as one of their two sides sees them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/enquiries.pb-c.h"

struct enquiry;
struct transaction;

/* What both sides see, without messages; the producer also its id and whether the buyer is blocked,
 * the buyer none of that. */
Ocop__Market__V1__Enquiry *enquiry_message(struct transaction *tx, const struct enquiry *enquiry,
					   Ocop__Market__V1__EnquirySide side);

/* Adds the thread's messages; for the producer, the buyer's name and contact. */
void enquiry_message_fill(struct transaction *tx, Ocop__Market__V1__Enquiry *message,
			  const struct enquiry *enquiry, Ocop__Market__V1__EnquirySide side);

/* Reads a page of a list that was begun with one row more than `most`, and its cursor. */
void enquiries_page(struct transaction *tx, size_t most, Ocop__Market__V1__EnquirySide side,
		    Ocop__Market__V1__ListEnquiriesReply *answer);

/* False for a cursor we did not give; "" is the first page. */
bool enquiries_cursor_read(const char *cursor, int64_t *ret_before);
