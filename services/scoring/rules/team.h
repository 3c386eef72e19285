/* team.h - who advises a council, and until when
 *
 * As rules.h: facts in, decision out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "scoring/rules.h"

/* Somebody of the advisory team. Owns nothing. */
struct adviser {
	const char *adviser_id;
	const char *display_name; /* the office he works for */
};

/* The advisory team of a round, in the order of its appointment. Owns nothing. */
struct team {
	const struct adviser *advisers;
	size_t count;
	const char *decision_number; /* "" while there is none */
};

/* FIELD_MISSING for no adviser at all, FIELD_INVALID for one without an account, and
 * COUNCIL_MEMBER_DOUBLED for one that stands twice, or sits on the council: who prepares does not
 * judge. */
Ocop__Common__V1__RefusalCode may_appoint_advisers(const struct team *team,
						   const struct council *council);

/* COUNCIL_MEMBER_DOUBLED for a council with somebody of the team on it. */
Ocop__Common__V1__RefusalCode may_sit_beside_team(const struct council *council,
						  const struct team *team);

/* NULL when he is not on it. */
const struct adviser *team_find(const struct team *team, const char *account_id);

/* Facts about somebody who works on a dossier for the team. */
struct advising_facts {
	const struct team *team;
	const char *account_id;
	bool dossier_closed;
	bool reported;
};

/* ADVISER_UNKNOWN, DOSSIER_CLOSED, or SHEET_SEALED once the team has reported. */
Ocop__Common__V1__RefusalCode may_advise(const struct advising_facts *facts);
