/* team.c - who advises a council, and until when */
#include "scoring/rules/team.h"

#include <string.h>

const struct adviser *team_find(const struct team *team, const char *account_id)
{
	for (size_t i = 0; i < team->count; i++)
		if (strcmp(team->advisers[i].adviser_id, account_id) == 0)
			return &team->advisers[i];
	return NULL;
}

Ocop__Common__V1__RefusalCode may_appoint_advisers(const struct team *team,
						   const struct council *council)
{
	if (team->count == 0)
		return REFUSAL(FIELD_MISSING);
	for (size_t i = 0; i < team->count; i++) {
		const struct adviser *adviser = &team->advisers[i];

		if (!adviser->adviser_id[0])
			return REFUSAL(FIELD_INVALID);
		if (team_find(team, adviser->adviser_id) != adviser)
			return REFUSAL(COUNCIL_MEMBER_DOUBLED);
	}
	return may_sit_beside_team(council, team);
}

Ocop__Common__V1__RefusalCode may_sit_beside_team(const struct council *council,
						  const struct team *team)
{
	for (size_t i = 0; i < council->count; i++)
		if (team_find(team, council->members[i].member_id))
			return REFUSAL(COUNCIL_MEMBER_DOUBLED);
	return REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode may_advise(const struct advising_facts *facts)
{
	if (!team_find(facts->team, facts->account_id))
		return REFUSAL(ADVISER_UNKNOWN);
	if (facts->dossier_closed)
		return REFUSAL(DOSSIER_CLOSED);
	return facts->reported ? REFUSAL(SHEET_SEALED) : REFUSAL(UNSPECIFIED);
}
