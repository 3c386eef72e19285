/* extension.c - when a certificate runs on beyond its last day */
#include "certification/rules/extension.h"

#include <stddef.h>

#include "common/rulebook/rulebook.h"

/* How long it may run on by its use; false when it may not at all. */
static bool runs_on_until(const struct extension_facts *facts, int32_t *ret_until)
{
	*ret_until = facts->valid_until + EXTENSION_DAYS_MAX;
	switch (facts->use) {
	case EXTENSION_OFF:
		return false;
	case EXTENSION_TRANSITIONAL:
		return facts->book != NULL &&
		       rulebook_window_lay_before(&facts->book->deadlines, facts->valid_until,
						  ret_until);
	case EXTENSION_STANDING:
		return true;
	}
	return false;
}

Ocop__Common__V1__RefusalCode may_extend_certificate(const struct extension_facts *facts)
{
	Ocop__Certification__V1__CertificateState extended;
	Ocop__Common__V1__RefusalCode why;
	int32_t until_most;

	if (!is_competent(&facts->competence))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	why = may_move_certificate(CERTIFICATE_MOVE(EXTEND), facts->state, &extended);
	if (why != REFUSAL(UNSPECIFIED))
		return why;
	if (!runs_on_until(facts, &until_most))
		return REFUSAL(EXTENSION_NOT_ALLOWED);
	if (!facts->has_re_rating)
		return REFUSAL(RE_RATING_NOT_FILED);
	if (facts->until <= facts->last_day)
		return REFUSAL(DATE_INVALID);
	if (facts->until > until_most)
		return REFUSAL(EXTENSION_TOO_LONG);
	return REFUSAL(UNSPECIFIED);
}
