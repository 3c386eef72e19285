/* rules.c - the life of a certificate */
#include "certification/rules.h"

#include "common/base/date.h"

/* What may become what, and by which move. Revoked, expired and replaced are final: a certificate
 * that was one of these never counts again, and what the product gets later is another certificate.
 * A recognition that could not be verified can still be withdrawn by name. A suspended one comes to
 * its end like any other; a mistake on it is corrected once the suspension is lifted. */
static const struct {
	Ocop__Certification__V1__CertificateMove move;
	Ocop__Certification__V1__CertificateState from, to;
} moves[] = {
	{CERTIFICATE_MOVE(EXPIRE), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(EXPIRED)},
	{CERTIFICATE_MOVE(EXPIRE), CERTIFICATE_STATE(SUSPENDED), CERTIFICATE_STATE(EXPIRED)},
	{CERTIFICATE_MOVE(REVOKE), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(REVOKED)},
	{CERTIFICATE_MOVE(REVOKE), CERTIFICATE_STATE(SUSPENDED), CERTIFICATE_STATE(REVOKED)},
	{CERTIFICATE_MOVE(REVOKE), CERTIFICATE_STATE(NOT_VERIFIED), CERTIFICATE_STATE(REVOKED)},
	{CERTIFICATE_MOVE(RENEW), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(REPLACED)},
	{CERTIFICATE_MOVE(RENEW), CERTIFICATE_STATE(SUSPENDED), CERTIFICATE_STATE(REPLACED)},
	{CERTIFICATE_MOVE(CORRECT), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(REPLACED)},
	{CERTIFICATE_MOVE(SUSPEND), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(SUSPENDED)},
	{CERTIFICATE_MOVE(REINSTATE), CERTIFICATE_STATE(SUSPENDED), CERTIFICATE_STATE(VALID)},
	{CERTIFICATE_MOVE(EXTEND), CERTIFICATE_STATE(VALID), CERTIFICATE_STATE(VALID)},
};

/* Why a move that is not in the table is none: what the certificate is says it. The only one that a
 * valid certificate does not allow is the lifting of a suspension. */
static const Ocop__Common__V1__RefusalCode reasons[] = {
	[CERTIFICATE_STATE(UNSPECIFIED)] = REFUSAL(CERTIFICATE_STATE),
	[CERTIFICATE_STATE(VALID)] = REFUSAL(CERTIFICATE_NOT_SUSPENDED),
	[CERTIFICATE_STATE(EXPIRED)] = REFUSAL(CERTIFICATE_EXPIRED),
	[CERTIFICATE_STATE(REVOKED)] = REFUSAL(CERTIFICATE_REVOKED),
	[CERTIFICATE_STATE(REPLACED)] = REFUSAL(CERTIFICATE_REPLACED),
	[CERTIFICATE_STATE(SUSPENDED)] = REFUSAL(CERTIFICATE_SUSPENDED),
	[CERTIFICATE_STATE(NOT_VERIFIED)] = REFUSAL(CERTIFICATE_NOT_VERIFIED),
};

Ocop__Common__V1__RefusalCode may_move_certificate(
	Ocop__Certification__V1__CertificateMove move,
	Ocop__Certification__V1__CertificateState from,
	Ocop__Certification__V1__CertificateState *ret_to)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		if (moves[i].move == move && moves[i].from == from) {
			*ret_to = moves[i].to;
			return REFUSAL(UNSPECIFIED);
		}
	}
	return (size_t)from < sizeof(reasons) / sizeof(reasons[0]) ? reasons[from]
								   : REFUSAL(CERTIFICATE_STATE);
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

Ocop__Certification__V1__ReplacementKind replacement_kind(uint32_t old_star, uint32_t new_star,
							  bool is_re_rating)
{
	if (new_star == old_star)
		return REPLACEMENT_KIND(RENEWAL);
	if (new_star < old_star)
		return REPLACEMENT_KIND(RENEWAL_DOWN);
	return is_re_rating ? REPLACEMENT_KIND(RENEWAL_UP) : REPLACEMENT_KIND(UPGRADE);
}

int32_t certificate_last_day(int32_t valid_from, int validity_months)
{
	return date_add_months(valid_from, validity_months);
}

Ocop__Common__V1__RefusalCode may_expire_certificate(const struct expiry_facts *facts)
{
	Ocop__Certification__V1__CertificateState expired;
	Ocop__Common__V1__RefusalCode why =
		may_move_certificate(CERTIFICATE_MOVE(EXPIRE), facts->state, &expired);
	bool waits_in_vain = facts->is_extended && facts->re_rating_failed;

	if (why != REFUSAL(UNSPECIFIED))
		return why;
	if (facts->today <= facts->valid_until ||
	    (facts->today <= facts->last_day && !waits_in_vain))
		return REFUSAL(CERTIFICATE_STATE);
	return REFUSAL(UNSPECIFIED);
}

bool is_competent(const struct competence *competence)
{
	return competence->is_of_centre ? competence->is_ministry : competence->is_chairman;
}

/* One that has another certificate's place, or is over, can be no more than that: it says so before
 * anything about act, ground or days. */
static Ocop__Common__V1__RefusalCode may_decide(const struct competence *competence,
						Ocop__Certification__V1__CertificateMove move,
						Ocop__Certification__V1__CertificateState state)
{
	Ocop__Certification__V1__CertificateState to;

	if (!is_competent(competence))
		return REFUSAL(LEVEL_NOT_COMPETENT);
	return may_move_certificate(move, state, &to);
}

Ocop__Common__V1__RefusalCode may_revoke_certificate(const struct revocation_facts *facts)
{
	Ocop__Common__V1__RefusalCode why =
		may_decide(&facts->competence, CERTIFICATE_MOVE(REVOKE), facts->state);

	if (why != REFUSAL(UNSPECIFIED))
		return why;
	if (!facts->has_paper)
		return REFUSAL(PAPER_MISSING);
	if (!facts->ground_exists)
		return REFUSAL(GROUND_UNKNOWN);
	if (facts->concluded_on > facts->today)
		return REFUSAL(CONCLUSION_MISSING);
	return REFUSAL(UNSPECIFIED);
}

int32_t revocation_days_late(int32_t concluded_on, int32_t today, int32_t within_days)
{
	int32_t last_day = concluded_on + within_days;

	return within_days >= 0 && today > last_day ? today - last_day : 0;
}

Ocop__Common__V1__RefusalCode may_correct_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state)
{
	return may_decide(competence, CERTIFICATE_MOVE(CORRECT), state);
}

Ocop__Common__V1__RefusalCode may_suspend_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state,
	bool has_act)
{
	Ocop__Common__V1__RefusalCode why =
		may_decide(competence, CERTIFICATE_MOVE(SUSPEND), state);

	if (why != REFUSAL(UNSPECIFIED))
		return why;
	return has_act ? REFUSAL(UNSPECIFIED) : REFUSAL(SUSPENSION_NOT_ENTERED);
}

Ocop__Common__V1__RefusalCode may_reinstate_certificate(
	const struct competence *competence, Ocop__Certification__V1__CertificateState state)
{
	return may_decide(competence, CERTIFICATE_MOVE(REINSTATE), state);
}

Ocop__Common__V1__RefusalCode may_request_action(Ocop__Certification__V1__RequestKind kind,
						 bool is_of_centre,
						 Ocop__Certification__V1__CertificateState state)
{
	Ocop__Certification__V1__CertificateState to;

	if (kind == REQUEST_KIND(REVOCATION) && is_of_centre)
		return REFUSAL(LEVEL_NOT_COMPETENT);
	return may_move_certificate(CERTIFICATE_MOVE(REVOKE), state, &to);
}

Ocop__Certification__V1__CertificateState certificate_state_on(
	Ocop__Certification__V1__CertificateState state, const char *last_day, int32_t today)
{
	Ocop__Certification__V1__CertificateState then = state;
	int32_t day;

	if (date_parse(last_day, &day) && today > day)
		(void)may_move_certificate(CERTIFICATE_MOVE(EXPIRE), state,
					   &then); /* what cannot expire stays what it is */
	return then;
}
