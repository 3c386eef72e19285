/* correction.h - a certificate in the place of one that is not to stand any more as it is */
#pragma once

#include <stdbool.h>

struct certificate;
struct transaction;

/* What the new one says instead; "" keeps the old. */
struct correction {
	const char *product_name, *producer_name, *decision_number;
	const char *reason;
	bool is_of_centre; /* whose number it gets */
};

/* Ends the old one by the move CORRECT and puts a new one in its place, with a code and number of
 * its own, the same cover and validity. Tells CertificateReplaced and CertificateIssued. */
void certificate_correct(struct transaction *tx, struct certificate *old,
			 const struct correction *correction, struct certificate *ret_new);
