/* moves.h - what issuing, withdrawing, replacing and correcting a certificate have in common */
#pragma once

#include "certification/rules.h"

struct certificate;
struct rulebook;
struct transaction;

/* Ends a valid certificate in favour of another: writes its state and reason, raises its version
 * and tells CertificateReplaced. The struct shows it as it now is; code and reason are borrowed by
 * it. */
void certificate_replace_by(struct transaction *tx, struct certificate *old, const char *code,
			    const char *reason);

/* Puts a new certificate into the store, in the place of the product's valid one when it has one,
 * and of the one its dossier started from ("" for none), which may be of a registration that was
 * merged into the product; and tells CertificateIssued (after CertificateReplaced). */
void certificate_issue(struct transaction *tx, struct certificate *certificate,
		       const char *started_from_code);

/* Fills in what the rules ask before a certificate is withdrawn or corrected, by the rule book that
 * says who may and on what grounds: the certificate's own; the one in force today where the old
 * decision names no grounds or is not known. ground_code may be NULL; concluded_on is left to the
 * caller. Returns that rule book, or NULL when there is none. */
const struct rulebook *revocation_facts_gather(struct transaction *tx,
					       const struct certificate *certificate,
					       const char *ground_code,
					       struct revocation_facts *ret_facts);
