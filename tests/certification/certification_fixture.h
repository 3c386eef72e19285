/* certification_fixture.h - the daemon, and what the others tell it */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "certification/commands.h"
#include "certification/deadlines.h"
#include "certification/log/leaf.h"
#include "certification/queries.h"
#include "certification/reactions.h"
#include "certification/records/dossier.h"
#include "certification/rules.h"
#include "certification/schema.h"
#include "certification/state.h"
#include "harness.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

#define CERTIFICATES(name) ocop__certification__v1__##name##__descriptor

static const char *const follows[] = {"identity", "registration", "scoring", NULL};
static const struct service_definition certification = {
	.name = "certification",
	.settings = certification_settings,
	.migrations = certification_migrations,
	.commands = certification_commands,
	.queries = certification_queries,
	.reactions = certification_reactions,
	.deadlines = certification_deadlines,
	.follows = follows,
	.start = certification_start,
	.stop = certification_stop,
	.event_written = leaf_append,
	.closed = certification_closed,
	.events_committed = certification_committed,
};

/* A paper that registration keeps: what a revocation rests on. */
static inline void tell_paper(struct harness *h, const char *paper_id)
{
	Ocop__Registration__V1__PaperKept event = OCOP__REGISTRATION__V1__PAPER_KEPT__INIT;
	Ocop__Registration__V1__Paper paper = OCOP__REGISTRATION__V1__PAPER__INIT;

	paper.paper_id = (char *)paper_id;
	paper.sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
	paper.number = "1/KL";
	event.paper = &paper;
	event.unit_code = "19";
	harness_event(h, "registration", paper_id, &event.base);
}

static inline int set_up(void **state)
{
	/* Over the default, which is named from where a daemon starts. */
	assert_int_equal(setenv("OCOP_CERTIFICATE_TEMPLATE",
				SOURCE_DIR "/deploy/certificate/template.ini", 1),
			 0);
	struct harness *h = harness_create(&certification, NULL);

	harness_set_date(h, "2026-12-01");
	tell_paper(h, "paper_1");
	*state = h;
	return 0;
}

static inline int tear_down(void **state)
{
	harness_destroy(*state);
	return 0;
}

/* --- what the others tell */

static inline void tell_code(struct harness *h, const char *product_id, const char *dossier_id,
			     const char *code)
{
	Ocop__Registration__V1__ProductCodeIssued event =
		OCOP__REGISTRATION__V1__PRODUCT_CODE_ISSUED__INIT;

	event.product_id = (char *)product_id;
	event.dossier_id = (char *)dossier_id;
	event.code = (char *)code;
	harness_event(h, "registration", product_id, &event.base);
}

struct decided {
	const char *dossier_id, *product_id;
	uint32_t star;
	Ocop__Scoring__V1__DecisionOutcome decision;
	const char *decided_on;
	Ocop__Scoring__V1__Level level;
};

#define ROUND_ID "round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF"

/* The round as a whole: its decision comes onto record, and certificates follow. */
static inline void tell_approval(struct harness *h, const char *decided_on)
{
	Ocop__Scoring__V1__RoundApproved event = OCOP__SCORING__V1__ROUND_APPROVED__INIT;

	event.round_id = ROUND_ID;
	event.decision_number = "12/QĐ-UBND";
	event.decided_on = (char *)decided_on;
	harness_event(h, "scoring_tn1", ROUND_ID, &event.base);
}

/* Of a dossier of a kind, which started from a certificate ("" for a first one). */
static inline void tell_result_of(struct harness *h, const struct decided *decided,
				  Ocop__Registration__V1__DossierKind kind,
				  const char *certificate_code)
{
	Ocop__Scoring__V1__ResultDecided event = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;

	result.round_id = ROUND_ID;
	result.dossier_id = (char *)decided->dossier_id;
	result.product_id = (char *)decided->product_id;
	result.product_name = "Miến dong Ví dụ";
	result.producer_id = "producer_1";
	result.producer_name = "Hợp tác xã Ví dụ 1";
	result.level = decided->level ? decided->level : OCOP__SCORING__V1__LEVEL__LEVEL_PROVINCE;
	result.points_sum = 583;
	result.points_count = 7;
	result.mean_text = "83.29";
	result.star = decided->star;
	result.rulebook_code = "26-2026";
	result.set_no = 6;
	result.decision = decided->decision;
	result.decision_number = "12/QĐ-UBND";
	result.decided_on = (char *)decided->decided_on;
	event.result = &result;
	event.sector_code = "I";
	event.commune_code = "02155";
	event.province_code = "19";
	event.kind = kind;
	event.certificate_code = (char *)certificate_code;
	harness_event(h, "scoring_tn1", decided->dossier_id, &event.base);
	tell_approval(h, decided->decided_on);
}

static inline void tell_result(struct harness *h, const struct decided *decided)
{
	tell_result_of(h, decided, DOSSIER_KIND(FIRST), "");
}

#define RECOGNISED     OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_RECOGNISED
#define NOT_RECOGNISED OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_NOT_RECOGNISED
#define TO_CENTRE      OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_PROPOSED_TO_CENTRE

/* A product with its code and a decision: the daemon issues by itself. */
static inline const Ocop__Certification__V1__Certificate *issue(struct harness *h,
								const char *dossier_id,
								const char *product_id,
								uint32_t star,
								const char *decided_on)
{
	const Ocop__Certification__V1__CertificateIssued *issued;
	char code[64];

	(void)snprintf(code, sizeof(code), "19-02155-%s-2026", dossier_id); /* fits */
	tell_code(h, product_id, dossier_id, code);
	tell_result(h, &(struct decided){dossier_id, product_id, star, RECOGNISED, decided_on, 0});
	issued = harness_last_event(h, &CERTIFICATES(certificate_issued));
	assert_non_null(issued);
	return issued->certificate;
}

static inline const Ocop__Certification__V1__VerifyCertificateReply *verify(struct harness *h,
									    const char *number)
{
	Ocop__Certification__V1__VerifyCertificate query =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE__INIT;

	query.number = (char *)number;
	return harness_body(h, harness_query(h, &query.base),
			    &CERTIFICATES(verify_certificate_reply));
}

static inline void tell_claim(struct harness *h, const char *claim_id, const char *event_text,
			      const char *decision_number, const char *decision_date,
			      const char *expiry_date)
{
	Ocop__Registration__V1__RecognitionClaimed event =
		OCOP__REGISTRATION__V1__RECOGNITION_CLAIMED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	place.province_code = "19";
	place.commune_text = "xã Côn Minh";
	place.district_text = "Na Rì";
	place.province_text = "Bắc Kạn";
	event.claim_id = (char *)claim_id;
	event.product_id = "product_tai_hoan";
	event.producer_id = "producer_tai_hoan";
	event.product_name = "Miến dong Tài Hoan";
	event.producer_name = "Hợp tác xã Tài Hoan";
	event.place = &place;
	event.stars = 5;
	event.score = "91.14";
	event.decision_number = (char *)decision_number;
	event.decision_date = (char *)decision_date;
	event.expiry_date = (char *)expiry_date;
	event.event = (char *)event_text;
	harness_event(h, "registration", claim_id, &event.base);
}

#define WITH_SERVICE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
