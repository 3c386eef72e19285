/* history.h - what happened to a certificate, what it covers, and who was reminded of its end
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certification/rules.h"

struct transaction;

/* What registration lets one product have: see its rules/known.h and rules/evidence.h. */
enum { COVERED_VARIANTS_MAX = 50, PACK_PHOTOS_MAX = 6 };

enum { REMINDER_KINDS = 7 }; /* CertificateReminder without UNSPECIFIED */

/* certificate_moves: one row for everything that happened to it. */
struct certificate_move {
	const char *code;
	uint64_t move_no; /* the certificate's version afterwards */
	Ocop__Certification__V1__CertificateMove move;
	Ocop__Certification__V1__CertificateState state; /* afterwards */
	const char *moved_on;                            /* YYYY-MM-DD */
	const char *decision_number, *reason;            /* "" where there is none */
	const char *other_code;                          /* in its place, or "" */
	int64_t moved_at_us;
};

void certificate_move_insert(struct transaction *tx, const struct certificate_move *move);

/* In order, those after a number. Begins a statement; call certificate_move_next until it returns
 * false. */
void certificate_moves(struct transaction *tx, const char *code, uint64_t after, int64_t limit);
bool certificate_move_next(struct transaction *tx, struct certificate_move *ret);

/* One of them; false when there is no such. */
bool certificate_move_load(struct transaction *tx, const char *code, uint64_t move_no,
			   struct certificate_move *ret);

/* certificate_variants, certificate_photos: copied from the dossier that gave it. */
void certificate_cover_of_dossier(struct transaction *tx, const char *code, const char *dossier_id);

/* Takes away what it covers, to be copied anew. */
void certificate_cover_forget(struct transaction *tx, const char *code);

/* The same from the certificate that it corrects. */
void certificate_cover_of_certificate(struct transaction *tx, const char *code,
				      const char *other_code);

/* All variants and photos of one, in the transaction's arena; none is an empty list. */
void certificate_cover_load(struct transaction *tx, const char *code,
			    Ocop__Certification__V1__Certificate *message);

/* certificate_reminders: one that was told. */
struct certificate_reminder {
	const char *code;
	Ocop__Certification__V1__CertificateReminder reminder;
	const char *due_on; /* YYYY-MM-DD */
	bool overtaken;
	int64_t told_at_us;
};

/* Keeps that one was told now. A second of the same kind fails the transaction. */
void certificate_reminder_insert(struct transaction *tx,
				 const struct certificate_reminder *reminder);

/* All of a certificate, in the order of their days: there are seven kinds. */
void certificate_reminders(struct transaction *tx, const char *code);
bool certificate_reminder_next(struct transaction *tx, struct certificate_reminder *ret);
