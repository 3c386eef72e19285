/* notice.h - the written notices of decisions and of what happens to certificates, as PDF
 *
 * Drawn from stored data alone: the same notice has the same bytes every time, until a merger
 * changes whom it goes to. Numbers and signatures are left to the office.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "certification/records.h"
#include "certification/records/decision.h"
#include "certification/records/history.h"

struct pdf;
struct transaction;

/* Who writes, and to whom. */
struct notice_head {
	Ocop__Certification__V1__AuthorityLevel level; /* whose office writes */
	const char *province_code;
	const char *recipient; /* "Ủy ban nhân dân xã Tân Cương", or the producer's name */
	const char *dated_on;  /* YYYY-MM-DD */
};

/* What a decision says of the recipient's products. */
void notice_draw_decision(struct pdf *pdf, struct transaction *tx, const struct notice_head *head,
			  const struct decision_row *decision, const struct decision_line *lines,
			  size_t count);

/* What happened to a certificate: it names the certificate's ground, reason, decision and days. */
void notice_draw_move(struct pdf *pdf, struct transaction *tx, const struct notice_head *head,
		      const struct certificate *certificate, const struct certificate_move *move);

/* The subject of a notice about a move, for its title and its list. */
const char *notice_subject(Ocop__Certification__V1__CertificateMove move);

/* What the office that writes is called in a sentence. */
const char *notice_office_words(struct transaction *tx, const struct notice_head *head);
