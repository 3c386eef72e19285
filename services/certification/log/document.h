/* document.h - a certificate as a signed file */
#pragma once

struct certificate;
struct transaction;
struct transparency;

/* The document as text, signed; in the transaction's arena.
 *
 *	{"format": "ocop-certificate@v1", "origin": "ocop/thai-nguyen", "code": "...",
 *	 "asOf": "...", "nextUpdate": "...", "state": "VALID", "validUntil": "2029-06-20",
 *	 "leaf": 11, "certificate": {...}, "salts": {"certificate.producerName": "..."},
 *	 "now": {...}, "signature": {...}}
 *
 * `certificate` is what was issued, as the event of leaf `leaf` has it, and `salts` open what that
 * leaf commits to. `now` has what came later: the fields of the certificate that differ today. */
char *document_print(struct transaction *tx, const struct transparency *transparency,
		     const struct certificate *certificate);
