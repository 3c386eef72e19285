/* follow.h - what events say, into what figures are counted from
 *
 * For reactions, which call these beside what they do for listings. Each writes the mirror alone.
 */
#pragma once

#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/common/v1/envelope.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

struct transaction;

/* A certificate or recognition is on record. */
void figures_follow_certificate(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const Ocop__Certification__V1__Certificate *told);

/* It ends, is held up or runs on; where the event names no day, the day of the event counts. */
void figures_follow_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const Ocop__Certification__V1__CertificateRevoked *told);
void figures_follow_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const Ocop__Certification__V1__CertificateExpired *told);
void figures_follow_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const Ocop__Certification__V1__CertificateReplaced *told);
void figures_follow_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const Ocop__Certification__V1__CertificateSuspended *told);
void figures_follow_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const Ocop__Certification__V1__CertificateReinstated *told);
void figures_follow_extended(struct transaction *tx,
			     const Ocop__Certification__V1__CertificateExtended *told);

/* A product is known, or known otherwise; one that is not known yet is not changed: the event is
 * held back by whoever keeps the listing. */
void figures_follow_product(struct transaction *tx,
			    const Ocop__Registration__V1__ProductRegistered *told);
void figures_follow_product_changed(struct transaction *tx,
				    const Ocop__Registration__V1__ProductChanged *told);
void figures_follow_product_transferred(struct transaction *tx,
					const Ocop__Registration__V1__ProductTransferred *told);

/* A producer of this legal form is known. */
void figures_follow_producer(struct transaction *tx, const char *producer_id,
			     Ocop__Registration__V1__LegalForm legal_form);
