/* json_message_test.c - messages to JSON and back: the canonical mapping of proto3, strictly */
#include "common/json/message_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "common/json/json_read.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

static int set_up(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	arena_destroy(*state);
	return 0;
}

static ProtobufCMessage *read(struct arena *arena, const ProtobufCMessageDescriptor *descriptor,
			      const char *text, struct message_faults *faults)
{
	struct json_fault fault;
	json_t *json = json_read(text, strlen(text), 1024 * 1024, &fault);
	ProtobufCMessage *message;

	assert_non_null(json);
	faults->count = 0;
	message = message_from_json(json, descriptor, arena, faults);
	json_decref(json);
	return message;
}

static void assert_json(const ProtobufCMessage *message, const char *expected)
{
	size_t size_bytes;
	char *text = message_to_json_text(message, &size_bytes);
	json_t *json = message_to_json(message);
	char *of_tree = json_dumps(json, JSON_COMPACT);

	assert_string_equal(text, expected);
	assert_int_equal(size_bytes, strlen(expected));
	assert_string_equal(of_tree, expected);
	free(of_tree);
	memory_free(text);
	json_decref(json);
}

static void sheet_is_read_with_its_map_and_findings(void **state)
{
	struct message_faults faults;
	Ocop__Scoring__V1__SubmitScoreSheet *sheet = (Ocop__Scoring__V1__SubmitScoreSheet *)read(
		*state, &ocop__scoring__v1__submit_score_sheet__descriptor,
		"{\"roundId\":\"round_tn1_1\",\"choices\":{\"1.1\":3,\"2.1\":0},"
		"\"raised\":[{\"kind\":\"FINDING_KIND_STOP\",\"code\":\"2.1\",\"votesFor\":5}]}",
		&faults);

	assert_non_null(sheet);
	assert_string_equal(sheet->round_id, "round_tn1_1");
	assert_string_equal(sheet->dossier_id, "");
	assert_int_equal(sheet->n_choices, 2);
	assert_string_equal(sheet->choices[0]->key, "1.1");
	assert_int_equal(sheet->choices[0]->value, 3);
	assert_string_equal(sheet->choices[1]->key, "2.1");
	assert_int_equal(sheet->choices[1]->value, 0);
	assert_int_equal(sheet->n_raised, 1);
	assert_int_equal(sheet->raised[0]->kind,
			 OCOP__SCORING__V1__FINDING_KIND__FINDING_KIND_STOP);
	assert_int_equal(sheet->raised[0]->votes_for, 5);
}

static void null_is_as_if_it_were_not_there(void **state)
{
	struct message_faults faults;
	Ocop__Scoring__V1__SubmitScoreSheet *sheet = (Ocop__Scoring__V1__SubmitScoreSheet *)read(
		*state, &ocop__scoring__v1__submit_score_sheet__descriptor,
		"{\"roundId\":null,\"choices\":null,\"raised\":[{\"kind\":null,\"code\":null}]}",
		&faults);

	assert_non_null(sheet);
	assert_string_equal(sheet->round_id, "");
	assert_int_equal(sheet->n_choices, 0);
	assert_string_equal(sheet->raised[0]->code, "");
	assert_int_equal(sheet->raised[0]->kind, 0);
}

static void fields_without_presence_are_always_written(void **state)
{
	Ocop__Scoring__V1__SaveScoreSheet sheet = OCOP__SCORING__V1__SAVE_SCORE_SHEET__INIT;
	Ocop__Scoring__V1__Finding finding = OCOP__SCORING__V1__FINDING__INIT;

	(void)state;
	assert_json(&sheet.base,
		    "{\"roundId\":\"\",\"dossierId\":\"\",\"memberId\":\"\",\"choices\":{},"
		    "\"notes\":[],\"raised\":[]}");
	assert_json(&finding.base, "{\"kind\":\"FINDING_KIND_UNSPECIFIED\",\"code\":\"\","
				   "\"reason\":\"\",\"votesFor\":0,\"votesAgainst\":0}");
}

static void sixty_four_bits_are_texts_and_bytes_are_base64(void **state)
{
	Ocop__Registration__V1__WriteUpload piece = OCOP__REGISTRATION__V1__WRITE_UPLOAD__INIT;
	Ocop__Identity__V1__MoveClock move = OCOP__IDENTITY__V1__MOVE_CLOCK__INIT;
	uint8_t content[] = {0x00, 0xFF, 0xFE, 0x10};

	(void)state;
	piece.offset_bytes = UINT64_MAX;
	piece.content = (ProtobufCBinaryData){sizeof(content), content};
	assert_json(&piece.base, "{\"uploadId\":\"\",\"offsetBytes\":\"18446744073709551615\","
				 "\"content\":\"AP/+EA==\"}");
	move.seconds = INT64_MIN;
	assert_json(&move.base, "{\"seconds\":\"-9223372036854775808\"}");
}

static void sixty_four_bits_are_read_from_text_and_number(void **state)
{
	struct message_faults faults;
	const ProtobufCMessageDescriptor *descriptor = &ocop__identity__v1__move_clock__descriptor;
	Ocop__Identity__V1__MoveClock *move;

	move = (Ocop__Identity__V1__MoveClock *)read(
		*state, descriptor, "{\"seconds\":\"9223372036854775807\"}", &faults);
	assert_true(move->seconds == INT64_MAX);
	move = (Ocop__Identity__V1__MoveClock *)read(*state, descriptor, "{\"seconds\":86400}",
						     &faults);
	assert_true(move->seconds == 86400);
	assert_null(read(*state, descriptor, "{\"seconds\":\"9223372036854775808\"}", &faults));
	assert_null(read(*state, descriptor, "{\"seconds\":\"1 day\"}", &faults));
	assert_null(read(*state, descriptor, "{\"seconds\":\"\"}", &faults));
}

static void base64_is_read_in_both_alphabets(void **state)
{
	static const char *const texts[] = {"AP/+EA==", "AP/+EA", "AP_-EA==", "AP_-EA"};
	struct message_faults faults;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		char *json = arena_printf(*state, "{\"content\":\"%s\"}", texts[i]);
		Ocop__Registration__V1__WriteUpload *piece =
			(Ocop__Registration__V1__WriteUpload *)read(
				*state, &ocop__registration__v1__write_upload__descriptor, json,
				&faults);

		assert_non_null(piece);
		assert_int_equal(piece->content.len, 4);
		assert_memory_equal(piece->content.data, "\x00\xFF\xFE\x10", 4);
	}
}

static void moments_are_texts(void **state)
{
	Ocop__Certification__V1__VerifyCertificateReply answer =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	Ocop__Certification__V1__VerifyCertificateReply *read_back;
	struct message_faults faults;

	as_of.seconds = 1779408000;
	answer.as_of = &as_of;
	assert_json(&answer.base, "{\"known\":false,\"asOf\":\"2026-05-22T00:00:00Z\"}");
	read_back = (Ocop__Certification__V1__VerifyCertificateReply *)read(
		*state, answer.base.descriptor, "{\"asOf\":\"2026-05-22T07:00:00+07:00\"}",
		&faults);
	assert_non_null(read_back);
	assert_int_equal(read_back->as_of->seconds, 1779408000);
	assert_null(read_back->next_update);
}

static void of_a_oneof_only_what_is_set_is_written(void **state)
{
	Ocop__Scoring__V1__ScoreOnceReply reply = OCOP__SCORING__V1__SCORE_ONCE_REPLY__INIT;
	struct message_faults faults;

	reply.outcome = (char *)"scored";
	assert_json(&reply.base,
		    "{\"outcome\":\"scored\",\"at\":\"\",\"parts\":{},\"failedGates\":{}}");
	reply.total_present_case = OCOP__SCORING__V1__SCORE_ONCE_REPLY__TOTAL_PRESENT_TOTAL;
	reply.total = 0;
	assert_json(&reply.base, "{\"outcome\":\"scored\",\"at\":\"\",\"parts\":{},\"total\":0,"
				 "\"failedGates\":{}}");

	Ocop__Scoring__V1__ScoreOnceReply *read_back = (Ocop__Scoring__V1__ScoreOnceReply *)read(
		*state, reply.base.descriptor,
		"{\"bandStar\":4,\"failedGates\":{\"5\":{\"criteria\":[\"1.2\"]}}}", &faults);

	assert_non_null(read_back);
	assert_int_equal(read_back->total_present_case, 0);
	assert_int_equal(read_back->band_star_present_case,
			 OCOP__SCORING__V1__SCORE_ONCE_REPLY__BAND_STAR_PRESENT_BAND_STAR);
	assert_int_equal(read_back->band_star, 4);
	assert_string_equal(read_back->failed_gates[0]->value->criteria[0], "1.2");
}

/* One wrong thing each, its code and its path. */
static const struct {
	const char *name;
	const char *text;
	Ocop__Common__V1__RefusalCode code;
	const char *field;
} wrong[] = {
	{"unknown", "{\"points\":1}", REFUSAL(FIELD_UNKNOWN), "points"},
	{"proto's name", "{\"round_id\":\"r\"}", REFUSAL(FIELD_UNKNOWN), "round_id"},
	{"other case", "{\"roundID\":\"r\"}", REFUSAL(FIELD_UNKNOWN), "roundID"},
	{"number for text", "{\"roundId\":1}", REFUSAL(FIELD_INVALID), "roundId"},
	{"null in array", "{\"raised\":[null]}", REFUSAL(FIELD_INVALID), "raised[0]"},
	{"null in map", "{\"choices\":{\"1.1\":null}}", REFUSAL(FIELD_INVALID), "choices[1.1]"},
	{"array for map", "{\"choices\":[]}", REFUSAL(FIELD_INVALID), "choices"},
	{"text in map", "{\"choices\":{\"1.1\":\"3\"}}", REFUSAL(FIELD_INVALID), "choices[1.1]"},
	{"fraction", "{\"choices\":{\"1.1\":3.0}}", REFUSAL(FIELD_INVALID), "choices[1.1]"},
	{"negative", "{\"choices\":{\"1.1\":-1}}", REFUSAL(FIELD_INVALID), "choices[1.1]"},
	{"over 32 bits", "{\"choices\":{\"1.1\":4294967296}}", REFUSAL(FIELD_INVALID),
	 "choices[1.1]"},
	{"true for number", "{\"choices\":{\"1.1\":true}}", REFUSAL(FIELD_INVALID), "choices[1.1]"},
	{"object for array", "{\"raised\":{}}", REFUSAL(FIELD_INVALID), "raised"},
	{"text for message", "{\"raised\":[\"a\"]}", REFUSAL(FIELD_INVALID), "raised[0]"},
	{"unknown below", "{\"raised\":[{},{\"vote\":1}]}", REFUSAL(FIELD_UNKNOWN),
	 "raised[1].vote"},
	{"enum by number", "{\"raised\":[{\"kind\":1}]}", REFUSAL(FIELD_INVALID), "raised[0].kind"},
	{"enum unknown", "{\"raised\":[{\"kind\":\"STOP\"}]}", REFUSAL(FIELD_INVALID),
	 "raised[0].kind"},
	{"control character", "{\"roundId\":\"a\\u0007\"}", REFUSAL(TEXT_INVALID), "roundId"},
	{"array on top", "[]", REFUSAL(FIELD_INVALID), ""},
};

static void each_wrong_field_is_named(void **state)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct message_faults faults;

		print_message("%s\n", wrong[i].name);
		assert_null(read(*state, &ocop__scoring__v1__submit_score_sheet__descriptor,
				 wrong[i].text, &faults));
		assert_int_equal(faults.count, 1);
		assert_int_equal(faults.items[0].code, wrong[i].code);
		assert_string_equal(faults.items[0].field, wrong[i].field);
	}
}

static void all_that_is_wrong_is_told_at_once(void **state)
{
	struct message_faults faults;

	assert_null(read(*state, &ocop__scoring__v1__submit_score_sheet__descriptor,
			 "{\"roundId\":1,\"extra\":2,\"choices\":{\"1.1\":\"x\",\"1.2\":[]},"
			 "\"raised\":[{\"kind\":0}]}",
			 &faults));
	assert_int_equal(faults.count, 5);
	assert_string_equal(faults.items[1].field, "extra");
	assert_string_equal(faults.items[3].field, "choices[1.2]");
	assert_string_equal(faults.items[4].field, "raised[0].kind");
}

static void no_more_faults_are_kept_than_there_is_room_for(void **state)
{
	struct message_faults faults;
	char *text = arena_alloc(*state, 16 * 1000);
	size_t length = 1;

	text[0] = '{';
	for (int i = 0; i < 500; i++)
		length += (size_t)sprintf(text + length, "%s\"x%d\":1", i ? "," : "", i);
	text[length] = '}';
	assert_null(read(*state, &ocop__scoring__v1__get_round__descriptor, text, &faults));
	assert_int_equal(faults.count, MESSAGE_FAULTS_MAX);
}

static void body_that_asks_for_too_much_memory_is_refused(void **state)
{
	struct arena *small = arena_create(64 * 1024);
	char *text = arena_alloc(*state, 32 * 1024);
	struct message_faults faults;

	strcpy(text, "{\"units\":[{}");
	for (int i = 0; i < 8000; i++)
		strcat(text + i * 3, ",{}");
	strcat(text, "]}");
	assert_null(read(small, &ocop__identity__v1__record_units__descriptor, text, &faults));
	assert_true(faults.count > 0);
	assert_int_equal(faults.items[0].code, REFUSAL(MESSAGE_TOO_LARGE));
	arena_destroy(small);
}

static void names_and_paths_are_lower_camel_case(void **state)
{
	char name[JSON_NAME_SIZE];

	json_name("sha256", name);
	assert_string_equal(name, "sha256");
	json_name("supplied_by_2nd_agency", name);
	assert_string_equal(name, "suppliedBy2ndAgency");
	assert_string_equal(json_path(*state, "self_assessment[EV_BIZ].check_code"),
			    "selfAssessment[EV_BIZ].checkCode");
	assert_string_equal(json_path(*state, ""), "");
}

static void only_entries_of_key_and_value_are_maps(void **state)
{
	const ProtobufCMessageDescriptor *sheet =
		&ocop__scoring__v1__submit_score_sheet__descriptor;

	(void)state;
	assert_true(json_field_is_map(json_field(sheet, "choices")));
	assert_false(json_field_is_map(json_field(sheet, "raised")));
	assert_null(json_field(sheet, "member_id"));
	assert_non_null(json_field(sheet, "memberId"));
}

static void texts_of_queries_become_values(void **state)
{
	const ProtobufCMessageDescriptor *descriptor =
		&ocop__certification__v1__list_certificates__descriptor;
	Ocop__Certification__V1__ListCertificates list =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES__INIT;
	struct message_faults faults = {.count = 0};

	message_set_text(&list.base, json_field(descriptor, "limit"), "50", "limit", *state,
			 &faults);
	message_set_text(&list.base, json_field(descriptor, "state"), "CERTIFICATE_STATE_REVOKED",
			 "state", *state, &faults);
	message_set_text(&list.base, json_field(descriptor, "provinceCode"), "19", "provinceCode",
			 *state, &faults);
	assert_int_equal(faults.count, 0);
	assert_int_equal(list.limit, 50);
	assert_int_equal(list.state,
			 OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED);
	assert_string_equal(list.province_code, "19");

	message_set_text(&list.base, json_field(descriptor, "limit"), "-1", "limit", *state,
			 &faults);
	message_set_text(&list.base, json_field(descriptor, "star"), "4.5", "star", *state,
			 &faults);
	message_set_text(&list.base, json_field(descriptor, "star"), "0x4", "star", *state,
			 &faults);
	message_set_text(&list.base, json_field(descriptor, "cursor"), "\xFF", "cursor", *state,
			 &faults);
	assert_int_equal(faults.count, 4);
	assert_int_equal(faults.items[0].code, REFUSAL(FIELD_INVALID));
	assert_int_equal(faults.items[3].code, REFUSAL(TEXT_INVALID));
}

/* Whoever wrote a wrong name is told the right ones. */
static void names_that_would_be_right_are_told(void **state)
{
	struct message_faults faults;

	assert_null(read(*state, &ocop__scoring__v1__submit_score_sheet__descriptor,
			 "{\"raised\":[{\"kind\":\"STOP\",\"cod\":\"1\"}]}", &faults));
	assert_int_equal(faults.count, 2);
	assert_string_equal(faults.items[0].field, "raised[0].kind");
	assert_string_equal(faults.items[0].detail,
			    "FINDING_KIND_STOP, FINDING_KIND_DISQUALIFY, "
			    "FINDING_KIND_NOT_ELIGIBLE, FINDING_KIND_DOSSIER, "
			    "FINDING_KIND_REQUIREMENT");
	assert_string_equal(faults.items[1].field, "raised[0].cod");
	assert_string_equal(faults.items[1].detail, "kind, code, reason, votesFor, votesAgainst");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheet_is_read_with_its_map_and_findings),
		cmocka_unit_test(null_is_as_if_it_were_not_there),
		cmocka_unit_test(fields_without_presence_are_always_written),
		cmocka_unit_test(sixty_four_bits_are_texts_and_bytes_are_base64),
		cmocka_unit_test(sixty_four_bits_are_read_from_text_and_number),
		cmocka_unit_test(base64_is_read_in_both_alphabets),
		cmocka_unit_test(moments_are_texts),
		cmocka_unit_test(of_a_oneof_only_what_is_set_is_written),
		cmocka_unit_test(each_wrong_field_is_named),
		cmocka_unit_test(all_that_is_wrong_is_told_at_once),
		cmocka_unit_test(names_that_would_be_right_are_told),
		cmocka_unit_test(no_more_faults_are_kept_than_there_is_room_for),
		cmocka_unit_test(body_that_asks_for_too_much_memory_is_refused),
		cmocka_unit_test(names_and_paths_are_lower_camel_case),
		cmocka_unit_test(only_entries_of_key_and_value_are_maps),
		cmocka_unit_test(texts_of_queries_become_values),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
