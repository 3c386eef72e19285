/* rules.c - the life of a certificate */
#include "certification/rules.h"

#include "common/base/date.h"

/* What may become what. A move that is not here is refused; revoked, expired and replaced are
 * final. A recognition that could not be verified can still be withdrawn by name. */
static const struct {
	Ocop__Certification__V1__CertificateState from, to;
} moves[] = {
	{CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(EXPIRED)},
	{CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(REVOKED)},
	{CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(REPLACED)},
	{CERTIFICATE_STATE(NOT_VERIFIED), CERTIFICATE_STATE(REVOKED)},
};

Ocop__Common__V1__RefusalCode may_move_certificate(Ocop__Certification__V1__CertificateState from,
						   Ocop__Certification__V1__CertificateState to)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].from == from && moves[i].to == to)
			return REFUSAL(UNSPECIFIED);
	}
	return REFUSAL(CERTIFICATE_STATE);
}

Ocop__Common__V1__RefusalCode may_issue_certificate(const struct issue_facts *facts)
{
	if (facts->has_certificate)
		return REFUSAL(CERTIFICATE_STATE);
	if (!facts->recognised || facts->star < CERTIFIABLE_FROM_STAR)
		return REFUSAL(LEVEL_NOT_COMPETENT);
	if (facts->is_upgrade && facts->star <= facts->old_star)
		return REFUSAL(CERTIFICATE_STATE);
	if (!facts->has_product_code)
		return REFUSAL(PRODUCT_UNKNOWN);
	return REFUSAL(UNSPECIFIED);
}

int32_t certificate_last_day(int32_t valid_from, int validity_months)
{
	return date_add_months(valid_from, validity_months);
}

Ocop__Common__V1__RefusalCode may_expire_certificate(
	Ocop__Certification__V1__CertificateState state, int32_t valid_until, int32_t today)
{
	if (today <= valid_until)
		return REFUSAL(CERTIFICATE_STATE);
	return may_move_certificate(state, CERTIFICATE_STATE(EXPIRED));
}

static bool is_competent(const struct revocation_facts *facts)
{
	return facts->is_of_centre ? facts->is_ministry : facts->is_chairman;
}

Ocop__Common__V1__RefusalCode may_revoke_certificate(const struct revocation_facts *facts)
{
	if (!is_competent(facts))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	if (!facts->ground_exists)
		return REFUSAL(GROUND_UNKNOWN);
	if (facts->concluded_on > facts->today)
		return REFUSAL(CONCLUSION_MISSING);
	return may_move_certificate(facts->state, CERTIFICATE_STATE(REVOKED));
}

int32_t revocation_days_late(int32_t concluded_on, int32_t today, int32_t within_days)
{
	int32_t last_day = concluded_on + within_days;

	return within_days >= 0 && today > last_day ? today - last_day : 0;
}

Ocop__Common__V1__RefusalCode may_replace_certificate(const struct revocation_facts *facts)
{
	if (!is_competent(facts))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	return may_move_certificate(facts->state, CERTIFICATE_STATE(REPLACED));
}

Ocop__Certification__V1__CertificateState certificate_state_on(
	Ocop__Certification__V1__CertificateState state, const char *valid_until, int32_t today)
{
	int32_t last_day;

	if (state == CERTIFICATE_STATE(VALID) && date_parse(valid_until, &last_day) &&
	    today > last_day)
		return CERTIFICATE_STATE(EXPIRED);
	return state;
}
