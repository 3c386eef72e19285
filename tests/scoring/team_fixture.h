/* team_fixture.h - a round with an advisory team, and what the team does */
#pragma once

#include "scoring_fixture.h"

static const char *const adviser_id = "account_adviser_1";

static inline void sign_in_adviser(const char *account_id)
{
	harness_sign_in_as(fixture.harness, account_id, ROLE(ADVISER), "");
}

static inline Ocop__Scoring__V1__AppointAdvisers team_of(const char *round_id, const char *first,
							 const char *second)
{
	static Ocop__Scoring__V1__Adviser advisers[2];
	static Ocop__Scoring__V1__Adviser *list[2] = {&advisers[0], &advisers[1]};
	Ocop__Scoring__V1__AppointAdvisers message = OCOP__SCORING__V1__APPOINT_ADVISERS__INIT;

	for (size_t i = 0; i < 2; i++) {
		ocop__scoring__v1__adviser__init(&advisers[i]);
		advisers[i].display_name = (char *)"Tổ tư vấn";
	}
	advisers[0].adviser_id = (char *)first;
	advisers[1].adviser_id = (char *)second;
	message.round_id = (char *)round_id;
	message.decision_number = (char *)"34/QĐ-UBND";
	message.advisers = list;
	message.n_advisers = second ? 2 : 1;
	return message;
}

/* A planned round with a dossier and the fixture's adviser, its council not yet appointed. */
static inline const char *round_with_team(void)
{
	const char *round_id = round_planned();
	Ocop__Scoring__V1__AppointAdvisers team = team_of(round_id, adviser_id, NULL);

	(void)dossier_admitted(round_id, 1);
	sign_in_secretary();
	assert_accepted(command(&team.base));
	return round_id;
}

static inline Ocop__Scoring__V1__SaveTeamSheet sheet_of(const char *round_id)
{
	Ocop__Scoring__V1__SaveTeamSheet message = OCOP__SCORING__V1__SAVE_TEAM_SHEET__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	return message;
}

static inline const Ocop__Common__V1__Reply *save(const char *round_id,
						  const struct choices *choices)
{
	struct arena *arena = harness_arena(fixture.harness);
	Ocop__Scoring__V1__SaveTeamSheet message = sheet_of(round_id);
	Ocop__Scoring__V1__SaveTeamSheet__ChoicesEntry *entries =
		arena_alloc(arena, (choices->count + 1) * sizeof(*entries));

	message.choices = arena_alloc(arena, (choices->count + 1) * sizeof(*message.choices));
	message.n_choices = choices->count;
	for (size_t i = 0; i < choices->count; i++) {
		ocop__scoring__v1__save_team_sheet__choices_entry__init(&entries[i]);
		entries[i].key = choices->entries[i].key;
		entries[i].value = choices->entries[i].value;
		message.choices[i] = &entries[i];
	}
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *report_of_team(const char *round_id,
							    const char *summary)
{
	Ocop__Scoring__V1__ReportTeamSheet message = OCOP__SCORING__V1__REPORT_TEAM_SHEET__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.summary = (char *)summary;
	return command(&message.base);
}

static inline Ocop__Scoring__V1__RecordSiteVisit visit_of(const char *round_id, uint32_t visit_no)
{
	static char *papers[] = {(char *)"Hợp đồng liên kết", (char *)"Phiếu kiểm nghiệm"};
	Ocop__Scoring__V1__RecordSiteVisit message = OCOP__SCORING__V1__RECORD_SITE_VISIT__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.visit_no = visit_no;
	message.visited_on = (char *)"2026-12-07";
	message.note = (char *)"Xưởng sạch, có lưu mẫu";
	message.missing_papers = papers;
	message.n_missing_papers = 2;
	return message;
}

static inline const Ocop__Common__V1__Reply *ask_report(const char *round_id)
{
	Ocop__Scoring__V1__GetTeamReport query = OCOP__SCORING__V1__GET_TEAM_REPORT__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	return harness_query(fixture.harness, &query.base);
}

static inline const Ocop__Scoring__V1__TeamReport *report_seen(const char *round_id)
{
	return harness_body(fixture.harness, ask_report(round_id), MESSAGE(team_report));
}
