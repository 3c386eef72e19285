/* inspection_test.c - visits by the daemon's own commands: checklists, what is told once, what
 * a name leaves behind
 */
#include "certification/certification_fixture.h"

#include "common/base/arena.h"
#include "ocop/registration/v1/events.pb-c.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name
#define CONFORMS   OCOP__CERTIFICATION__V1__INSPECTION_LINE_RESULT__INSPECTION_LINE_RESULT_CONFORMS
#define DOES_NOT                                                                                   \
	OCOP__CERTIFICATION__V1__INSPECTION_LINE_RESULT__INSPECTION_LINE_RESULT_DOES_NOT_CONFORM
#define STAGE(name) OCOP__CERTIFICATION__V1__INSPECTION_STAGE__INSPECTION_STAGE_##name

enum { LINES_MAX = 64 };

static void sign_in_agency(struct harness *h)
{
	harness_sign_in_as(h, "account_1", ROLE(OCOP_AGENCY), "19");
}

static void tell_agreed(struct harness *h, const char *criterion_code, uint32_t option_no)
{
	Ocop__Scoring__V1__AgreedOptionsRecorded event =
		OCOP__SCORING__V1__AGREED_OPTIONS_RECORDED__INIT;
	Ocop__Scoring__V1__AgreedOptionsRecorded__OptionsEntry entry =
		OCOP__SCORING__V1__AGREED_OPTIONS_RECORDED__OPTIONS_ENTRY__INIT;
	Ocop__Scoring__V1__AgreedOptionsRecorded__OptionsEntry *entries[] = {&entry};

	entry.key = (char *)criterion_code;
	entry.value = option_no;
	event.round_id = ROUND_ID;
	event.dossier_id = "dossier_1";
	event.n_options = 1;
	event.options = entries;
	harness_event(h, "scoring_tn1", "dossier_1", &event.base);
}

static Ocop__Certification__V1__AnnounceInspection announcement(const char *code)
{
	static Ocop__Certification__V1__InspectionMember member =
		OCOP__CERTIFICATION__V1__INSPECTION_MEMBER__INIT;
	static Ocop__Certification__V1__InspectionMember *team[] = {&member};
	Ocop__Certification__V1__AnnounceInspection command =
		OCOP__CERTIFICATION__V1__ANNOUNCE_INSPECTION__INIT;

	member.office = "Cơ quan tham mưu quản lý OCOP tỉnh";
	member.leads = true;
	command.code = (char *)code;
	command.reason = "Phản ánh về Hợp tác xã Ví dụ 1";
	command.visit_on = "2026-12-01";
	command.n_team = 1;
	command.team = team;
	return command;
}

static const char *announce(struct harness *h, const char *code)
{
	Ocop__Certification__V1__AnnounceInspection command = announcement(code);

	return harness_id(h, harness_command(h, &command.base));
}

static const Ocop__Certification__V1__Inspection *shown(struct harness *h,
							const char *inspection_id)
{
	Ocop__Certification__V1__GetInspection query =
		OCOP__CERTIFICATION__V1__GET_INSPECTION__INIT;

	query.inspection_id = (char *)inspection_id;
	return harness_body(h, harness_query(h, &query.base), &CERTIFICATES(inspection));
}

/* Every line conforms but the first. */
static void hold(struct harness *h, const char *inspection_id)
{
	Ocop__Certification__V1__RecordInspection command =
		OCOP__CERTIFICATION__V1__RECORD_INSPECTION__INIT;
	Ocop__Certification__V1__InspectedLine lines[LINES_MAX], *pointers[LINES_MAX];
	size_t count = shown(h, inspection_id)->n_lines;

	for (size_t i = 0; i < count; i++) {
		ocop__certification__v1__inspected_line__init(&lines[i]);
		lines[i].line_no = (uint32_t)i + 1;
		lines[i].result = i == 0 ? DOES_NOT : CONFORMS;
		lines[i].note = i == 0 ? "Hợp tác xã Ví dụ 1 không có sổ" : "";
		pointers[i] = &lines[i];
	}
	command.inspection_id = (char *)inspection_id;
	command.held_on = "2026-12-01";
	command.n_lines = count;
	command.lines = pointers;
	(void)harness_id(h, harness_command(h, &command.base)); /* asserts that it was accepted */
}

static void order(struct harness *h, const char *inspection_id, const char *until)
{
	Ocop__Certification__V1__OrderRemedies command =
		OCOP__CERTIFICATION__V1__ORDER_REMEDIES__INIT;
	Ocop__Certification__V1__OrderedRemedy remedy =
		OCOP__CERTIFICATION__V1__ORDERED_REMEDY__INIT;
	Ocop__Certification__V1__OrderedRemedy *remedies[] = {&remedy};

	remedy.line_no = 1;
	remedy.what = "Lập sổ";
	remedy.remedy_until = (char *)until;
	command.inspection_id = (char *)inspection_id;
	command.n_remedies = 1;
	command.remedies = remedies;
	(void)harness_id(h, harness_command(h, &command.base)); /* asserts that it was accepted */
}

/* Criterion 1.1 of set 6 of 26/2026; what was recorded last counts, and other rounds' do not. */
static void checklist_has_the_option_that_was_agreed_on_last(void **state)
{
	struct harness *h = *state;
	const Ocop__Certification__V1__Inspection *inspection;
	const char *first;

	tell_agreed(h, "1.1", 1);
	tell_agreed(h, "1.1", 2);
	const char *code = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	sign_in_agency(h);
	first = announce(h, code);
	inspection = shown(h, first);
	assert_string_equal(inspection->lines[0]->criterion_code, "1.1");
	assert_int_equal(inspection->lines[0]->option_no, 2);
	assert_true(inspection->lines[0]->option_label[0] != '\0');
	assert_int_equal(inspection->lines[1]->option_no, 0);
	/* One that is announced keeps its checklist. */
	tell_agreed(h, "1.1", 3);
	assert_int_equal(shown(h, first)->lines[0]->option_no, 2);
	assert_int_equal(shown(h, announce(h, code))->lines[0]->option_no, 3);
}

static void same_announcement_twice_is_one_visit(void **state)
{
	struct harness *h = *state;
	const uint8_t id[16] = {1, 2, 3};
	const char *code = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	Ocop__Certification__V1__AnnounceInspection command = announcement(code);

	sign_in_agency(h);
	const char *first = harness_id(h, harness_command_as(h, id, 0, &command.base));
	const char *again = harness_id(h, harness_command_as(h, id, 0, &command.base));
	assert_string_equal(first, again);
	assert_int_equal(harness_events(h, &CERTIFICATES(inspection_announced)), 1);
}

/* The last day belongs to the remedy; the day after it is told, however often the daemon starts. */
static void overdue_remedy_is_told_once(void **state)
{
	struct harness *h = *state;
	const char *code = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	const char *inspection_id;

	sign_in_agency(h);
	inspection_id = arena_strdup(harness_arena(h), announce(h, code));
	hold(h, inspection_id);
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(REMEDY_TO_ORDER));
	order(h, inspection_id, "2026-12-31");
	harness_set_date(h, "2026-12-31");
	assert_int_equal(harness_events(h, &CERTIFICATES(remedy_overdue)), 0);
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(REMEDY_AWAITED));
	harness_set_date(h, "2027-01-01");
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(REMEDY_OVERDUE));
	harness_set_date(h, "2027-01-05");
	harness_restart(h);
	harness_set_date(h, "2027-01-06");
	assert_int_equal(harness_events(h, &CERTIFICATES(remedy_overdue)), 1);
	const Ocop__Certification__V1__RemedyOverdue *told =
		harness_last_event(h, &CERTIFICATES(remedy_overdue));
	assert_string_equal(told->due_on, "2026-12-31");
}

/* What a revocation can name no more: its certificate ended otherwise, and nothing is awaited. */
static void proposal_is_closed_with_its_certificate(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ConcludeInspection conclude =
		OCOP__CERTIFICATION__V1__CONCLUDE_INSPECTION__INIT;
	const char *code = issue(h, "dossier_1", "product_1", 3, "2026-12-01")->code;
	const char *inspection_id;

	sign_in_agency(h);
	inspection_id = arena_strdup(harness_arena(h), announce(h, code));
	hold(h, inspection_id);
	conclude.inspection_id = (char *)inspection_id;
	conclude.outcome =
		OCOP__CERTIFICATION__V1__INSPECTION_OUTCOME__INSPECTION_OUTCOME_PROPOSES_REVOCATION;
	conclude.ground_code = "b";
	conclude.summary = "Không còn đạt tiêu chí";
	conclude.number = "9/KL";
	conclude.concluded_on = "2026-12-01";
	conclude.paper_id = "paper_1";
	(void)harness_id(h, harness_command(h, &conclude.base)); /* asserts that it was accepted */
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(REVOCATION_PROPOSED));
	harness_set_date(h, "2029-12-01");
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(REVOCATION_PROPOSED));
	harness_set_date(h, "2029-12-02");
	assert_int_equal(shown(h, inspection_id)->stage, STAGE(CLOSED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(checklist_has_the_option_that_was_agreed_on_last,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(same_announcement_twice_is_one_visit, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(overdue_remedy_is_told_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(proposal_is_closed_with_its_certificate, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
