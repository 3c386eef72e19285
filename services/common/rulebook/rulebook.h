/* rulebook.h - the decisions on OCOP as data: bands, levels, sheets, deadlines, forms
 *
 * A folder of rule books holds one folder a decision ("26-2026") with rulebook.json and its sheets.
 * All of it is read once, checked, and never changed again, so it may be used from any thread.
 * A rating keeps the rule book it was made under: old books stay loaded beside the one in force.
 * No store, no clock, no log. The files' format is described in deploy/rulebooks/README.md.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rulebooks;
struct rulebook;
struct sheet;

enum {
	RULEBOOK_PARTS_MAX = 8,
	RULEBOOK_BANDS_MAX = 8,
	RULEBOOK_STARS_MAX = 5,
	RULEBOOK_FORWARDS_MAX = 8,
	RULEBOOK_SHA256_HEX_SIZE = 65,
	RULEBOOK_UNKNOWN = -1 /* a number that no source gives */
};

/* A name in both languages; never NULL, "" when a source gives none. */
struct rulebook_text {
	const char *vi;
	const char *en;
};

/* Something with a code and a name: a ground of revocation, a kind of evidence, a check. */
struct rulebook_named {
	const char *code;
	struct rulebook_text name;
};

struct rulebook_list {
	const struct rulebook_named *items;
	size_t count;
};

/* Who acts. The order is the way a dossier goes. */
enum rulebook_level {
	RULEBOOK_LEVEL_NONE,
	RULEBOOK_LEVEL_COMMUNE,
	RULEBOOK_LEVEL_DISTRICT,
	RULEBOOK_LEVEL_PROVINCE,
	RULEBOOK_LEVEL_CENTRE
};

/* A part of every sheet: A, B, C. */
struct rulebook_part {
	const char *code;
	uint32_t max;
	struct rulebook_text name;
};

/* Points to a star by points alone: from <= mean < below; the top band includes its end. */
struct rulebook_band {
	uint32_t star;
	uint32_t from;
	uint32_t below;
};

/* From so many points the next level rates. */
struct rulebook_forward {
	enum rulebook_level from_level;
	enum rulebook_level to_level;
	uint32_t from_points;
};

/* What a decision says of councils; RULEBOOK_UNKNOWN, or false, where it leaves it to their own
 * rules. */
struct rulebook_council {
	int32_t members_min, members_max; /* all of them, the secretary too */
	bool vice_chair, secretary;       /* that there must be one; a chair there always is */
	int32_t quorum_percent;           /* of those who may score */
	int32_t spread_points;            /* most between their totals */
};

/* What holds between two days, both included: who recognises which star, who screens, what a
 * council is. */
struct rulebook_dated_level {
	int32_t from_day;
	int32_t to_day; /* INT32_MAX: still holds */
	enum rulebook_level recognises[RULEBOOK_STARS_MAX + 1];
	struct rulebook_forward forwards[RULEBOOK_FORWARDS_MAX];
	size_t forward_count;
	enum rulebook_level fallback_by; /* who decides on what the centre did not recognise, by its
					    result or anew; NONE: the book knows no such choice */
	enum rulebook_level screened_by; /* NONE: nobody screens */
	int32_t screening_working_days;
	struct rulebook_list screening_checks;
	struct rulebook_council council;
};

/* A round of the calendar: held before a day of the year, dossiers in before another. */
struct rulebook_round {
	enum rulebook_level level;
	int32_t number;
	int32_t hold_before_month, hold_before_day;
	int32_t dossiers_before_month, dossiers_before_day;
	enum rulebook_level dossiers_from;
};

/* Deadlines in days; RULEBOOK_UNKNOWN where no source gives one. */
struct rulebook_deadlines {
	int32_t re_rating_submit_from_days_before_expiry;
	int32_t re_rating_submit_until_days_before_expiry;
	int32_t re_rating_decide_within_days;
	int32_t re_rating_notify_days_before_expiry;
	int32_t revoke_within_days;
	int32_t transition_from_day; /* INT32_MAX: no transition */
	int32_t transition_first_or_upgrade_days;
	int32_t transition_re_rating_days;
	int32_t transition_certificate_runs_on_days;
};

/* What one level hands to the next with a dossier of these procedures ("first", "upgrade",
 * "re_rating"). */
struct rulebook_handover {
	enum rulebook_level from_level;
	enum rulebook_level to_level;
	const char *const *procedures;
	size_t procedure_count;
	uint32_t samples; /* of the product; none where the set asks for none */
};

/* A field of a form; `depth` 1 is inside the last field of depth 0 before it. */
struct rulebook_field {
	const char *key;
	struct rulebook_text name;
	uint32_t depth;
};

struct rulebook_form {
	const char *code;
	struct rulebook_text name;
	const struct rulebook_field *fields;
	size_t field_count;
};

/* A set of the taxonomy: what kind of product, and its scoring sheet. */
struct rulebook_set {
	uint32_t set_no;
	const char *sector_code; /* "I" to "VI"; "" when no source gives it */
	struct rulebook_text sector_name;
	struct rulebook_text group_name;
	struct rulebook_text name;
	bool samples_required;
	const struct sheet *sheet; /* NULL: the set is known, its sheet is not */
};

/* One decision. All of it belongs to the rulebooks it came from. */
struct rulebook {
	const char *code;            /* for paths: "26-2026" */
	const char *official_number; /* as the law writes it: "26/2026/QĐ-TTg" */
	const char *issued;          /* YYYY-MM-DD */
	const char *in_force_from;
	const char *in_force_to; /* "" while in force */
	uint32_t max_total;
	uint32_t certifiable_from_star;
	int32_t validity_months;
	struct rulebook_deadlines deadlines;
	/* A council re-rates by written opinions, and meets only where they differ or the matter
	 * is complex; where a book does not say so, it meets. */
	bool re_rates_in_writing;
	struct rulebook_part parts[RULEBOOK_PARTS_MAX];
	size_t part_count;
	struct rulebook_band bands[RULEBOOK_BANDS_MAX]; /* highest first */
	size_t band_count;
	const struct rulebook_dated_level *levels; /* oldest first, without gaps */
	size_t level_count;
	const struct rulebook_round *rounds;
	size_t round_count;
	const struct rulebook_handover *handovers;
	size_t handover_count;
	struct rulebook_list revocation_grounds;
	struct rulebook_list evidence_types;
	struct rulebook_list open_questions;
	const struct rulebook_form *forms;
	size_t form_count;
	const struct rulebook_set *sets; /* by number */
	size_t set_count;
	const char *document; /* rulebook.json as it is in the tree */
	size_t document_size_bytes;
	char document_sha256[RULEBOOK_SHA256_HEX_SIZE];
	char sha256[RULEBOOK_SHA256_HEX_SIZE]; /* of rulebook.json, then every sheet by number */
};

/* Why a folder cannot be loaded: file, node and what is wrong with it, in one sentence. */
struct rulebook_fault {
	char text[512];
};

/* Reads every rule book of a folder. Returns 0, or ERROR_NOT_FOUND, ERROR_INPUT_OUTPUT,
 * ERROR_TOO_LARGE or ERROR_UNREADABLE with the fault filled in. */
int rulebooks_load(const char *directory, struct rulebooks **ret_books,
		   struct rulebook_fault *ret_fault);
void rulebooks_destroy(struct rulebooks *books);

/* A sheet as it was kept. */
struct rulebook_kept_sheet {
	uint32_t set_no;
	const char *document; /* the file's bytes */
	size_t document_size_bytes;
};

/* A rule book as somebody kept it, because what was rated under it must be computed again when the
 * folder has changed: the bytes of rulebook.json and of its sheets, in any order. Owns nothing. */
struct rulebook_kept {
	const char *code;
	const char *sha256; /* of all of it, as in struct rulebook */
	const char *document;
	size_t document_size_bytes;
	const struct rulebook_kept_sheet *sheets;
	size_t sheet_count;
};

/* Reads one rule book from bytes, which are copied; it is rulebooks_at(0). Returns as
 * rulebooks_load, and ERROR_FORGED when the bytes are not those of the hash. */
int rulebooks_load_kept(const struct rulebook_kept *kept, struct rulebooks **ret_books,
			struct rulebook_fault *ret_fault);

/* Rule books, newest first. */
size_t rulebooks_count(const struct rulebooks *books);
const struct rulebook *rulebooks_at(const struct rulebooks *books, size_t index);

/* By its code for paths ("26-2026") or its official number; NULL when unknown. */
const struct rulebook *rulebook_find(const struct rulebooks *books, const char *code);

/* By the hash of all its bytes; NULL when unknown. */
const struct rulebook *rulebook_find_hash(const struct rulebooks *books, const char *sha256);

/* The newest rule book in force on a day; NULL when there is none. */
const struct rulebook *rulebooks_in_force(const struct rulebooks *books, int32_t day);

/* True from the day it came into force to the day it ceased, both included: the last is the day
 * by which what was begun under it is finished. */
bool rulebook_in_force(const struct rulebook *book, int32_t day);

/* A set by its number; NULL when the book has none. Its sheet may still be missing. */
const struct rulebook_set *rulebook_set_find(const struct rulebook *book, uint32_t set_no);

/* What held on a day; NULL before the first. After the last day of an old book its last level
 * still answers: history is judged by the rules of its book. */
const struct rulebook_dated_level *rulebook_level_on(const struct rulebook *book, int32_t day);

/* Who recognises a star on a day; NONE for stars without a certificate. */
enum rulebook_level rulebook_recogniser(const struct rulebook *book, int32_t day, uint32_t star);

/* From how many points a level hands on to the next on a day; RULEBOOK_UNKNOWN when it does not. */
int32_t rulebook_forward_points(const struct rulebook *book, int32_t day,
				enum rulebook_level from_level);

/* Who may on a day recognise a star that is his own on the result of the centre, which did not
 * recognise five; NONE where the book does not say so. */
enum rulebook_level rulebook_fallback(const struct rulebook *book, int32_t day);

/* First and last day to file a re-rating of a certificate; false where the book has no window. */
bool rulebook_re_rating_window(const struct rulebook_deadlines *deadlines, int32_t valid_until,
			       int32_t *ret_from, int32_t *ret_until);

/* True when nobody could file in that window, because the rules came after its last day and before
 * the certificate's end; with the last day on which such a certificate may still run on. */
bool rulebook_window_lay_before(const struct rulebook_deadlines *deadlines, int32_t valid_until,
				int32_t *ret_runs_on_until);

/* How many samples of a set's products are handed over from one level or to one (NONE: any) with a
 * dossier of a procedure; 0 where none are asked for. */
uint32_t rulebook_samples(const struct rulebook *book, const struct rulebook_set *set,
			  const char *procedure, enum rulebook_level from_level,
			  enum rulebook_level to_level);

/* The item with a code; NULL when there is none. */
const struct rulebook_named *rulebook_list_find(const struct rulebook_list *list, const char *code);

/* "commune", "district", "province", "centre"; "" for none. */
const char *rulebook_level_name(enum rulebook_level level);
