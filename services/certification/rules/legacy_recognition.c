/* legacy_recognition.c - which rows of an old register are recognitions, and what they are worth
 *
 * Registers write events in words of their own. The table below reads them by how they begin, so
 * "công nhận mới (cấp huyện)" is "công nhận". What no row knows is no recognition: a new word is
 * never taken for one by accident.
 */
#include "certification/rules.h"

#include <string.h>

#include "common/base/date.h"

/* How an event begins (lower case, words parted by one blank), and whether the row must name a star
 * to count: "đạt" and "đánh giá lại" alone do not say that anything was given. */
static const struct {
	const char *words;
	bool is_recognition;
	bool needs_star;
} events[] = {
	{"công nhận", true, false}, /* mới, lại, 5 sao quốc gia, cấp tỉnh, đợt 1 … */
	{"tái công nhận", true, false},
	{"cấp lại", true, false},
	{"nâng hạng", true, true},    /* lên 4 sao */
	{"đánh giá lại", true, true}, /* rated again, with the star it got */
	{"đạt", true, true},          /* 3 sao (đợt 1) */
	{"đang có hạng", true, false},
	{"đang có hiệu lực", true, false}, /* đến 2022: the year is no date */
	{"đăng ký", false, false},         /* registered to take part */
	{"dự đánh giá", false, false},     /* planned for evaluation */
	{"được chọn", false, false},       /* chosen for the next level */
	{"đánh giá cấp huyện", false, false},
	{"phê duyệt điểm", false, false}, /* tiềm năng 5 sao: on its way to the centre */
	{"đề nghị", false, false},        /* nâng hạng 5 sao: asked for */
	{"hội đồng trung ương đề nghị", false, false},
};

static bool begins_with_words(const char *text, const char *words)
{
	size_t length = strlen(words);

	return strncmp(text, words, length) == 0 && (text[length] == '\0' || text[length] == ' ');
}

bool legacy_claim_is_recognition(const struct legacy_claim *claim)
{
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		if (begins_with_words(claim->event_words, events[i].words))
			return events[i].is_recognition &&
			       (!events[i].needs_star || claim->star > 0);
	}
	return false;
}

struct legacy_judgement legacy_claim_judge(const struct legacy_claim *claim, int32_t today)
{
	struct legacy_judgement judgement = {.state = CERTIFICATE_STATE(NOT_VERIFIED)};
	bool has_decision = claim->decision_number[0] != '\0' &&
			    date_parse(claim->decision_date, &judgement.valid_from);

	judgement.has_valid_from = has_decision;
	judgement.has_valid_until = date_parse(claim->expiry_date, &judgement.valid_until);
	if (!judgement.has_valid_until && has_decision) {
		judgement.valid_until =
			certificate_last_day(judgement.valid_from, LEGACY_VALIDITY_MONTHS);
		judgement.has_valid_until = true;
	}
	if (!judgement.has_valid_until)
		return judgement;

	if (today > judgement.valid_until)
		judgement.state = CERTIFICATE_STATE(EXPIRED);
	else if (claim->star >= CERTIFIABLE_FROM_STAR)
		judgement.state = CERTIFICATE_STATE(VALID);
	return judgement;
}
