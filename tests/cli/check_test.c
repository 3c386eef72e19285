/* check_test.c - `ocop check` finds each broken invariant, and nothing where all holds */
#include <jansson.h>

#include "common/tlog/checkpoint.h"
#include "fake_daemons.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

#define DIFFERENCE(name) OCOP__SCORING__V1__DIFFERENCE_KIND__DIFFERENCE_KIND_##name

/* An instance with one round, two certificates and one listing; each test breaks one thing. */
struct state {
	struct fakes fakes;
	const char *differing_dossier; /* NULL: every result is right */
	Ocop__Scoring__V1__DifferenceKind difference_kind;
	const char *recomputed;
	Ocop__Certification__V1__CertificateState first_state, second_state;
	const char *second_product;
	const char *valid_until;
	uint32_t listing_stars;
	Ocop__Certification__V1__Inspection inspection; /* of FIRST; empty: none */
	uint32_t serials;                               /* of two stickers drawn of five */
	uint64_t head_sequence;                         /* of logs that are empty */
	uint64_t log_size;                              /* of a transparency log without entries */
};

static void answer_rounds(const struct state *state, const Ocop__Common__V1__Envelope *envelope,
			  struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	Ocop__Scoring__V1__ListRoundsReply list = OCOP__SCORING__V1__LIST_ROUNDS_REPLY__INIT;
	Ocop__Scoring__V1__Round round = OCOP__SCORING__V1__ROUND__INIT;
	Ocop__Scoring__V1__Round *rounds[] = {&round};
	Ocop__Scoring__V1__RecomputeRoundReply recomputed =
		OCOP__SCORING__V1__RECOMPUTE_ROUND_REPLY__INIT;
	char *differing[] = {(char *)state->differing_dossier};
	Ocop__Scoring__V1__ResultDifference difference = OCOP__SCORING__V1__RESULT_DIFFERENCE__INIT;
	Ocop__Scoring__V1__ResultDifference *differences[] = {&difference};

	round.round_id = (char *)"round_tn1_01";
	list.n_rounds = 1;
	list.rounds = rounds;
	recomputed.results = 4;
	recomputed.n_differing_dossier_ids = state->differing_dossier != NULL;
	recomputed.differing_dossier_ids = differing;
	recomputed.n_differences = state->differing_dossier != NULL;
	recomputed.differences = differences;
	difference.dossier_id = (char *)state->differing_dossier;
	difference.pass = 2;
	difference.kind = state->difference_kind;
	difference.member_id = (char *)"account_3";
	difference.stored = (char *)"SCORED 246/3";
	difference.recomputed = (char *)state->recomputed;
	if (fake_asked(envelope, &ocop__scoring__v1__list_rounds__descriptor))
		fake_accept(reply, &list.base, arena);
	else
		fake_accept(reply, &recomputed.base, arena);
}

/* The log of a register in which nothing has happened. */
static void answer_log_file(const struct state *state, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	const Ocop__Certification__V1__GetLogFile *query =
		(const void *)message_unpack(&ocop__certification__v1__get_log_file__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	Ocop__Certification__V1__LogFile file = OCOP__CERTIFICATION__V1__LOG_FILE__INIT;
	const uint8_t seed[32] = {1};
	struct checkpoint checkpoint = {.size = state->log_size};
	struct note_signer signer;
	char *text;

	note_signer_make("ocop/test", seed, &signer);
	merkle_empty_root(&checkpoint.root);
	if (strcmp(query->path, "keys") == 0)
		text = arena_printf(arena, "%s\n", note_verifier_print(arena, &signer.verifier));
	else
		text = checkpoint_sign(arena, &signer, &checkpoint);
	file.content = (ProtobufCBinaryData){strlen(text), (uint8_t *)text};
	fake_accept(reply, &file.base, arena);
}

static void answer_certificates(const struct state *state,
				const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
				Ocop__Common__V1__Reply *reply)
{
	Ocop__Certification__V1__ListCertificatesReply list =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES_REPLY__INIT;
	Ocop__Certification__V1__Certificate first = OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	Ocop__Certification__V1__Certificate second = OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	Ocop__Certification__V1__Certificate *certificates[] = {&first, &second};

	first.code = (char *)"FIRST";
	first.product_id = (char *)"product_1";
	first.state = state->first_state;
	first.star = 4;
	first.valid_until = (char *)state->valid_until;
	second.code = (char *)"SECOND";
	second.product_id = (char *)state->second_product;
	second.state = state->second_state;
	second.star = 3;
	list.n_certificates = 2;
	list.certificates = certificates;
	if (fake_asked(envelope, &ocop__certification__v1__get_certificate__descriptor))
		fake_accept(reply, &first.base, arena);
	else
		fake_accept(reply, &list.base, arena);
}

static void answer_inspections(const struct state *state, struct arena *arena,
			       Ocop__Common__V1__Reply *reply)
{
	Ocop__Certification__V1__ListInspectionsReply list =
		OCOP__CERTIFICATION__V1__LIST_INSPECTIONS_REPLY__INIT;
	Ocop__Certification__V1__Inspection inspection = state->inspection;
	Ocop__Certification__V1__Inspection *inspections[] = {&inspection};

	list.n_inspections = inspection.inspection_id[0] != '\0';
	list.inspections = inspections;
	fake_accept(reply, &list.base, arena);
}

static void answer_listings(const struct state *state, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	Ocop__Market__V1__SearchListingsReply list = OCOP__MARKET__V1__SEARCH_LISTINGS_REPLY__INIT;
	Ocop__Market__V1__Listing listing = OCOP__MARKET__V1__LISTING__INIT;
	Ocop__Market__V1__Listing *listings[] = {&listing};

	listing.listing_id = (char *)"product_1";
	listing.stars = state->listing_stars;
	listing.badge = state->listing_stars > 0
				? OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID
				: OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_EXPIRED;
	listing.certificate_code = (char *)"FIRST";
	list.n_listings = 1;
	list.listings = listings;
	if (fake_asked(envelope, &ocop__market__v1__get_listing__descriptor))
		fake_accept(reply, &listing.base, arena);
	else
		fake_accept(reply, &list.base, arena);
}

static void answer_quotas(const struct state *state, struct arena *arena,
			  Ocop__Common__V1__Reply *reply)
{
	Ocop__Market__V1__ListStickerQuotasReply list =
		OCOP__MARKET__V1__LIST_STICKER_QUOTAS_REPLY__INIT;
	Ocop__Market__V1__StickerQuota quota = OCOP__MARKET__V1__STICKER_QUOTA__INIT;
	Ocop__Market__V1__StickerQuota *quotas[] = {&quota};

	quota.batch_id = (char *)"batch_1";
	quota.certificate_code = (char *)"FIRST";
	quota.granted = 5;
	quota.drawn = 2;
	quota.serials = state->serials;
	list.n_quotas = 1;
	list.quotas = quotas;
	fake_accept(reply, &list.base, arena);
}

static void answer(void *context, const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
		   Ocop__Common__V1__Reply *reply)
{
	const struct state *state = context;

	if (fake_identity_answer(envelope, arena, reply))
		return;
	if (fake_asked(envelope, &ocop__common__v1__replay__descriptor)) {
		Ocop__Common__V1__ReplayReply run = OCOP__COMMON__V1__REPLAY_REPLY__INIT;
		run.head_sequence = state->head_sequence;
		fake_accept(reply, &run.base, arena);
	} else if (fake_asked(envelope, &ocop__common__v1__status__descriptor)) {
		Ocop__Common__V1__StatusReply status = OCOP__COMMON__V1__STATUS_REPLY__INIT;
		Google__Protobuf__Timestamp now = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
		now.seconds = 1782864000; /* 2026-07-01 in Vietnam */
		status.now = &now;
		fake_accept(reply, &status.base, arena);
	} else if (strncmp(envelope->type, "ocop.scoring.", 13) == 0) {
		answer_rounds(state, envelope, arena, reply);
	} else if (fake_asked(envelope, &ocop__certification__v1__get_log_file__descriptor)) {
		answer_log_file(state, envelope, arena, reply);
	} else if (fake_asked(envelope, &ocop__certification__v1__list_inspections__descriptor)) {
		answer_inspections(state, arena, reply);
	} else if (strncmp(envelope->type, "ocop.certification.", 19) == 0) {
		answer_certificates(state, envelope, arena, reply);
	} else if (fake_asked(envelope, &ocop__market__v1__list_sticker_quotas__descriptor)) {
		answer_quotas(state, arena, reply);
	} else {
		answer_listings(state, envelope, arena, reply);
	}
}

static int set_up(void **context)
{
	static const char *const sources[] = {"identity", "registration", "certification",
					      "market",   "notification", "scoring_tn1"};
	struct state *state = memory_alloc(sizeof(*state));

	state->first_state = OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
	state->second_state = state->first_state;
	state->second_product = "product_2";
	state->valid_until = "2026-07-01";
	state->listing_stars = 4;
	state->serials = 2;
	ocop__certification__v1__inspection__init(&state->inspection);
	fakes_init(&state->fakes);
	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		fakes_add(&state->fakes, sources[i], answer, state);
	fakes_run(&state->fakes);
	*context = state;
	return 0;
}

static int tear_down(void **context)
{
	fakes_deinit(&((struct state *)*context)->fakes);
	memory_free(*context);
	return 0;
}

/* Runs the check; it must find just this, or nothing for NULL. */
static void expect(struct state *state, const char *finding)
{
	int expected = finding == NULL ? EXIT_DONE : EXIT_FINDINGS;

	assert_int_equal(fakes_ocop(&state->fakes, "check", NULL), expected);
	if (finding == NULL)
		assert_null(strstr(state->fakes.output, "BROKEN"));
	else if (strstr(state->fakes.output, finding) == NULL)
		fail_msg("%s\nis not in\n%s", finding, state->fakes.output);
}

static void sound_instance_holds(void **context)
{
	struct state *state = *context;

	expect(state, NULL);
	assert_non_null(strstr(state->fakes.output, "(4 results)"));
	assert_non_null(strstr(state->fakes.output, "(2 certificates)"));
	assert_non_null(strstr(state->fakes.output, "(1 listings)"));
}

static void result_that_differs_is_found(void **context)
{
	struct state *state = *context;

	state->differing_dossier = "dossier_7";
	state->recomputed = "";
	state->difference_kind = DIFFERENCE(RESULT);
	expect(state, "round_tn1_01: the result of dossier_7, pass 2, is not what its sheets give: "
		      "stored is SCORED 246/3; they give nothing");
	state->recomputed = "SCORED 240/3";
	state->difference_kind = DIFFERENCE(SHEET);
	expect(state, "round_tn1_01: the sheet of account_3 on dossier_7, pass 2, is not the one "
		      "that was sealed: its commitment is stored as SCORED 246/3, its bytes give "
		      "SCORED 240/3");
	state->difference_kind = DIFFERENCE(TOTALS);
	expect(state, "round_tn1_01: the totals of dossier_7, pass 2, are stored as SCORED 246/3 "
		      "points together, its sheets give SCORED 240/3");
	state->difference_kind = DIFFERENCE(DECISION);
	expect(state, "round_tn1_01: the decision on dossier_7, pass 2, is stored as SCORED 246/3, "
		      "its result gives SCORED 240/3");
}

static void two_valid_certificates_of_a_product_are_found(void **context)
{
	struct state *state = *context;

	state->second_product = "product_1";
	expect(state, "product_1 has two valid certificates: FIRST and SECOND");
	state->second_state = OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_EXPIRED;
	expect(state, NULL);
}

static void certificate_valid_past_its_day_is_found(void **context)
{
	struct state *state = *context;

	state->valid_until = "2026-06-30";
	expect(state, "FIRST is valid past its day, 2026-06-30");
}

static void stars_without_a_valid_certificate_are_found(void **context)
{
	struct state *state = *context;

	state->first_state = OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED;
	expect(state, "product_1 shows 4 stars without a valid certificate");
	state->listing_stars = 0;
	expect(state, NULL);
}

static void stars_other_than_the_certificates_are_found(void **context)
{
	struct state *state = *context;

	state->listing_stars = 5;
	expect(state, "product_1 shows 5 stars without a valid certificate");
}

static void serial_that_nobody_drew_is_found(void **context)
{
	struct state *state = *context;

	state->serials = 3;
	expect(state, "batch_1, FIRST: 3 serials, 2 drawn");
}

/* What is asked for by its name is checked, and nothing else is. */
static void a_named_invariant_is_checked_alone(void **context)
{
	struct state *state = *context;

	state->head_sequence = 3; /* no log is as long as it says */
	state->differing_dossier = "dossier_7";
	state->recomputed = "";
	assert_int_equal(fakes_ocop(&state->fakes, "check", "certificates", NULL), EXIT_DONE);
	assert_null(strstr(state->fakes.output, "events)"));
	assert_null(strstr(state->fakes.output, "listings)"));
	assert_int_equal(fakes_ocop(&state->fakes, "check", "scoring", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "dossier_7"));
	assert_null(strstr(state->fakes.output, "its log ends"));
	assert_int_equal(fakes_ocop(&state->fakes, "check", "certificates", "scoring", NULL),
			 EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "(2 certificates)"));
}

/* Concluded as it should be, on a proposed revocation that was followed; each step breaks one
 * thing.
 */
static void conclusion_that_is_not_what_was_found_is_found(void **context)
{
	Ocop__Certification__V1__InspectionPaper paper =
		OCOP__CERTIFICATION__V1__INSPECTION_PAPER__INIT;
	struct state *state = *context;
	Ocop__Certification__V1__Inspection *inspection = &state->inspection;

	paper.sha256 = (char *)"9f86";
	inspection->inspection_id = (char *)"inspection_1";
	inspection->code = (char *)"FIRST";
	inspection->state = OCOP__CERTIFICATION__V1__INSPECTION_STATE__INSPECTION_STATE_CONCLUDED;
	inspection->outcome =
		OCOP__CERTIFICATION__V1__INSPECTION_OUTCOME__INSPECTION_OUTCOME_PROPOSES_REVOCATION;
	inspection->ground_code = (char *)"b";
	inspection->concluded_on = (char *)"2026-06-30";
	inspection->conclusion_paper = &paper;
	expect(state, NULL);
	inspection->revoked_on = (char *)"2026-07-01";
	expect(state, "inspection_1 was followed on 2026-07-01, and FIRST is not revoked");
	inspection->revoked_on = (char *)"";
	inspection->open_findings = 2;
	expect(state, "inspection_1 is concluded with 2 findings open");
	inspection->open_findings = 0;
	inspection->ground_code = (char *)"";
	expect(state, "inspection_1 proposes a revocation without a ground");
	inspection->conclusion_paper = NULL;
	expect(state, "inspection_1 is concluded without its paper");
	inspection->state = OCOP__CERTIFICATION__V1__INSPECTION_STATE__INSPECTION_STATE_HELD;
	expect(state, "inspection_1 has an outcome and no conclusion");
}

static void listings_are_held_against_the_certificates_when_alone(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "check", "listings", NULL), EXIT_DONE);
	assert_non_null(strstr(state->fakes.output, "(1 listings)"));
	state->listing_stars = 5;
	assert_int_equal(fakes_ocop(&state->fakes, "check", "listings", NULL), EXIT_FINDINGS);
}

static void an_unknown_name_is_wrong_use(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "check", "stars", NULL), EXIT_USAGE);
	assert_int_equal(fakes_ocop(&state->fakes, "check", "scoring", "stars", NULL), EXIT_USAGE);
}

static void transparency_log_whose_entries_are_not_the_events_is_found(void **context)
{
	struct state *state = *context;

	state->log_size = 2; /* what is shown in their place are no entries */
	expect(state, "the entries do not have the checkpoint's root");
}

static void log_that_ends_before_its_head_is_found(void **context)
{
	struct state *state = *context;

	state->head_sequence = 3;
	expect(state, "its log ends at 0, its head is 3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(sound_instance_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(result_that_differs_is_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(two_valid_certificates_of_a_product_are_found,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(certificate_valid_past_its_day_is_found, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(stars_without_a_valid_certificate_are_found, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(stars_other_than_the_certificates_are_found, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(serial_that_nobody_drew_is_found, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_named_invariant_is_checked_alone, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(conclusion_that_is_not_what_was_found_is_found,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			listings_are_held_against_the_certificates_when_alone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_name_is_wrong_use, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			transparency_log_whose_entries_are_not_the_events_is_found, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(log_that_ends_before_its_head_is_found, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
