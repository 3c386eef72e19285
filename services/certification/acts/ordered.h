/* ordered.h - what every order about a certificate begins with: its texts, the certificate, and who
 * decides on it
 */
#pragma once

#include "certification/records.h"
#include "certification/rules.h"
#include "common/reply.h"

struct rulebook;
struct transaction;

/* A certificate that somebody has an order for. */
struct ordered {
	struct certificate certificate;
	Ocop__Certification__V1__CertificateState state; /* as it is today */
	struct competence competence;
	const struct rulebook *book; /* that says who decides, and on what grounds */
};

/* Reason and decision number are there, and not too long; else the reply says what is wrong, as it
 * does of fields that were checked before. */
bool order_is_sound(struct reply *reply, const char *reason, const char *decision_number);

/* The certificate of a code as people type it. False, with CERTIFICATE_UNKNOWN or RULEBOOK_UNKNOWN
 * in the reply, when there is none or nobody says who decides on it. */
bool order_gather(struct transaction *tx, struct reply *reply, const char *code,
		  struct ordered *ret_ordered);
