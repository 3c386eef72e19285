/* answers.h - certificates, decisions, acts and requests as messages show them, in events and
 * answers alike
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "certification/records/history.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/certification/v1/types.pb-c.h"

struct certificate;
struct certificate_request;
struct decision_row;
struct suspension_act;
struct transaction;

/* With what it covers and where its place is today. The state is the row's: an answer first sets it
 * by the day (certificate_state_on). */
Ocop__Certification__V1__Certificate *certificate_message(struct transaction *tx,
							  const struct certificate *certificate);

/* With how far its certificates are. */
Ocop__Certification__V1__Decision *decision_message(struct transaction *tx,
						    const struct decision_row *decision);

Ocop__Certification__V1__SuspensionAct *suspension_act_message(struct transaction *tx,
							       const struct suspension_act *act);

Ocop__Certification__V1__CertificateRequest *certificate_request_message(
	struct transaction *tx, const struct certificate_request *request);

/* YYYY-MM-DD of the day in Vietnam at this transaction, in its arena. */
const char *today_text(struct transaction *tx);
