/* scoring_fixture.h - a scoring shard in the test's process, with helpers that take a round from
 * one state to the next
 *
 * The council: a chair, a vice chair, a secretary who does not score, and four members. The sheet
 * is that of fresh vegetables (26/2026, set 1), whose best options give 100 points.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "harness.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/commands.h"
#include "scoring/deadlines.h"
#include "scoring/queries.h"
#include "scoring/reactions.h"
#include "scoring/records.h"
#include "scoring/schema.h"
#include "scoring/state.h"

#define ROLE(name)    OCOP__COMMON__V1__ROLE__ROLE_##name
#define MESSAGE(type) (&ocop__scoring__v1__##type##__descriptor)
#define assert_refused(reply, code)                                                                \
	assert_string_equal(refusal_text(harness_refusal(reply))->name,                            \
			    refusal_text(REFUSAL(code))->name)
#define assert_accepted(reply) ((void)harness_id(fixture.harness, (reply)))

enum { MEMBERS = 7, SCORING_MEMBERS = 6 };

/* In the order of the council: the secretary stands last. */
static const char *const member_ids[MEMBERS] = {
	"account_chair",    "account_vice",     "account_member_1",  "account_member_2",
	"account_member_3", "account_member_4", "account_secretary",
};

static const struct service_definition scoring_definition = {
	.name = "scoring",
	.sharded = true,
	.migrations = scoring_migrations,
	.commands = scoring_commands,
	.queries = scoring_queries,
	.reactions = scoring_reactions,
	.deadlines = scoring_deadlines,
	.start = scoring_start,
	.stop = scoring_stop,
};

/* What the tests work with; one at a time. */
static struct fixture {
	struct harness *harness;
	struct rulebooks *books;
	const char *rulebook_code;
	const char *unit_code; /* of the council's offices: a province, or "" for the centre */
	char dossier_id[IDENTIFIER_SIZE];                 /* the newest */
	Ocop__Registration__V1__DossierKind dossier_kind; /* of those that are admitted */
	uint32_t members;                                 /* of the council appointed last */
	Ocop__Scoring__V1__RoundSettings settings;
} fixture;

static inline int set_up(void **state)
{
	struct rulebook_fault fault = {""};

	(void)state;
	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &fixture.books, &fault) != 0)
		fail_msg("%s", fault.text);
	fixture.rulebook_code = "26-2026";
	fixture.unit_code = "19";
	fixture.dossier_kind = DOSSIER_KIND(FIRST);
	ocop__scoring__v1__round_settings__init(&fixture.settings);
	fixture.harness = harness_create(&scoring_definition, "tn1");
	harness_set_date(fixture.harness, "2026-12-07"); /* a Monday */
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	harness_destroy(fixture.harness);
	rulebooks_destroy(fixture.books);
	return 0;
}

static inline const Ocop__Common__V1__Reply *command(const ProtobufCMessage *message)
{
	return harness_command(fixture.harness, message);
}

static inline void sign_in_secretary(void)
{
	harness_sign_in_as(fixture.harness, "account_secretary", ROLE(COUNCIL_SECRETARY),
			   fixture.unit_code);
}

static inline void sign_in_chair(void)
{
	harness_sign_in_as(fixture.harness, "account_chair", ROLE(COUNCIL_CHAIR),
			   fixture.unit_code);
}

static inline void sign_in_chairman(void)
{
	harness_sign_in_as(fixture.harness, "account_chairman", ROLE(CHAIRMAN), "19");
}

static inline void sign_in_member(const char *member_id)
{
	harness_sign_in_as(fixture.harness, member_id, ROLE(COUNCIL_MEMBER), fixture.unit_code);
}

static inline Ocop__Scoring__V1__PlanRound plan(void)
{
	Ocop__Scoring__V1__PlanRound message = OCOP__SCORING__V1__PLAN_ROUND__INIT;

	message.shard = (char *)"tn1";
	message.name = (char *)"Đợt 2 năm 2026";
	message.level = LEVEL(PROVINCE);
	message.unit_code = (char *)"19";
	message.rulebook_code = (char *)fixture.rulebook_code;
	message.held_on = (char *)"2026-12-08";
	message.proposals_before = (char *)"2026-10-30";
	message.settings = &fixture.settings;
	return message;
}

static inline const char *round_planned(void)
{
	Ocop__Scoring__V1__PlanRound message = plan();

	sign_in_secretary();
	return harness_id(fixture.harness, command(&message.base));
}

/* Registration tells that a dossier of a set and a producer was admitted to a round. */
static inline const char *dossier_admitted_from(const char *round_id, uint32_t set_no,
						const char *producer_id)
{
	Ocop__Registration__V1__DossierAdmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	identifier_create("dossier", NULL, 1765000000000000, fixture.dossier_id);
	place.province_code = (char *)"19";
	place.commune_code = (char *)"05500";
	event.dossier_id = fixture.dossier_id;
	event.round_id = (char *)round_id;
	event.product_id = (char *)"product_1";
	event.product_name = (char *)"Miến dong Ví dụ";
	event.producer_id = (char *)producer_id;
	event.producer_name = (char *)"Hợp tác xã Ví dụ 1";
	event.kind = fixture.dossier_kind;
	event.rulebook_code = (char *)fixture.rulebook_code;
	event.set_no = set_no;
	event.sector_code = (char *)"I";
	event.certificate_code = (char *)"";
	event.place = &place;
	harness_event(fixture.harness, "registration", fixture.dossier_id, &event.base);
	return arena_strdup(harness_arena(fixture.harness), fixture.dossier_id);
}

static inline const char *dossier_admitted(const char *round_id, uint32_t set_no)
{
	return dossier_admitted_from(round_id, set_no, "producer_1");
}

/* The first `count` members; with all of them comes the secretary. */
static inline Ocop__Scoring__V1__AppointCouncil council_of(const char *round_id, size_t count)
{
	static Ocop__Scoring__V1__CouncilMember members[MEMBERS];
	static Ocop__Scoring__V1__CouncilMember *list[MEMBERS];
	Ocop__Scoring__V1__AppointCouncil message = OCOP__SCORING__V1__APPOINT_COUNCIL__INIT;

	for (size_t i = 0; i < count; i++) {
		ocop__scoring__v1__council_member__init(&members[i]);
		members[i].member_id = (char *)member_ids[i];
		members[i].display_name = (char *)"Thành viên";
		members[i].office = i == 0             ? OFFICE(CHAIR)
				    : i == 1           ? OFFICE(VICE_CHAIR)
				    : i == MEMBERS - 1 ? OFFICE(SECRETARY)
						       : OFFICE(MEMBER);
		list[i] = &members[i];
	}
	message.round_id = (char *)round_id;
	message.decision_number = (char *)"12/QĐ-UBND";
	message.members = list;
	message.n_members = count;
	return message;
}

static inline void council_appointed(const char *round_id, size_t count)
{
	Ocop__Scoring__V1__AppointCouncil message = council_of(round_id, count);

	fixture.members = (uint32_t)count;
	sign_in_secretary();
	assert_accepted(command(&message.base));
}

static inline void round_opened(const char *round_id)
{
	Ocop__Scoring__V1__OpenRound message = OCOP__SCORING__V1__OPEN_ROUND__INIT;

	message.round_id = (char *)round_id;
	sign_in_secretary();
	assert_accepted(command(&message.base));
}

static inline const Ocop__Common__V1__Reply *start(const char *round_id)
{
	Ocop__Scoring__V1__StartScoring message = OCOP__SCORING__V1__START_SCORING__INIT;

	message.round_id = (char *)round_id;
	sign_in_secretary();
	return command(&message.base);
}

/* A round in scoring with one dossier (in fixture.dossier_id) and the first `count` members. */
static inline const char *round_in_scoring(size_t count)
{
	const char *round_id = round_planned();

	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, count);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	return round_id;
}

static inline const struct sheet *sheet_one(void)
{
	return rulebook_set_find(rulebook_find(fixture.books, fixture.rulebook_code), 1)->sheet;
}

static inline bool node_is_marked(const struct sheet_node *node)
{
	return node_minimum(node, RULEBOOK_STARS_MAX) > 0;
}

/* The option that gives away as many of `*spare` points as it can. */
static inline uint32_t option_giving_away(const struct sheet_node *node, uint32_t *spare)
{
	uint32_t best_no = 0;
	uint32_t best = 0;
	uint32_t lowest = UINT32_MAX;

	for (size_t i = 0; i < node->option_count; i++)
		if (node->options[i].points > best)
			best = node->options[i].points;
	for (size_t i = 0; i < node->option_count; i++) {
		uint32_t points = node->options[i].points;

		if (best - points <= *spare && points < lowest) {
			lowest = points;
			best_no = node->options[i].no;
		}
	}
	*spare -= best - lowest;
	return best_no;
}

/* Choices with a total on the sheet of fresh vegetables: criteria without marks give away first, so
 * high totals keep all minimums. */
struct choices {
	Ocop__Scoring__V1__SubmitScoreSheet__ChoicesEntry entries[CHOICES_MAX + 1];
	Ocop__Scoring__V1__SubmitScoreSheet__ChoicesEntry *list[CHOICES_MAX + 1];
	size_t count;
};

static inline void choices_add(struct choices *choices, const char *code, uint32_t option_no)
{
	size_t n = choices->count++;

	ocop__scoring__v1__submit_score_sheet__choices_entry__init(&choices->entries[n]);
	choices->entries[n].key = (char *)code;
	choices->entries[n].value = option_no;
	choices->list[n] = &choices->entries[n];
}

static inline struct choices *choices_of_total(uint32_t total)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));
	const struct sheet *sheet = sheet_one();
	uint32_t spare = 100 - total;

	for (int marked = 0; marked < 2; marked++)
		for (size_t i = 0; i < sheet->node_count; i++)
			if (node_is_criterion(&sheet->nodes[i]) &&
			    node_is_marked(&sheet->nodes[i]) == (marked != 0))
				choices_add(choices, sheet->nodes[i].code,
					    option_giving_away(&sheet->nodes[i], &spare));
	assert_int_equal(spare, 0);
	return choices;
}

static inline uint32_t *choice_at(struct choices *choices, const char *code)
{
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->entries[i].key, code) == 0)
			return &choices->entries[i].value;
	fail_msg("no choice at %s", code);
	return NULL;
}

static inline Ocop__Scoring__V1__SubmitScoreSheet submission(const char *round_id,
							     const char *dossier_id,
							     const char *member_id,
							     struct choices *choices)
{
	Ocop__Scoring__V1__SubmitScoreSheet message = OCOP__SCORING__V1__SUBMIT_SCORE_SHEET__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = (char *)dossier_id;
	message.member_id = (char *)member_id;
	message.choices = choices->list;
	message.n_choices = choices->count;
	return message;
}

/* The member hands in what he chose. */
static inline const Ocop__Common__V1__Reply *submit(const char *round_id, const char *member_id,
						    struct choices *choices)
{
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, member_id, choices);

	sign_in_member(member_id);
	return command(&message.base);
}

/* The first members hand in sheets with these totals. */
static inline void totals_submitted(const char *round_id, const uint32_t *totals, size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(totals[i])));
}

static inline const Ocop__Common__V1__Reply *close_newest(const char *round_id)
{
	Ocop__Scoring__V1__CloseDossier message = OCOP__SCORING__V1__CLOSE_DOSSIER__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	sign_in_secretary();
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *rescore(const char *round_id, const char *reason)
{
	Ocop__Scoring__V1__RescoreDossier message = OCOP__SCORING__V1__RESCORE_DOSSIER__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.reason = (char *)reason;
	sign_in_secretary();
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *conflict_declared(const char *round_id,
							       const char *member_id,
							       const char *acting_chair_id)
{
	Ocop__Scoring__V1__DeclareConflict message = OCOP__SCORING__V1__DECLARE_CONFLICT__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.member_id = (char *)member_id;
	message.reason = (char *)"góp vốn vào hợp tác xã";
	message.acting_chair_id = (char *)acting_chair_id;
	sign_in_secretary();
	return command(&message.base);
}

/* The result that the newest close told. */
static inline const Ocop__Scoring__V1__Result *result_told(void)
{
	const Ocop__Scoring__V1__DossierClosed *event =
		harness_last_event(fixture.harness, MESSAGE(dossier_closed));

	assert_non_null(event);
	return event->result;
}

static inline const Ocop__Common__V1__Reply *close_round_of(const char *round_id)
{
	Ocop__Scoring__V1__CloseRound message = OCOP__SCORING__V1__CLOSE_ROUND__INIT;

	message.round_id = (char *)round_id;
	sign_in_secretary();
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *report(const char *round_id)
{
	Ocop__Scoring__V1__ReportRound message = OCOP__SCORING__V1__REPORT_ROUND__INIT;

	message.round_id = (char *)round_id;
	message.report_number = (char *)"3/BC-HĐ";
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *approve(const char *round_id, const char *number)
{
	Ocop__Scoring__V1__ApproveRound message = OCOP__SCORING__V1__APPROVE_ROUND__INIT;

	message.round_id = (char *)round_id;
	message.decision_number = (char *)number;
	message.decided_on = (char *)"2026-12-08";
	return command(&message.base);
}

/* A reported round of one dossier whose members all gave this total. */
static inline const char *round_reported_with(uint32_t total)
{
	const uint32_t totals[] = {total, total, total};
	const char *round_id = round_in_scoring(3);

	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	return round_id;
}

/* The secretary records a finding that the whole council carried. */
static inline const Ocop__Common__V1__Reply *find(const char *round_id,
						  Ocop__Scoring__V1__FindingKind kind,
						  const char *code)
{
	Ocop__Scoring__V1__RecordFinding message = OCOP__SCORING__V1__RECORD_FINDING__INIT;
	Ocop__Scoring__V1__Finding finding = OCOP__SCORING__V1__FINDING__INIT;

	finding.kind = kind;
	finding.code = (char *)(code ? code : "");
	finding.reason = (char *)"hội đồng kết luận";
	finding.votes_for = fixture.members;
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.finding = &finding;
	sign_in_secretary();
	return command(&message.base);
}
