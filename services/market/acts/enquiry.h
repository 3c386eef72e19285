/* enquiry.h - what commands and queries of enquiries share */
#pragma once

#include <stdbool.h>

#include "market/records/enquiry.h"

struct enquiry_count_filter;
struct reply;
struct transaction;

/* The thread of a receipt, as people type it; false with NO_SUCH_THING in the reply. */
bool enquiry_of_receipt(struct transaction *tx, struct reply *reply, const char *receipt,
			struct enquiry *ret_enquiry);

/* A message as it is kept, lines and all: FIELD_MISSING for blanks alone, FIELD_TOO_LONG. */
const char *enquiry_message_read(struct reply *reply, const char *text);

/* By what a buyer is known again: his account, else his contact's key (rules/enquiry.h), as a hash
 * with the store's secret; in the arena. */
const char *buyer_key_of(struct transaction *tx, const char *contact_key);

/* One more message of a thread by this command; the same command again changes nothing. False with
 * COMMAND_ID_REUSED (its id wrote another message), ENQUIRY_CLOSED or MESSAGES_TOO_MANY in the
 * reply. */
bool enquiry_write(struct transaction *tx, struct reply *reply, struct enquiry *enquiry,
		   Ocop__Market__V1__EnquirySide side, const char *text);

/* Ends the thread, from when on the buyer's contact is kept for so long only, and tells it. */
void enquiry_close(struct transaction *tx, struct enquiry *enquiry,
		   Ocop__Market__V1__EnquiryOutcome outcome);

/* Forgets who the buyer is and how he can be reached. */
void enquiry_forget_buyer(struct transaction *tx, struct enquiry *enquiry);

/* What is counted: FIELD_MISSING without province and commune, DATE_INVALID for what is no month.
 */
void enquiry_counts_check(struct reply *reply, const struct enquiry_count_filter *filter);
