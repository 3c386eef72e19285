/* centre_result.c - what the centre decided where it works without this software */
#include "registration/rules/centre_result.h"

#include <assert.h>
#include <string.h>

#include "common/base/date.h"

enum { DECIMALS_MAX = 4, SCORE_UNIT = 10000 };

/* Reads "91.14" or "91,14" as ten-thousandths; false for what is no such number. */
static bool read_score(const char *text, uint32_t *ret_score)
{
	size_t whole_digits = strspn(text, "0123456789");
	uint32_t score = 0;
	uint32_t unit = SCORE_UNIT;

	if (whole_digits == 0 || whole_digits > 3)
		return false;
	for (size_t i = 0; i < whole_digits; i++)
		score = score * 10 + (uint32_t)(text[i] - '0');
	score *= SCORE_UNIT;
	text += whole_digits;
	if (*text == '\0') {
		*ret_score = score;
		return true;
	}
	if (*text != '.' && *text != ',')
		return false;
	size_t decimals = strspn(++text, "0123456789");
	if (decimals == 0 || decimals > DECIMALS_MAX || text[decimals] != '\0')
		return false;
	for (size_t i = 0; i < decimals; i++)
		score += (uint32_t)(text[i] - '0') * (unit /= 10);
	*ret_score = score;
	return true;
}

/* The star of a score by points alone; 0 for a text that is no score. */
static uint32_t star_of_score(const struct rulebook *book, const char *text)
{
	uint32_t star = 0;
	uint32_t score;

	if (!read_score(text, &score))
		return 0;
	for (size_t i = 0; i < book->band_count; i++)
		if (score >= book->bands[i].from * SCORE_UNIT && book->bands[i].star > star)
			star = book->bands[i].star;
	return star;
}

/* The least points of a star's band; UINT32_MAX when the book has no such star. */
static uint32_t band_from(const struct rulebook *book, uint32_t star)
{
	for (size_t i = 0; i < book->band_count; i++)
		if (book->bands[i].star == star)
			return book->bands[i].from;
	return UINT32_MAX;
}

/* Faults while they are gathered. */
struct faults {
	struct centre_fault *items;
	size_t count;
};

static void add(struct faults *faults, Ocop__Common__V1__RefusalCode why, const char *field,
		const char *detail)
{
	assert(faults->count < CENTRE_FAULTS_MAX && "one a check at most");
	faults->items[faults->count++] = (struct centre_fault){why, field, detail};
}

static void check_score(const struct rulebook *book, const struct centre_facts *facts,
			struct faults *faults)
{
	uint32_t score = 0;

	if (*facts->score == '\0' && facts->star == 0)
		return; /* a decision that does not recognise may name none */
	if (*facts->score == '\0')
		add(faults, REFUSAL(FIELD_MISSING), "score", NULL);
	else if (!read_score(facts->score, &score) || score > book->max_total * SCORE_UNIT)
		add(faults, REFUSAL(FIELD_INVALID), "score", "a number such as 91.14");
	else if (facts->star > 0 && band_from(book, facts->star) != UINT32_MAX &&
		 score < band_from(book, facts->star) * SCORE_UNIT)
		add(faults, REFUSAL(FIELD_INVALID), "score", "below the points of this star");
}

static void check_days(const struct rulebook *book, const struct centre_facts *facts,
		       struct faults *faults)
{
	if (facts->decided_on > facts->today)
		add(faults, REFUSAL(DATE_INVALID), "decided_on", "a day that is yet to come");
	else if (facts->decided_on < facts->proposed_on)
		add(faults, REFUSAL(DATE_INVALID), "decided_on",
		    "before the dossier was proposed to the centre");
	if (facts->valid_until != 0 &&
	    (facts->valid_until <= facts->decided_on ||
	     facts->valid_until > date_add_months(facts->decided_on, book->validity_months)))
		add(faults, REFUSAL(DATE_INVALID), "valid_until",
		    "after the decision, within what the rule book allows");
}

static void check_given(const struct rulebook *book, const struct centre_facts *facts,
			struct faults *faults)
{
	if (!facts->gives_star)
		return;
	if (facts->star > 0)
		add(faults, REFUSAL(FIELD_INVALID), "given_star", "the centre recognised it");
	else if (facts->given_star > star_of_score(book, facts->score))
		add(faults, REFUSAL(FIELD_INVALID), "given_star", "more than its points give");
}

size_t centre_result_faults(const struct rulebook *book, const struct centre_facts *facts,
			    struct centre_fault ret_faults[CENTRE_FAULTS_MAX])
{
	struct faults faults = {.items = ret_faults};

	if (facts->star > 0 &&
	    rulebook_recogniser(book, facts->decided_on, facts->star) != RULEBOOK_LEVEL_CENTRE)
		add(&faults, REFUSAL(LEVEL_NOT_COMPETENT), "star", NULL);
	check_score(book, facts, &faults);
	check_given(book, facts, &faults);
	check_days(book, facts, &faults);
	if (facts->star > 0 && *facts->certificate_number == '\0')
		add(&faults, REFUSAL(FIELD_MISSING), "certificate_number", NULL);
	if (facts->star == 0 && *facts->certificate_number)
		add(&faults, REFUSAL(FIELD_INVALID), "certificate_number",
		    "nothing was recognised");
	if (facts->star == 0 && *facts->reason == '\0')
		add(&faults, REFUSAL(REASON_MISSING), "reason", NULL);
	if (!facts->has_paper)
		add(&faults, REFUSAL(PAPER_MISSING), "decision_paper_id",
		    "the scan of the decision");
	return faults.count;
}

uint32_t centre_given_star(const struct rulebook *book, const struct centre_facts *facts)
{
	if (facts->star > 0)
		return 0;
	return facts->gives_star ? facts->given_star : star_of_score(book, facts->score);
}

size_t recognition_faults(const struct rulebook *book, const struct recognition_facts *facts,
			  struct centre_fault ret_faults[RECOGNITION_FAULTS_MAX])
{
	struct faults faults = {.items = ret_faults};

	if (!facts->has_result) {
		add(&faults, REFUSAL(CENTRE_RESULT_MISSING), NULL, NULL);
		return faults.count;
	}
	if (facts->decided_on > facts->today)
		add(&faults, REFUSAL(DATE_INVALID), "decided_on", "a day that is yet to come");
	else if (facts->decided_on < facts->centre_decided_on)
		add(&faults, REFUSAL(DATE_INVALID), "decided_on", "before the centre decided");
	if (rulebook_fallback(book, facts->decided_on) != RULEBOOK_LEVEL_PROVINCE ||
	    rulebook_recogniser(book, facts->decided_on, facts->star) != RULEBOOK_LEVEL_PROVINCE)
		add(&faults, REFUSAL(LEVEL_NOT_COMPETENT), NULL, NULL);
	return faults.count;
}
