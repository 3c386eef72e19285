/* paper.c - papers of offices: which office a paper comes from, and when it may be attached */
#include "registration/rules/paper.h"

uint32_t paper_comes_from(Ocop__Registration__V1__PaperKind kind)
{
	static const uint32_t actors[] = {
		[PAPER_KIND(COMMUNE_REQUEST)] = ACTOR_COMMUNE,
		[PAPER_KIND(PROVINCE_REQUEST)] = ACTOR_PROVINCE,
		[PAPER_KIND(TEAM_REPORT)] = ACTOR_PROVINCE,
		[PAPER_KIND(COUNCIL_REPORT)] = ACTOR_PROVINCE,
		[PAPER_KIND(DECISION)] = ACTOR_PROVINCE,
		[PAPER_KIND(EXTRA_TEST)] = ACTOR_COMMUNE | ACTOR_PROVINCE,
		[PAPER_KIND(CENTRE_DECISION)] = ACTOR_PROVINCE,
		[PAPER_KIND(CENTRE_CERTIFICATE)] = ACTOR_PROVINCE,
	};

	return (size_t)kind < sizeof actors / sizeof *actors ? actors[kind] : 0;
}

Ocop__Common__V1__RefusalCode may_attach_paper(Ocop__Registration__V1__PaperKind kind,
					       Ocop__Registration__V1__DossierState state,
					       uint32_t actors)
{
	if (state == DOSSIER_STATE(DRAFT) || state == DOSSIER_STATE(WITHDRAWN))
		return REFUSAL(DOSSIER_STATE);
	return paper_comes_from(kind) & actors ? REFUSAL(UNSPECIFIED) : REFUSAL(ROLE_MISSING);
}
