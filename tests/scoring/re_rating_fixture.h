/* re_rating_fixture.h - a round of re-ratings, and what agency and council write in it */
#pragma once

#include "scoring_fixture.h"

static const char *const agency_id = "account_agency";

static inline void sign_in_agency(void)
{
	harness_sign_in_as(fixture.harness, agency_id, ROLE(OCOP_AGENCY), fixture.unit_code);
}

static inline Ocop__Scoring__V1__PlanRound plan_of_re_ratings(void)
{
	Ocop__Scoring__V1__PlanRound message = plan();

	message.kind = ROUND_KIND(RE_RATING);
	message.held_on = (char *)"";
	message.proposals_before = (char *)"";
	return message;
}

/* A planned round with a re-rating in it. */
static inline const char *re_rating_taken(void)
{
	Ocop__Scoring__V1__PlanRound message = plan_of_re_ratings();

	sign_in_agency();
	const char *round_id = harness_id(fixture.harness, command(&message.base));
	fixture.dossier_kind = DOSSIER_KIND(RE_RATING);
	(void)dossier_admitted(round_id, 1);
	return round_id;
}

/* The same in scoring, with the first `count` members. */
static inline const char *re_rating_before_council(size_t count)
{
	const char *round_id = re_rating_taken();

	council_appointed(round_id, count);
	round_opened(round_id);
	assert_accepted(start(round_id));
	return round_id;
}

/* The agency's report with these choices, or none at all. */
static inline Ocop__Scoring__V1__FileAgencyReport agency_report_of(const char *round_id,
								   const struct choices *choices)
{
	Ocop__Scoring__V1__FileAgencyReport message = OCOP__SCORING__V1__FILE_AGENCY_REPORT__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.summary = (char *)"Hồ sơ đủ, chất lượng giữ như lần trước";
	if (!choices)
		return message;
	message.choices = (Ocop__Scoring__V1__FileAgencyReport__ChoicesEntry **)choices_to_map(
		&ocop__scoring__v1__file_agency_report__choices_entry__descriptor, sheet_one(),
		&(struct filled_sheet){
			.choices = choices_from_map((const ProtobufCMessage *const *)choices->list,
						    choices->count, harness_arena(fixture.harness)),
			.choice_count = choices->count,
		},
		harness_arena(fixture.harness), &message.n_choices);
	return message;
}

/* The agency reports so many points. */
static inline void agency_reported(const char *round_id, uint32_t total)
{
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(total));

	sign_in_agency();
	assert_accepted(command(&message.base));
}

static inline Ocop__Scoring__V1__GiveOpinion opinion_of(const char *round_id, bool agrees)
{
	Ocop__Scoring__V1__GiveOpinion message = OCOP__SCORING__V1__GIVE_OPINION__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.agrees = agrees;
	message.reason = (char *)(agrees ? "" : "Bao bì đã đổi, chưa có minh chứng");
	return message;
}

static inline const Ocop__Common__V1__Reply *opine(const char *round_id, const char *member_id,
						   bool agrees)
{
	Ocop__Scoring__V1__GiveOpinion message = opinion_of(round_id, agrees);

	sign_in_member(member_id);
	return command(&message.base);
}

/* The first `count` members give theirs; all agree but the last when he does not. */
static inline void opinions_given(const char *round_id, size_t count, bool last_agrees)
{
	for (size_t i = 0; i < count; i++)
		assert_accepted(opine(round_id, member_ids[i], i < count - 1 || last_agrees));
}

static inline const Ocop__Common__V1__Reply *call_to_meeting(const char *round_id,
							     const char *reason)
{
	Ocop__Scoring__V1__CallMeeting message = OCOP__SCORING__V1__CALL_MEETING__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.reason = (char *)reason;
	sign_in_secretary();
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *ask_re_rating(const char *round_id, uint32_t pass)
{
	Ocop__Scoring__V1__GetReRating query = OCOP__SCORING__V1__GET_RE_RATING__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	query.pass = pass;
	return harness_query(fixture.harness, &query.base);
}

/* As whoever is signed in sees it. */
static inline const Ocop__Scoring__V1__ReRating *re_rating_seen(const char *round_id)
{
	return harness_body(fixture.harness, ask_re_rating(round_id, 0), MESSAGE(re_rating));
}

/* The round's only dossier as the secretary's list has it. */
static inline const Ocop__Scoring__V1__RoundDossier *listed_dossier(const char *round_id)
{
	Ocop__Scoring__V1__ListRoundDossiers query = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;

	query.round_id = (char *)round_id;
	sign_in_secretary();
	const Ocop__Scoring__V1__ListRoundDossiersReply *reply =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(list_round_dossiers_reply));
	assert_int_equal(reply->n_dossiers, 1);
	return reply->dossiers[0];
}
