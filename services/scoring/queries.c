/* queries.c - the table of what scoring can be asked
 *
 * Rule books and scoring without effect are open to anyone; results are once they are published.
 * Nothing here shows a sealed sheet to anybody but its member.
 */
#include "scoring/queries.h"

#include "common/rulebook/rulebook.h"
#include "ocop/scoring/v1/queries.pb-c.h"
#include "scoring/subjects.h"

/* Who may look into a round from outside its council. */
enum {
	OVERSEERS = ALLOW(COUNCIL_SECRETARY) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
		    ALLOW(MINISTRY) | ALLOW(AUDITOR),
	COUNCIL = ALLOW(COUNCIL_MEMBER) | ALLOW(COUNCIL_CHAIR)
};

const struct query scoring_queries[] = {
	{.message = &ocop__scoring__v1__get_round__descriptor,
	 .reply = &ocop__scoring__v1__round__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .subject = subject_of_round,
	 .handle = get_round},
	{.message = &ocop__scoring__v1__list_rounds__descriptor,
	 .reply = &ocop__scoring__v1__list_rounds_reply__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .handle = list_rounds},
	{.message = &ocop__scoring__v1__list_round_dossiers__descriptor,
	 .reply = &ocop__scoring__v1__list_round_dossiers_reply__descriptor,
	 .allow = OVERSEERS | COUNCIL,
	 .subject = subject_of_round,
	 .handle = list_round_dossiers},
	{.message = &ocop__scoring__v1__get_score_sheet__descriptor,
	 .reply = &ocop__scoring__v1__score_sheet__descriptor,
	 .allow = OVERSEERS | COUNCIL,
	 .subject = subject_of_sheet,
	 .handle = get_score_sheet},
	{.message = &ocop__scoring__v1__list_results__descriptor,
	 .reply = &ocop__scoring__v1__list_results_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .subject = subject_of_round,
	 .handle = list_results},
	{.message = &ocop__scoring__v1__recompute_round__descriptor,
	 .reply = &ocop__scoring__v1__recompute_round_reply__descriptor,
	 .allow = OVERSEERS | ALLOW(OPERATOR),
	 .subject = subject_of_round,
	 .handle = recompute_round},
	{.message = &ocop__scoring__v1__list_rulebooks__descriptor,
	 .reply = &ocop__scoring__v1__list_rulebooks_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_rulebooks},
	{.message = &ocop__scoring__v1__get_rulebook__descriptor,
	 .reply = &ocop__scoring__v1__rulebook_document__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = get_rulebook},
	{.message = &ocop__scoring__v1__get_ruleset__descriptor,
	 .reply = &ocop__scoring__v1__rulebook_document__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = get_ruleset},
	{.message = &ocop__scoring__v1__score_once__descriptor,
	 .reply = &ocop__scoring__v1__score_once_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = score_once},
	{0},
};
