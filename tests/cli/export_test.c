/* export_test.c - `ocop export` and `export package`: what is asked, pieces put together, whole or
 * not at all */
#include <jansson.h>

#include "common/base/identifier.h"
#include "fake_daemons.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

#define MESSAGE(type) (&ocop__registration__v1__##type##__descriptor)

enum { PIECE_BYTES = 5 };

static const char content[] = "\xef\xbb\xbfTên,Doanh thu\r\nMiến dong,1\r\n";

/* That has proposed the dossier of the package. */
static const char round_id[] = "round_tn1_01K00000000000000000000000";

/* Computed with sha256sum. */
static const char content_sha256[] =
	"1e2d4e883d8b0282407aacabf6c2f9e14bcf7c9435daf57f1ceff670cbf5fa13";

/* A fake registration that makes one document and gives it away in small pieces. */
struct state {
	struct fakes fakes;
	Ocop__Registration__V1__ExportRegister list; /* as it was asked for last */
	char province_code[8], commune_code[8], dossier_id[IDENTIFIER_SIZE];
	const char *sha256; /* it says */
	bool refuses;
	size_t papers; /* of the round, handed to who packs */
	size_t pieces;
	char path[64];
};

static void refuse(Ocop__Common__V1__Reply *reply, struct arena *arena)
{
	Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));

	ocop__common__v1__refusal__init(refusal);
	refusal->code = OCOP__COMMON__V1__REFUSAL_CODE__REFUSAL_CODE_ROLE_MISSING;
	reply->refusals = arena_alloc(arena, sizeof(*reply->refusals));
	reply->refusals[0] = refusal;
	reply->n_refusals = 1;
	reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
}

static void note_list(struct state *state, const Ocop__Common__V1__Envelope *envelope,
		      struct arena *arena)
{
	const Ocop__Registration__V1__ExportRegister *asked = (const void *)message_unpack(
		MESSAGE(export_register), envelope->body.data, envelope->body.len, arena, NULL);

	state->list = *asked;
	snprintf(state->province_code, sizeof(state->province_code), "%s", asked->province_code);
	snprintf(state->commune_code, sizeof(state->commune_code), "%s", asked->commune_code);
}

static void note_package(struct state *state, const Ocop__Common__V1__Envelope *envelope,
			 struct arena *arena)
{
	const Ocop__Registration__V1__PackDossier *asked = (const void *)message_unpack(
		MESSAGE(pack_dossier), envelope->body.data, envelope->body.len, arena, NULL);

	snprintf(state->dossier_id, sizeof(state->dossier_id), "%s", asked->dossier_id);
	state->papers = asked->n_papers;
}

static void answer_dossier(struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	Ocop__Registration__V1__Dossier dossier = OCOP__REGISTRATION__V1__DOSSIER__INIT;

	dossier.proposing_round_id = (char *)round_id;
	fake_accept(reply, &dossier.base, arena);
}

/* What the round's shard prints for the package. */
static void answer_scoring(void *context, const Ocop__Common__V1__Envelope *envelope,
			   struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	const Ocop__Scoring__V1__PrintProposal *asked =
		(const void *)message_unpack(&ocop__scoring__v1__print_proposal__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	Ocop__Scoring__V1__PrintProposalReply printed =
		OCOP__SCORING__V1__PRINT_PROPOSAL_REPLY__INIT;
	Ocop__Registration__V1__PackagePaper paper = OCOP__REGISTRATION__V1__PACKAGE_PAPER__INIT;
	Ocop__Registration__V1__PackagePaper *papers[] = {&paper};

	(void)context;
	assert_string_equal(asked->round_id, round_id);
	printed.papers = papers;
	printed.n_papers = 1;
	fake_accept(reply, &printed.base, arena);
}

static void answer_piece(struct state *state, const Ocop__Common__V1__Envelope *envelope,
			 struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	const Ocop__Registration__V1__ReadDocument *asked = (const void *)message_unpack(
		MESSAGE(read_document), envelope->body.data, envelope->body.len, arena, NULL);
	Ocop__Registration__V1__ReadFileReply piece = OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	size_t left = sizeof(content) - 1 - asked->offset_bytes;

	assert_string_equal(asked->document_id, "document_01K00000000000000000000000");
	piece.content.data = (uint8_t *)content + asked->offset_bytes;
	piece.content.len = left < PIECE_BYTES ? left : PIECE_BYTES;
	piece.size_bytes = sizeof(content) - 1;
	state->pieces++;
	fake_accept(reply, &piece.base, arena);
}

static void answer_registration(void *context, const Ocop__Common__V1__Envelope *envelope,
				struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	struct state *state = context;
	Ocop__Registration__V1__DocumentMade made = OCOP__REGISTRATION__V1__DOCUMENT_MADE__INIT;

	if (state->refuses) {
		refuse(reply, arena);
		return;
	}
	if (fake_asked(envelope, MESSAGE(read_document))) {
		answer_piece(state, envelope, arena, reply);
		return;
	}
	if (fake_asked(envelope, MESSAGE(get_dossier))) {
		answer_dossier(arena, reply);
		return;
	}
	if (fake_asked(envelope, MESSAGE(export_register)))
		note_list(state, envelope, arena);
	else
		note_package(state, envelope, arena);
	made.document_id = (char *)"document_01K00000000000000000000000";
	made.size_bytes = sizeof(content) - 1;
	made.media_type = (char *)"text/csv; charset=utf-8";
	made.sha256 = (char *)state->sha256;
	fake_accept(reply, &made.base, arena);
}

static void answer_identity(void *context, const Ocop__Common__V1__Envelope *envelope,
			    struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	(void)context;
	(void)fake_identity_answer(envelope, arena, reply); /* all that is asked of it here */
}

static int set_up(void **context)
{
	struct state *state = memory_alloc(sizeof(*state));

	state->sha256 = content_sha256;
	fakes_init(&state->fakes);
	fakes_add(&state->fakes, "identity", answer_identity, state);
	fakes_add(&state->fakes, "registration", answer_registration, state);
	fakes_add(&state->fakes, "scoring_tn1", answer_scoring, state);
	fakes_run(&state->fakes);
	snprintf(state->path, sizeof(state->path), "%s/list.csv", state->fakes.directory);
	*context = state;
	return 0;
}

static int tear_down(void **context)
{
	struct state *state = *context;

	unlink(state->path);
	fakes_deinit(&state->fakes);
	memory_free(state);
	return 0;
}

static void assert_file_holds_the_content(const char *path)
{
	char bytes[256];
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, sizeof(bytes), file), sizeof(content) - 1);
	assert_memory_equal(bytes, content, sizeof(content) - 1);
	fclose(file);
}

static void list_is_written_from_its_pieces(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "export", "national-register", "--format",
				    "xlsx", "--province", "19", "--commune", "05503", "--year",
				    "2025", "--output", state->path, NULL),
			 EXIT_DONE);
	assert_int_equal(state->list.kind,
			 OCOP__REGISTRATION__V1__EXPORT_KIND__EXPORT_KIND_NATIONAL_REGISTER);
	assert_int_equal(state->list.format,
			 OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_XLSX);
	assert_string_equal(state->province_code, "19");
	assert_string_equal(state->commune_code, "05503");
	assert_int_equal(state->list.year, 2025);
	assert_int_equal(state->pieces, (sizeof(content) - 1 + PIECE_BYTES - 1) / PIECE_BYTES);
	assert_file_holds_the_content(state->path);
	assert_non_null(strstr(state->fakes.output, content_sha256));
}

static void list_goes_to_standard_output(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "export", "products", NULL), EXIT_DONE);
	assert_string_equal(state->fakes.output, content); /* and nothing beside it */
	assert_int_equal(state->list.format,
			 OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_CSV);
	assert_string_equal(state->province_code, "");
	assert_int_equal(state->list.year, 0);
}

static void package_is_asked_for_by_its_dossier(void **context)
{
	struct state *state = *context;
	static const char id[] = "dossier_01K00000000000000000000000";

	assert_int_equal(fakes_ocop(&state->fakes, "export", "package", id, "--output", state->path,
				    "--json", NULL),
			 EXIT_DONE);
	assert_string_equal(state->dossier_id, id);
	assert_int_equal(state->papers, 1);
	assert_file_holds_the_content(state->path);
	json_t *report = json_loads(state->fakes.output, 0, NULL);
	assert_string_equal(json_string_value(json_object_get(report, "sha256")), content_sha256);
	assert_int_equal(json_integer_value(json_object_get(report, "sizeBytes")),
			 sizeof(content) - 1);
	json_decref(report);
}

static void document_that_is_not_what_it_was_leaves_no_file(void **context)
{
	struct state *state = *context;
	char part[80];

	state->sha256 = "0000000000000000000000000000000000000000000000000000000000000000";
	assert_int_equal(
		fakes_ocop(&state->fakes, "export", "products", "--output", state->path, NULL),
		EXIT_NOT_ALLOWED);
	snprintf(part, sizeof(part), "%s.part", state->path);
	assert_int_not_equal(access(state->path, F_OK), 0);
	assert_int_not_equal(access(part, F_OK), 0);
}

static void refusal_and_wrong_words_end_by_their_status(void **context)
{
	struct state *state = *context;

	assert_int_equal(fakes_ocop(&state->fakes, "export", "ideas", NULL), EXIT_USAGE);
	assert_int_equal(fakes_ocop(&state->fakes, "export", "products", "--format", "ods", NULL),
			 EXIT_USAGE);
	assert_int_equal(fakes_ocop(&state->fakes, "export", "products", "--year", "25", NULL),
			 EXIT_USAGE);
	assert_int_equal(fakes_ocop(&state->fakes, "export", "products", "--output",
				    "/no/such/folder/list.csv", NULL),
			 EXIT_USAGE);
	state->refuses = true;
	assert_int_equal(fakes_ocop(&state->fakes, "export", "products", NULL), EXIT_NOT_ALLOWED);
	assert_string_equal(state->fakes.output, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(list_is_written_from_its_pieces),
		TEST(list_goes_to_standard_output),
		TEST(package_is_asked_for_by_its_dossier),
		TEST(document_that_is_not_what_it_was_leaves_no_file),
		TEST(refusal_and_wrong_words_end_by_their_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
