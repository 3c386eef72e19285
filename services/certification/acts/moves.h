/* moves.h - what happens to certificates: written, kept in their history, told
 *
 * Every change of a certificate goes through here, so that its row, its history and its event never
 * part. The struct that is passed in shows the certificate as it then is.
 */
#pragma once

#include "certification/rules.h"

struct certificate;
struct rulebook;
struct transaction;

/* What the history says of a move; "" or NULL where there is nothing to say. */
struct move_note {
	const char *decision_number;
	const char *reason;
	const char *other_code; /* that stands in its place */
};

/* Puts a new certificate or recognition into the store, as it is filled in, with its first reminder
 * when it is valid and what it covers when a dossier or another certificate says so. Tells
 * nothing. */
void certificate_enter(struct transaction *tx, struct certificate *certificate);

/* Writes a certificate that a move has changed, raises its version and keeps the move. */
void certificate_moved(struct transaction *tx, struct certificate *certificate,
		       Ocop__Certification__V1__CertificateMove move, const struct move_note *note);

/* Ends one in favour of another: code, kind and reason are borrowed by it. Tells
 * CertificateReplaced. A correction is the move CORRECT, all others RENEW. */
struct replacement {
	const char *code;
	Ocop__Certification__V1__ReplacementKind kind;
	const char *reason;
	const char *decision_number;
};
void certificate_replace_by(struct transaction *tx, struct certificate *old,
			    const struct replacement *replacement);

/* What a new certificate comes from. */
struct issue {
	const char *started_from_code; /* the certificate its dossier started from, or "" */
	bool is_re_rating;
};

/* Puts a new certificate into the store, in the place of the product's one in force when it has
 * one, and of the one its dossier started from, which may be of a registration that was merged into
 * the product; and tells CertificateIssued (after CertificateReplaced). */
void certificate_issue(struct transaction *tx, struct certificate *certificate,
		       const struct issue *issue);

/* Why an earlier certificate ends, in the words of the law; "" for UNSPECIFIED. */
const char *replacement_words(Ocop__Certification__V1__ReplacementKind kind);

/* What it is worth at this transaction, on its last day or after it. */
Ocop__Certification__V1__CertificateState certificate_state_now(
	struct transaction *tx, const struct certificate *certificate);

/* Who asks, and who decides on this certificate, by a rule book. */
struct competence competence_gather(struct transaction *tx, const struct certificate *certificate,
				    const struct rulebook *book);

/* The rule book that says who may and on what grounds: the certificate's own; the one in force
 * today where the old decision names no grounds or is not known. NULL when there is none. */
const struct rulebook *certificate_rulebook(struct transaction *tx,
					    const struct certificate *certificate);
