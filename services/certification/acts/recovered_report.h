/* recovered_report.h - what forgotten leaves tell of reports on packs, put back into the store
 *
 * For the table of recovered.c. The log never had what reporters wrote, and only commits to which
 * certificate a report was on: a report that was forgotten is there again with its kind, its unit
 * and how far it came, under its id and another receipt. There is no paper to enter the rest from.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

typedef void recovered_report_fn(struct transaction *tx, const Ocop__Common__V1__Event *event,
				 const ProtobufCMessage *body);

/* Each applies the event of its name. */
recovered_report_fn recovered_report_reported;
recovered_report_fn recovered_report_taken_up;
recovered_report_fn recovered_report_forwarded;
recovered_report_fn recovered_report_overdue;
recovered_report_fn recovered_report_closed;
recovered_report_fn recovered_reporter_erased;
