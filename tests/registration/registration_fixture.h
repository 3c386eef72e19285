/* registration_fixture.h - registration in the test's process, with a commune, a producer and a
 * product; helpers that take a dossier from one state to the next
 *
 * The sheet is that of fresh vegetables (26/2026, set 1) and the choices those of the vector "best
 * of fresh vegetables": 100 points, all minimums met.
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
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "harness.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "registration/commands.h"
#include "registration/deadlines.h"
#include "registration/queries.h"
#include "registration/reactions.h"
#include "registration/rules.h"
#include "registration/schema.h"
#include "registration/state.h"

#define ROLE(name)                  OCOP__COMMON__V1__ROLE__ROLE_##name
#define MESSAGE(type)               (&ocop__registration__v1__##type##__descriptor)
#define assert_refused(reply, code) assert_int_equal(harness_refusal(reply), REFUSAL(code))

static const struct service_definition registration_definition = {
	.name = "registration",
	.settings = registration_settings,
	.migrations = registration_migrations,
	.commands = registration_commands,
	.queries = registration_queries,
	.files = registration_files,
	.reactions = registration_reactions,
	.deadlines = registration_deadlines,
	.start = registration_start,
	.stop = registration_stop,
};

/* What the tests work with; one at a time. */
static struct fixture {
	struct harness *harness;
	const char *producer_id;
	const char *product_id;
} fixture;

static const char *const vector_codes[] = {
	"1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.1", "2.2", "2.3", "2.4",
	"3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3",
	"6.1", "6.2", "6.3", "6.4", "7",   "8",   "9",   "10",  "11",  "12",
};
static const uint32_t vector_options[] = {
	3, 3, 3, 3, 4, 3, 2, 3, 4, 3, 2, 3, 2, 3, 2, 3,
	4, 4, 5, 5, 3, 4, 3, 5, 4, 4, 3, 4, 3, 3, 2, 3,
};
enum { VECTOR_COUNT = sizeof vector_options / sizeof *vector_options };

static inline void sign_in_unit(const char *account_id, Ocop__Common__V1__Role role,
				const char *unit_code)
{
	harness_sign_in_as(fixture.harness, account_id, role, unit_code);
}

static inline void sign_in_producer(void)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)fixture.producer_id;
	harness_sign_in(fixture.harness, "account_producer", &grant, 1);
}

static inline void sign_in_commune(void)
{
	sign_in_unit("account_commune", ROLE(COMMUNE_OFFICER), "05503");
}

static inline void sign_in_agency(void)
{
	sign_in_unit("account_agency", ROLE(OCOP_AGENCY), "19");
}

/* Thái Nguyên with Tân Cương and Na Rì; Tuyên Quang for what is elsewhere. */
static inline void record_units(void)
{
	static const char *const rows[][4] = {
		{"19", "", "Thái Nguyên", "Tỉnh Thái Nguyên"},
		{"08", "", "Tuyên Quang", "Tỉnh Tuyên Quang"},
		{"05503", "19", "Tân Cương", "Xã Tân Cương"},
		{"02155", "19", "Na Rì", "Xã Na Rì"},
	};
	enum { COUNT = sizeof rows / sizeof *rows };
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit units[COUNT];
	Ocop__Identity__V1__Unit *pointers[COUNT];

	for (size_t i = 0; i < COUNT; i++) {
		ocop__identity__v1__unit__init(&units[i]);
		units[i].code = (char *)rows[i][0];
		units[i].province_code = (char *)rows[i][1];
		units[i].name_vi = (char *)rows[i][2];
		units[i].full_name_vi = (char *)rows[i][3];
		pointers[i] = &units[i];
	}
	event.units = pointers;
	event.n_units = COUNT;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static inline Ocop__Registration__V1__RegisterProducer a_producer(void)
{
	Ocop__Registration__V1__RegisterProducer message =
		OCOP__REGISTRATION__V1__REGISTER_PRODUCER__INIT;

	message.name = (char *)"Hợp tác xã Ví dụ 1";
	message.legal_form = LEGAL_FORM(COOPERATIVE);
	message.registration_number = (char *)"4600000001";
	message.commune_code = (char *)"05503";
	message.address = (char *)"Xóm Ví dụ";
	return message;
}

static inline Ocop__Registration__V1__RegisterProduct a_product(void)
{
	Ocop__Registration__V1__RegisterProduct message =
		OCOP__REGISTRATION__V1__REGISTER_PRODUCT__INIT;

	message.producer_id = (char *)fixture.producer_id;
	message.name = (char *)"Rau Ví dụ";
	message.rulebook_code = (char *)"26-2026";
	message.set_no = 1;
	return message;
}

/* On 1 June 2026, ten days after the decision came into force. */
static inline int open_registration(void **state)
{
	(void)state; /* the fixture holds it */
	(void)setenv("OCOP_FILE_INSPECTOR", BINARY_DIR "/bin/ocop-inspector", 1);
	fixture.harness = harness_create(&registration_definition, NULL);
	harness_set_date(fixture.harness, "2026-06-01");
	record_units();
	sign_in_commune();
	Ocop__Registration__V1__RegisterProducer producer = a_producer();
	fixture.producer_id =
		harness_id(fixture.harness, harness_command(fixture.harness, &producer.base));
	sign_in_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product();
	fixture.product_id =
		harness_id(fixture.harness, harness_command(fixture.harness, &product.base));
	return 0;
}

static inline int close_registration(void **state)
{
	(void)state; /* the fixture holds it */
	assert_int_equal(harness_held_events(fixture.harness), 0);
	harness_destroy(fixture.harness);
	return 0;
}

static inline const Ocop__Common__V1__Reply *command(const ProtobufCMessage *message)
{
	return harness_command(fixture.harness, message);
}

static inline const char *accepted_id(const ProtobufCMessage *message)
{
	return harness_id(fixture.harness, command(message));
}

static inline Ocop__Registration__V1__OpenDossier a_dossier(void)
{
	Ocop__Registration__V1__OpenDossier message = OCOP__REGISTRATION__V1__OPEN_DOSSIER__INIT;

	message.product_id = (char *)fixture.product_id;
	message.kind = DOSSIER_KIND(FIRST);
	message.rulebook_code = (char *)"26-2026";
	message.set_no = 1;
	return message;
}

static inline const char *open_a_dossier(void)
{
	Ocop__Registration__V1__OpenDossier message = a_dossier();

	return accepted_id(&message.base);
}

static inline const Ocop__Common__V1__Reply *fill_field(const char *dossier_id,
							const char *form_code, const char *key,
							const char *value)
{
	Ocop__Registration__V1__FillForms message = OCOP__REGISTRATION__V1__FILL_FORMS__INIT;
	Ocop__Registration__V1__FormField field = OCOP__REGISTRATION__V1__FORM_FIELD__INIT;
	Ocop__Registration__V1__FormField *fields[] = {&field};

	field.form_code = (char *)form_code;
	field.key = (char *)key;
	field.value = (char *)value;
	message.dossier_id = (char *)dossier_id;
	message.fields = fields;
	message.n_fields = 1;
	return command(&message.base);
}

/* The first `count` choices of the vector. */
static inline const Ocop__Common__V1__Reply *assess(const char *dossier_id, size_t count)
{
	Ocop__Registration__V1__SaveSelfAssessment message =
		OCOP__REGISTRATION__V1__SAVE_SELF_ASSESSMENT__INIT;
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry entries[VECTOR_COUNT];
	Ocop__Registration__V1__SaveSelfAssessment__ChoicesEntry *pointers[VECTOR_COUNT];

	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__save_self_assessment__choices_entry__init(&entries[i]);
		entries[i].key = (char *)vector_codes[i];
		entries[i].value = vector_options[i];
		pointers[i] = &entries[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.choices = pointers;
	message.n_choices = count;
	return command(&message.base);
}

static inline Ocop__Registration__V1__AttachEvidence a_link(const char *dossier_id)
{
	Ocop__Registration__V1__AttachEvidence message =
		OCOP__REGISTRATION__V1__ATTACH_EVIDENCE__INIT;

	message.dossier_id = (char *)dossier_id;
	message.evidence_type = (char *)"EV_BIZ";
	message.name = (char *)"Đăng ký";
	message.link = (char *)"https://example.org/dang-ky";
	return message;
}

/* All that is missing in a draft that was just opened. */
static inline void complete(const char *dossier_id)
{
	static const char *const fields[][2] = {
		{"M01", "legal_representative"},
		{"M01", "position"},
		{"M01", "phone"},
		{"M01", "undertaking"},
		{"M02", "contact"},
		{"M02", "representative"},
		{"M02", "representative_residence"},
		{"M02", "founding_date"},
		{"M02", "specification"},
		{"M02", "standard"},
		{"M02", "history"},
		{"M02", "plan_result"},
		{"M02", "business_plan"},
	};
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		(void)harness_id(fixture.harness,
				 fill_field(dossier_id, fields[i][0], fields[i][1], "Ví dụ"));
	(void)harness_id(fixture.harness, assess(dossier_id, VECTOR_COUNT));
	(void)accepted_id(&link.base);
}

static inline const Ocop__Common__V1__Reply *submit(const char *dossier_id)
{
	Ocop__Registration__V1__SubmitDossier message =
		OCOP__REGISTRATION__V1__SUBMIT_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return command(&message.base);
}

/* The first `count` of the decision's four checks. */
static inline const Ocop__Common__V1__Reply *screen(const char *dossier_id, size_t count)
{
	static const char *const checks[] = {"material_origin", "local_labour", "idea_origin",
					     "identity"};
	Ocop__Registration__V1__ScreenDossier message =
		OCOP__REGISTRATION__V1__SCREEN_DOSSIER__INIT;
	Ocop__Registration__V1__ScreeningFinding findings[4];
	Ocop__Registration__V1__ScreeningFinding *pointers[4];

	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__screening_finding__init(&findings[i]);
		findings[i].check_code = (char *)checks[i];
		findings[i].satisfied = true;
		pointers[i] = &findings[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.findings = pointers;
	message.n_findings = count;
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *propose(const char *dossier_id)
{
	Ocop__Registration__V1__ProposeDossier message =
		OCOP__REGISTRATION__V1__PROPOSE_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.letter_number = (char *)"12/TTr-UBND";
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *record_samples_of(
	const char *dossier_id, Ocop__Registration__V1__Office office, uint32_t sample_count)
{
	Ocop__Registration__V1__RecordSamples message =
		OCOP__REGISTRATION__V1__RECORD_SAMPLES__INIT;
	char today[DATE_TEXT_SIZE];

	harness_today(fixture.harness, today);
	message.dossier_id = (char *)dossier_id;
	message.office = office;
	message.sample_count = sample_count;
	message.received_on = today;
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *return_it(const char *dossier_id, const char *reason,
						       const char *deadline)
{
	Ocop__Registration__V1__ReturnDossier message =
		OCOP__REGISTRATION__V1__RETURN_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)reason;
	message.deadline = (char *)deadline;
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *withdraw(const char *dossier_id, const char *reason)
{
	Ocop__Registration__V1__WithdrawDossier message =
		OCOP__REGISTRATION__V1__WITHDRAW_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)reason;
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *admit(const char *dossier_id, const char *round_id)
{
	Ocop__Registration__V1__AdmitDossier message = OCOP__REGISTRATION__V1__ADMIT_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.round_id = (char *)round_id;
	return command(&message.base);
}

/* A complete draft, submitted, screened and proposed by Tân Cương, five samples with it at each
 * hand-over. */
static inline const char *a_proposed_dossier(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(dossier_id));
	sign_in_agency();
	(void)harness_id(fixture.harness, record_samples_of(dossier_id, OFFICE(PROVINCE), 5));
	return dossier_id;
}

static inline Ocop__Scoring__V1__RoundPlanned a_round(void)
{
	Ocop__Scoring__V1__RoundPlanned event = OCOP__SCORING__V1__ROUND_PLANNED__INIT;

	event.round_id = (char *)"round_tn1_01K00000000000000000000000";
	event.name = (char *)"Đợt 2 năm 2026";
	event.level = ROUND_LEVEL(PROVINCE);
	event.unit_code = (char *)"19";
	event.rulebook_code = (char *)"26-2026";
	event.held_on = (char *)"2026-11-20";
	event.proposals_before = (char *)"2026-10-30";
	return event;
}

static inline void plan(const Ocop__Scoring__V1__RoundPlanned *event)
{
	harness_event(fixture.harness, "scoring_tn1", event->round_id, &event->base);
}

static inline const Ocop__Registration__V1__Dossier *get_dossier_of(const char *dossier_id)
{
	Ocop__Registration__V1__GetDossier message = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(dossier));
}
