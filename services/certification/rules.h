/* rules.h - what certification decides: facts in, decision out
 *
 * No clock, no store, no log; what is passed in is borrowed, nothing is kept. Days are day numbers
 * of common/base/date.h, counted in Vietnam. A function that may say no returns the refusal, or
 * REFUSAL_CODE_UNSPECIFIED for yes.
 *
 * Where a rule comes from: certificates from 3 stars, 36 months, the grounds of revocation, the 15
 * days from the conclusion and who recognises (and so revokes) which star are those of the decision
 * in force when the product was rated: 26/2026/QĐ-TTg, 148/2023 or 1048/2019, read from the rule
 * book. The decisions say nothing of the form of codes and numbers: those are ours.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/certification/v1/types.pb-c.h"

#define CERTIFICATE_STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name
#define CERTIFICATE_MOVE(name)  OCOP__CERTIFICATION__V1__CERTIFICATE_MOVE__CERTIFICATE_MOVE_##name
#define REPLACEMENT_KIND(name)  OCOP__CERTIFICATION__V1__REPLACEMENT_KIND__REPLACEMENT_KIND_##name
#define REVOCATION_BASIS(name)  OCOP__CERTIFICATION__V1__REVOCATION_BASIS__REVOCATION_BASIS_##name
#define DECISION_KIND(name)     OCOP__CERTIFICATION__V1__DECISION_KIND__DECISION_KIND_##name
#define AUTHORITY_LEVEL(name)   OCOP__CERTIFICATION__V1__AUTHORITY_LEVEL__AUTHORITY_LEVEL_##name
#define REQUEST_KIND(name)      OCOP__CERTIFICATION__V1__REQUEST_KIND__REQUEST_KIND_##name
#define RECOVERED_OUTCOME(name) OCOP__CERTIFICATION__V1__RECOVERED_OUTCOME__RECOVERED_OUTCOME_##name
#define REQUEST_OUTCOME(name)   OCOP__CERTIFICATION__V1__REQUEST_OUTCOME__REQUEST_OUTCOME_##name

enum {
	CERTIFICATE_CODE_SIZE = 11, /* ten characters and the zero */
	CERTIFICATE_CODE_RANDOM_BYTES = 9,
	OFFICIAL_NUMBER_SIZE = 128,
	CERTIFIABLE_FROM_STAR = 3,
	LEGACY_VALIDITY_MONTHS = 36 /* all three decisions say so */
};

/* Most characters of a text; a longer one is FIELD_TOO_LONG. */
enum { NUMBER_LENGTH_MAX = 100, NAME_LENGTH_MAX = 300, REASON_LENGTH_MAX = 2000 };

/* --- rules/certificate_code.c: the short code on packs and in links */

/* Writes the code of nine random bytes: nine characters and one that checks them. */
void certificate_code_make(const uint8_t random[CERTIFICATE_CODE_RANDOM_BYTES],
			   char ret_code[CERTIFICATE_CODE_SIZE]);

struct arena;

/* A number as it is looked up, however somebody typed it (rules/number_key.c); "" for a text
 * without letters and digits. In the arena. */
const char *number_key(struct arena *arena, const char *number);

/* Reads a code as people type it (small letters, hyphens, blanks, O for 0, I and L for 1) and
 * writes it as we print it; false when it is none or its check character does not fit. */
bool certificate_code_read(const char *text, char ret_code[CERTIFICATE_CODE_SIZE]);

/* --- rules/official_number.c: the number on the paper */

/* What an official number is made of. Borrows the authority. */
struct number_parts {
	int64_t sequence; /* of the authority in the year, from 1 */
	int year;
	const char *authority;
};

/* True when a template can never give the same number twice: it holds {seq} (or {seq:04}), {year}
 * and {province}, and nothing else in braces. */
bool official_number_template_is_sound(const char *number_template);

/* Writes the number; false when it does not fit OFFICIAL_NUMBER_SIZE. The template is sound. */
bool official_number_print(const char *number_template, const struct number_parts *parts,
			   char ret_number[OFFICIAL_NUMBER_SIZE]);

/* --- rules/legacy_recognition.c: what an old register's row is worth */

/* A row as the register has it. Texts are never NULL. */
struct legacy_claim {
	const char *event_words; /* text_lower_words of the register's event */
	uint32_t star;           /* 0: not known */
	const char *decision_number;
	const char *decision_date;
	const char *expiry_date;
};

/* What a claim is worth on a day. Dates hold only where the flag beside them says so. */
struct legacy_judgement {
	Ocop__Certification__V1__CertificateState state;
	bool has_valid_from, has_valid_until;
	int32_t valid_from, valid_until;
};

/* True when the event says that the product was recognised, by the table in the file. */
bool legacy_claim_is_recognition(const struct legacy_claim *claim);

/* Dates and state of a recognition on a day: with decision number and date, the decision and 36
 * months (or the row's own last day); with a last day alone, that; otherwise not verified. */
struct legacy_judgement legacy_claim_judge(const struct legacy_claim *claim, int32_t today);

/* --- rules.c: the certificate's life */

/* Yes when the move is in the table of moves, with what the certificate then is; else the name of
 * what it is: CERTIFICATE_EXPIRED, _REVOKED, _REPLACED, _SUSPENDED, _NOT_SUSPENDED, _NOT_VERIFIED.
 * CERTIFICATE_STATE for a state of another release. */
Ocop__Common__V1__RefusalCode may_move_certificate(
	Ocop__Certification__V1__CertificateMove move,
	Ocop__Certification__V1__CertificateState from,
	Ocop__Certification__V1__CertificateState *ret_to);

/* Facts about a decided result that asks for its certificate. */
struct issue_facts {
	bool recognised;
	uint32_t star;
	bool has_certificate;
	bool has_product_code;
	bool is_upgrade;
	uint32_t old_star; /* of the certificate it starts from */
};

/* CERTIFICATE_STATE when it has one, or is an upgrade that brings no more stars: a failed upgrade
 * leaves the old certificate untouched. LEVEL_NOT_COMPETENT, PRODUCT_UNKNOWN. */
Ocop__Common__V1__RefusalCode may_issue_certificate(const struct issue_facts *facts);

/* Why a decision on the product gave another certificate in the place of the one it had. */
Ocop__Certification__V1__ReplacementKind replacement_kind(uint32_t old_star, uint32_t new_star,
							  bool is_re_rating);

/* The last day a certificate of this day is valid, itself included. */
int32_t certificate_last_day(int32_t valid_from, int validity_months);

/* Facts about a certificate whose end may have come. */
struct expiry_facts {
	Ocop__Certification__V1__CertificateState state; /* as it is stored */
	int32_t valid_until;
	int32_t last_day; /* with the extension, if it has one */
	bool is_extended;
	bool re_rating_failed; /* what it was extended for was decided, and nothing came of it */
	int32_t today;
};

/* Only once the last day is over; of one that runs on for its re-rating, once that has failed. */
Ocop__Common__V1__RefusalCode may_expire_certificate(const struct expiry_facts *facts);

/* Who asks, and whose certificate it is: who recognises a star decides on its certificates too,
 * whoever issued them; what districts issued is the province's. */
struct competence {
	bool is_of_centre; /* the rule book leaves this star to the centre */
	bool is_chairman;  /* who asks, of the certificate's province */
	bool is_ministry;  /* who asks */
};

bool is_competent(const struct competence *competence);

/* Facts about who wants to withdraw what. */
struct revocation_facts {
	struct competence competence;
	Ocop__Certification__V1__CertificateState state; /* as it is today */
	bool ground_exists;
	bool has_paper; /* the document it rests on is kept */
	int32_t concluded_on;
	int32_t today;
};

/* LEVEL_NOT_COMPETENT (chairman for 3 and 4 stars, Minister for 5), the state's reason,
 * PAPER_MISSING, GROUND_UNKNOWN, CONCLUSION_MISSING for one after today. */
Ocop__Common__V1__RefusalCode may_revoke_certificate(const struct revocation_facts *facts);

/* Days beyond the limit (calendar days; negative: there is none) between the conclusion, or the
 * commune's confirmation, and the revocation; 0 when in time. A late one is recorded, not refused:
 * the product's fault does not heal because an office was slow. */
int32_t revocation_days_late(int32_t concluded_on, int32_t today, int32_t within_days);

/* Who may correct: as for revoking, and the certificate must be valid. */
Ocop__Common__V1__RefusalCode may_correct_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state);

/* The same; SUSPENSION_NOT_ENTERED unless an act of the authority is in force that allows it. */
Ocop__Common__V1__RefusalCode may_suspend_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state,
	bool has_act);

/* Who may lift a suspension: as for revoking. Whether the act still holds does not matter: lifting
 * needs none. */
Ocop__Common__V1__RefusalCode may_reinstate_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state);

/* What the ministry may ask of a province: nothing about what is over, and no revocation of what
 * only the Minister revokes (LEVEL_NOT_COMPETENT). */
Ocop__Common__V1__RefusalCode may_request_action(Ocop__Certification__V1__RequestKind kind,
						 bool is_of_centre,
						 Ocop__Certification__V1__CertificateState state);

/* What a certificate is worth on a day: what can expire has, once the last day (YYYY-MM-DD or "")
 * is over, even in the second before the daemon has written it down. */
Ocop__Certification__V1__CertificateState certificate_state_on(
	Ocop__Certification__V1__CertificateState state, const char *last_day, int32_t today);
