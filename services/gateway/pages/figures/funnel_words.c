/* funnel_words.c - how steps of the funnel are called on pages */
#include "gateway/pages/figures/funnel_words.h"

#include <string.h>

const struct step_words step_words[] = {
	{STEP(FILED), "filed", "Đã nộp", "Filed"},
	{STEP(SCREENED), "screened", "Xã đã xem xét", "Screened by the commune"},
	{STEP(PROPOSED), "proposed", "Đã đề nghị", "Proposed"},
	{STEP(ADMITTED), "admitted", "Vào đợt đánh giá", "Admitted to a round"},
	{STEP(SCORED), "scored", "Đã chấm", "Scored"},
	{STEP(DECIDED), "decided", "Đã quyết định", "Decided"},
	{STEP(RECOGNISED), "recognised", "Được công nhận", "Recognised"},
	{0},
};

const struct step_words *step_words_of(Ocop__Market__V1__FunnelStep step)
{
	const struct step_words *row = step_words;

	while (row->word && row->step != step)
		row++;
	return row->word ? row : step_words;
}

const struct step_words *step_words_find(const char *word)
{
	const struct step_words *row = step_words;

	while (row->word && strcmp(row->word, word) != 0)
		row++;
	return row->word ? row : step_words;
}
