/* rules.h - what registration decides: facts in, decision out
 *
 * No clock, no store, no log; what is passed in is borrowed, nothing is kept. Days are day numbers
 * of common/base/date.h, counted in Vietnam. A function that may say no returns the refusal, or
 * REFUSAL_CODE_UNSPECIFIED for yes.
 *
 * Where a rule comes from: the way of a dossier, the screening without points in 15 working days,
 * the dates for proposals (strictly before) and the window of re-ratings (180 to 120 days before
 * expiry) are those of 26/2026/QĐ-TTg, read from the rule book with the days they hold; so are the
 * forms, the checks and the kinds of evidence. What the law leaves open is a setting or stands in
 * the README.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "common/rulebook/score.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/records.h"

struct arena;
struct erased_names;

#define DOSSIER_STATE(name)     OCOP__REGISTRATION__V1__DOSSIER_STATE__DOSSIER_STATE_##name
#define DOSSIER_KIND(name)      OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_##name
#define PRODUCT_STAGE(name)     OCOP__REGISTRATION__V1__PRODUCT_STAGE__PRODUCT_STAGE_##name
#define SUBMISSION_KIND(name)   OCOP__REGISTRATION__V1__SUBMISSION_KIND__SUBMISSION_KIND_##name
#define OFFICE(name)            OCOP__REGISTRATION__V1__OFFICE__OFFICE_##name
#define LEGAL_FORM(name)        OCOP__REGISTRATION__V1__LEGAL_FORM__LEGAL_FORM_##name
#define CERTIFICATE_STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name
#define ROUND_STATE(name)       OCOP__SCORING__V1__ROUND_STATE__ROUND_STATE_##name
#define ROUND_KIND(name)        OCOP__SCORING__V1__ROUND_KIND__ROUND_KIND_##name
#define ROUND_LEVEL(name)       OCOP__SCORING__V1__LEVEL__LEVEL_##name
#define DECISION_OUTCOME(name)  OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_##name

/* Most characters of a text; a longer one is FIELD_TOO_LONG. */
enum {
	NUMBER_LENGTH_MAX = 60,
	NAME_LENGTH_MAX = 300,
	LINE_LENGTH_MAX = 1000,
	REASON_LENGTH_MAX = 4000,
	DESCRIPTION_LENGTH_MAX = 5000,
	PACK_PHOTOS_MAX = 6,     /* of a dossier; an event carries them all */
	VALUE_LENGTH_MAX = 5000, /* 35 fields of a form, three bytes a character: within a reply */
};

/* --- rules.c: the dossier's life */

/* What can be done to a dossier. */
enum dossier_verb {
	DOSSIER_EDIT,       /* forms and evidence */
	DOSSIER_ASSESS,     /* the producer's own choices */
	DOSSIER_CARRY_OVER, /* filled from an earlier one */
	DOSSIER_CONFIRM,    /* the producer stands by it */
	DOSSIER_SUBMIT,
	DOSSIER_SCREEN,
	DOSSIER_PROPOSE,
	DOSSIER_RETURN,
	DOSSIER_ADMIT,
	DOSSIER_WITHDRAW,
	DOSSIER_CLOSE_EARLIER,   /* of kind EARLIER: it is entered */
	DOSSIER_ASK_SUPPLEMENT,  /* from then on it waits with the producer */
	DOSSIER_GIVE_SUPPLEMENT, /* from then on with the round again */
	DOSSIER_RECOUNT,         /* the day it is due by, after the calendar changed */
	DOSSIER_NOT_TAKEN,       /* the round did not take it in */
	DOSSIER_LEFT,            /* withdrawn while in the round */
	DOSSIER_RECOGNISE,
	DOSSIER_NOT_RECOGNISE,
	DOSSIER_PROPOSE_TO_CENTRE,
	DOSSIER_NOT_TAKEN_BY_CENTRE,
	DOSSIER_NOT_RECOGNISED_BY_CENTRE,
	DOSSIER_SAMPLES_TO_COMMUNE, /* samples came with it */
	DOSSIER_SAMPLES_TO_PROVINCE,
	DOSSIER_SAMPLES_TO_CENTRE,
	DOSSIER_RECOGNISED_ELSEWHERE, /* by the centre, which works without this software */
	DOSSIER_NOT_RECOGNISED_ELSEWHERE,
	DOSSIER_RECOGNISE_ON_CENTRE_RESULT /* by the province, which the centre left it to */
};

/* Who does it; a caller may be several. */
enum dossier_actor {
	ACTOR_PRODUCER = 1 << 0,
	ACTOR_COMMUNE = 1 << 1,
	ACTOR_PROVINCE = 1 << 2,
	ACTOR_CENTRE = 1 << 3,
	ACTOR_SYSTEM = 1 << 4,    /* as the round went */
	ACTOR_SECRETARY = 1 << 5, /* of the council of the round that has it */
	ACTOR_CHAIRMAN = 1 << 6   /* of the province's People's Committee */
};

/* Where a verb leads from the dossier's state: DOSSIER_STATE when state or kind do not allow it,
 * ROLE_MISSING when they do, but for others than these actors (a set of enum dossier_actor). What
 * a supplement allows goes by whom the dossier waits for: SUPPLEMENT_OPEN, SUPPLEMENT_NOT_ASKED. */
Ocop__Common__V1__RefusalCode may_move_dossier(enum dossier_verb verb,
					       const struct dossier *dossier, uint32_t actors,
					       Ocop__Registration__V1__DossierState *ret_to);

/* Whom a dossier in this state waits for. */
Ocop__Registration__V1__Office office_of_state(Ocop__Registration__V1__DossierState state);

/* The rule books' word for a kind of dossier: "first", "upgrade", "re_rating"; "" where they have
 * none. */
const char *procedure_of_kind(Ocop__Registration__V1__DossierKind kind);

/* The same after a move: an asked supplement makes a dossier in a round wait with the producer. */
Ocop__Registration__V1__Office office_after_move(enum dossier_verb verb,
						 Ocop__Registration__V1__DossierState to);

/* True while a round has the dossier and a supplement is awaited from the producer. */
bool dossier_awaits_supplement(const struct dossier *dossier);

/* NOT_CONFIRMED unless the producer himself hands it in, or the officer something that the producer
 * has confirmed as it is now. */
Ocop__Common__V1__RefusalCode may_hand_in(uint32_t actors, const char *confirmed_sha256,
					  const char *content_sha256);

/* True for a legal form that may take part with a product of this sector: those of the decision,
 * and associations for tourism alone. Unknown forms of old registers must be cleared up first. */
bool legal_form_is_eligible(Ocop__Registration__V1__LegalForm legal_form, const char *sector_code);

/* True where the producer's name is, or may be, that of a person: households, farms, groups named
 * for who leads them, and rows of old registers that do not say. */
bool legal_form_is_person(Ocop__Registration__V1__LegalForm legal_form);

/* True for a form that the law knows; which of them may take part, the sector decides. */
bool legal_form_is_known(Ocop__Registration__V1__LegalForm legal_form);

/* True when the certificate may be the ground of a dossier of this kind for this product: an
 * upgrade starts from a valid one, a re-rating from one that is valid, suspended or expired. */
bool certificate_carries(const struct certificate *certificate,
			 Ocop__Registration__V1__DossierKind kind, const char *product_id);

/* RE_RATING_WINDOW unless the filing day lies in the rule book's window before expiry (both ends
 * belong to it). A book without a window has none to miss, and one that lay before the book came
 * binds nobody while the certificate may run on. */
Ocop__Common__V1__RefusalCode may_file_re_rating(const struct rulebook_deadlines *deadlines,
						 int32_t valid_until, int32_t today);

/* Facts about a dossier that shall enter a round. */
struct admission_facts {
	const struct dossier *dossier;
	const struct round *round;
	bool same_rulebook;
	bool round_has_answered; /* it was in this round before */
};

/* Why not, and the field it is about. */
struct admission_answer {
	Ocop__Common__V1__RefusalCode why;
	const char *detail;
};

/* ROUND_UNKNOWN, ROUND_STATE, LEVEL_NOT_COMPETENT (a round of another province or level),
 * RULEBOOK_NOT_IN_FORCE (of another rule book), ROUND_KIND (of re-ratings, and this is none),
 * PROPOSED_TOO_LATE. Re-ratings run outside the calendar: no date bars them, and a meeting may hear
 * them too. */
struct admission_answer may_admit_dossier(const struct admission_facts *facts);

/* --- rules/product_code.c: official codes, new and old */

enum {
	PRODUCT_CODE_SIZE = 40,
	PRODUCT_NUMBER_MAX = 99999, /* of a commune's sequence: five digits */
};

/* What a code says. */
struct product_code_parts {
	char province_code[3];
	char district_code[4]; /* "" in the new format */
	char commune_code[6];
	uint32_t number; /* of the commune's sequence */
	int year;        /* of evaluation */
};

/* Writes province-commune-sequence-year: "19-05434-1-2026". */
void product_code_print(const char *province_code, const char *commune_code, int64_t sequence,
			int year, char ret_code[PRODUCT_CODE_SIZE]);

/* Reads a code of the new format or the old one with a district ("06-058-01852-1-2021"), as people
 * type it (blanks around the hyphens, zeros before the number); false when it is neither, has no
 * number, or a year without the programme. Whether its units are or were, the store must say. */
bool product_code_parse(const char *text, struct product_code_parts *ret_parts);

/* The same, written as it is kept. */
bool product_code_read(const char *text, char ret_code[PRODUCT_CODE_SIZE]);

/* --- rules/import_row.c: rows of old registers */

enum { IMPORT_FAULTS_MAX = 16 };

/* A field of a row and what is wrong with it. */
struct import_fault {
	const char *field;
	const char *detail;
};

/* Everything that is wrong with a row, whose texts are composed; 0 when it can be taken in. Where
 * its province is today is for the store to say. */
size_t import_row_faults(const Ocop__Registration__V1__ImportProduct *row,
			 struct import_fault ret_faults[IMPORT_FAULTS_MAX]);

/* The legal form a register's word stands for (folded): UNKNOWN for none of ours. */
Ocop__Registration__V1__LegalForm legal_form_of_word(const char *folded_word);

/* --- rules/completeness.c: what a dossier needs before the commune gets it */

enum gap_kind { GAP_FORM, GAP_CRITERION, GAP_EVIDENCE, GAP_EVIDENCE_EXPIRED };

/* One thing that is missing. `code` is "M01.phone", a criterion or an evidence type. */
struct gap {
	enum gap_kind kind;
	const char *code;
	struct rulebook_text text;
};

/* A dossier's content and the book and sheet it is under. */
struct dossier_content {
	const struct rulebook *book;
	const struct sheet *sheet;
	const struct form_field *fields;
	size_t field_count;
	const struct choice *choices;
	size_t choice_count;
	const struct evidence *evidence;
	size_t evidence_count;
};

/* Complete when there is no gap. The star is that of the producer's own choices, minimums counted;
 * 0 while a criterion is missing. */
struct completeness {
	const struct gap *gaps;
	size_t gap_count;
	uint32_t self_total;
	uint32_t expected_star;
};

/* CheckDossier shows what this says and SubmitDossier refuses by it. Lists live in the arena. */
struct completeness dossier_completeness(const struct dossier_content *content, int32_t today,
					 struct arena *arena);

/* True for what a box holds when it is ticked. */
bool field_is_ticked(const char *value);

/* --- rules/content_text.c: the text that is kept of a submission */

/* What was submitted as text, the same for the same content: its SHA-256 names a submission. Each
 * value follows its length in bytes, so no value can pass for another line. */
const char *dossier_content_text(const struct dossier_content *content, struct arena *arena);

/* Such a text without what its fields say of persons, and without the names; the text itself when
 * it is none. It is no longer what was handed in: its hash does not fit any more. */
const char *dossier_content_erase(const char *text, const struct erased_names *names,
				  struct arena *arena);

/* Fields and choices back out of such a text, into the content, which keeps its other members;
 * false when it is none. */
bool dossier_content_read(const char *text, struct arena *arena,
			  struct dossier_content *ret_content);
