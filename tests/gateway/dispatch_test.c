/* dispatch_test.c - from HTTP to a message and from a reply to HTTP, row by row of the tables */
#include "gateway/routes_fixture.h"

#include "common/json/message_json.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

static const char key[] = "0193649d-8c5a-7b00-9000-0123456789ab";

static Ocop__Common__V1__Accepted *accepted(const char *id, uint64_t version)
{
	Ocop__Common__V1__Accepted *answer = arena_alloc(now->arena, sizeof(*answer));

	ocop__common__v1__accepted__init(answer);
	answer->id = arena_strdup(now->arena, id);
	answer->version = version;
	now->reply = &answer->base;
	now->reply_version = version;
	return answer;
}

static void command_carries_path_body_key_and_version(void **state)
{
	const Ocop__Registration__V1__ReturnDossier *message;
	char printed[37];

	(void)state;
	accepted("dossier_1", 8);
	with_header("idempotency-key", key);
	with_header("if-match", "\"7\"");
	ask("POST", "/api/v1/dossiers/dossier_1/return",
	    "{\"reason\":\"thiếu giấy\",\"deadline\":\"2026-12-01\"}");

	assert_int_equal(now->calls, 1);
	assert_string_equal(now->source, "registration");
	assert_int_equal(now->endpoint, BACKEND_COMMANDS);
	assert_ptr_equal(now->message->descriptor,
			 &ocop__registration__v1__return_dossier__descriptor);
	message = (const Ocop__Registration__V1__ReturnDossier *)now->message;
	assert_string_equal(message->dossier_id, "dossier_1");
	assert_string_equal(message->reason, "thiếu giấy");
	command_id_print(now->command_id, printed);
	assert_string_equal(printed, key);
	assert_int_equal(now->expected_version, 7);
	assert_true(now->has_token);
	assert_int_equal(now->status, 200);
	assert_string_equal(header("etag"), "\"8\"");
	assert_string_equal(now->body, "{\"id\":\"dossier_1\",\"version\":\"8\"}");
}

static void command_without_body_or_key_is_taken(void **state)
{
	(void)state;
	accepted("dossier_1", 2);
	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_int_equal(now->status, 200);
	assert_true(now->has_command_id);
	assert_true(command_id_time_ms(now->command_id) > 0);
	assert_int_equal(now->expected_version, 0);
}

static void new_things_are_201_with_their_location(void **state)
{
	(void)state;
	accepted("producer_1", 1);
	now->reply_remembered = true;
	ask("POST", "/api/v1/producers", "{\"name\":\"Hợp tác xã Ví dụ 1\"}");
	assert_int_equal(now->status, 201);
	assert_string_equal(header("location"), "/api/v1/producers/producer_1");
	assert_string_equal(header("idempotent-replayed"), "true");
}

static void body_may_repeat_the_path_but_not_contradict_it(void **state)
{
	(void)state;
	accepted("dossier_1", 2);
	ask("POST", "/api/v1/dossiers/dossier_1/submit", "{\"dossierId\":\"dossier_1\"}");
	assert_int_equal(now->status, 200);
	ask("POST", "/api/v1/dossiers/dossier_1/submit", "{\"dossierId\":\"dossier_2\"}");
	assert_problem(400, "field-invalid", "dossierId");
	assert_int_equal(now->calls, 0);
}

/* Each is refused before a daemon hears of it. */
static const struct {
	const char *method, *target, *body;
	int status;
	const char *rule, *field;
} refused[] = {
	{"POST", "/api/v1/producers", "{\"name\":", 400, "json-malformed", ""},
	{"POST", "/api/v1/producers", "{\"name\":1}", 400, "field-invalid", "name"},
	{"POST", "/api/v1/producers", "{\"nom\":\"a\"}", 400, "field-unknown", "nom"},
	{"POST", "/api/v1/producers", "{\"name\":\"a\",\"name\":\"b\"}", 400, "json-key-doubled",
	 ""},
	{"POST", "/api/v1/producers", "[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", 400, "json-too-deep",
	 ""},
	{"POST", "/api/v1/producers", "{\"name\":\"\xFF\"}", 400, "text-invalid", ""},
	{"POST", "/api/v1/producers?dry=1", "{}", 400, "parameter-unknown", "dry"},
	{"GET", "/api/v1/producers?nom=a", NULL, 400, "parameter-unknown", "nom"},
	{"GET", "/api/v1/producers?limit=ten", NULL, 400, "field-invalid", "limit"},
	{"GET", "/api/v1/producers?limit=1&limit=2", NULL, 400, "field-invalid", "limit"},
	{"GET", "/api/v1/producers?name=%zz", NULL, 400, "http-malformed", ""},
	{"GET", "/api/v1/certificates?state=VALID", NULL, 400, "field-invalid", "state"},
	{"GET", "/api/v1/rulebooks/26-2026/sets/six", NULL, 400, "field-invalid", "setNo"},
	{"GET", "/api/v1/nothing", NULL, 404, "route-unknown", ""},
	{"GET", "/api/v1/dossiers/", NULL, 404, "route-unknown", ""},
	{"GET", "/api/v1/rounds/round_1", NULL, 404, "round-unknown", "roundId"},
	{"POST", "/api/v1/rounds", "{\"name\":\"a\"}", 400, "field-missing", "shard"},
	{"GET", "/api/v1/rounds?cursor=scoring_x/1", NULL, 400, "cursor-invalid", "cursor"},
	{"DELETE", "/api/v1/sessions", NULL, 401, "token-missing", ""},
};

static void each_bad_request_is_refused_by_its_rule(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		print_message("%s %s %s\n", refused[i].method, refused[i].target,
			      refused[i].body ? refused[i].body : "");
		ask(refused[i].method, refused[i].target, refused[i].body);
		assert_problem(refused[i].status, refused[i].rule, refused[i].field);
		assert_int_equal(now->calls, 0);
	}
}

static void wrong_method_names_those_that_are_right(void **state)
{
	(void)state;
	ask("PATCH", "/api/v1/producers", "{}");
	assert_problem(405, "method-not-allowed", "");
	assert_string_equal(header("allow"), "GET, POST");
}

static void body_that_is_not_json_is_refused(void **state)
{
	(void)state;
	with_header("content-type", "application/x-www-form-urlencoded");
	ask("POST", "/api/v1/producers", "{}");
	assert_problem(415, "media-type", "");
}

static void keys_and_etags_must_be_well_formed(void **state)
{
	static const char *const etags[] = {"7",       "\"0\"",        "\"07\"",
					    "W/\"7\"", "\"7\", \"8\"", "\"7x\""};

	(void)state;
	with_header("idempotency-key", "not-a-uuid");
	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_problem(400, "command-id-invalid", "Idempotency-Key");
	for (size_t i = 0; i < sizeof(etags) / sizeof(etags[0]); i++) {
		with_header("if-match", etags[i]);
		ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
		assert_problem(412, "version-stale", "If-Match");
	}
	assert_int_equal(now->calls, 0);
}

static void query_fills_the_message_and_names_are_decoded(void **state)
{
	Ocop__Certification__V1__ListCertificatesReply reply =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES_REPLY__INIT;
	const Ocop__Certification__V1__ListCertificates *message;

	(void)state;
	now->reply = &reply.base;
	ask("GET",
	    "/api/v1/certificates?limit=5&state=CERTIFICATE_STATE_VALID"
	    "&officialNumber=12%2FQ%C4%90+UBND&lang=en",
	    NULL);
	assert_int_equal(now->status, 200);
	assert_int_equal(now->endpoint, BACKEND_QUERIES);
	assert_false(now->has_command_id);
	message = (const Ocop__Certification__V1__ListCertificates *)now->message;
	assert_int_equal(message->limit, 5);
	assert_string_equal(message->official_number, "12/QĐ UBND");
	assert_string_equal(now->body, "{\"certificates\":[],\"next\":\"\"}");
}

static void version_that_the_client_has_is_304(void **state)
{
	Ocop__Identity__V1__Account account = OCOP__IDENTITY__V1__ACCOUNT__INIT;

	(void)state;
	now->reply = &account.base;
	now->reply_version = 3;
	with_header("if-none-match", "\"2\", \"3\"");
	ask("GET", "/api/v1/accounts/account_1", NULL);
	assert_int_equal(now->status, 304);
	assert_string_equal(header("etag"), "\"3\"");
	with_header("if-none-match", "\"2\"");
	ask("GET", "/api/v1/accounts/account_1", NULL);
	assert_int_equal(now->status, 200);
}

static void refusals_become_problems_in_the_language_asked_for(void **state)
{
	Ocop__Common__V1__Refusal state_refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal gap = OCOP__COMMON__V1__REFUSAL__INIT;
	json_t *problem;

	(void)state;
	state_refusal.code = REFUSAL(DOSSIER_STATE);
	gap.code = REFUSAL(EVIDENCE_MISSING);
	gap.field = (char *)"evidence_types[EV_BIZ]";
	gap.detail = (char *)"EV_BIZ";
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED;
	now->refusals[0] = &state_refusal;
	now->refusals[1] = &gap;
	now->refusal_count = 2;
	with_header("accept-language", "fr, en;q=0.8, vi;q=0.3");
	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_problem(409, "dossier-state", "");
	assert_string_equal(header("content-language"), "en");

	problem = json_loads(now->body, 0, NULL);
	json_t *error = json_array_get(json_object_get(problem, "errors"), 1);
	assert_string_equal(json_string_value(json_object_get(problem, "type")),
			    "/problems/dossier-state");
	assert_string_equal(json_string_value(json_object_get(problem, "title")),
			    refusal_text(REFUSAL(DOSSIER_STATE))->en);
	assert_string_equal(json_string_value(json_object_get(error, "field")),
			    "evidenceTypes[EV_BIZ]");
	assert_string_equal(json_string_value(json_object_get(error, "message")),
			    refusal_text(REFUSAL(EVIDENCE_MISSING))->en);
	json_decref(problem);

	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_string_equal(header("content-language"), "vi");
	assert_has(refusal_text(REFUSAL(DOSSIER_STATE))->vi);
}

static void failed_reply_is_503_and_to_be_tried_again(void **state)
{
	(void)state;
	now->reply_outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED;
	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_problem(503, "daemon-unreachable", "");
	assert_string_equal(header("retry-after"), "1");
}

/* A daemon that broke its word: whether the gateway looks into the answer or passes it on. */
static void answer_that_is_no_message_is_500(void **state)
{
	Ocop__Market__V1__SearchListingsReply page = OCOP__MARKET__V1__SEARCH_LISTINGS_REPLY__INIT;

	(void)state;
	accepted("\xc0\xaf", 2); /* no UTF-8 */
	ask("POST", "/api/v1/dossiers/dossier_1/submit", NULL);
	assert_problem(500, "handler-failed", "");
	ask("POST", "/api/v1/producers", "{\"name\":\"Hợp tác xã Ví dụ 1\"}");
	assert_problem(500, "handler-failed", "");
	page.next = (char *)"\x1b[2J";
	now->reply = &page.base;
	ask("GET", "/api/v1/listings", NULL);
	assert_problem(500, "handler-failed", "");
}

static void expect_to_be_written(const ProtobufCMessageDescriptor *descriptor)
{
	assert_true(descriptor->n_fields <= MESSAGE_FIELDS_MAX);
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		if (descriptor->fields[i].type == PROTOBUF_C_TYPE_MESSAGE)
			expect_to_be_written(descriptor->fields[i].descriptor);
	}
}

static void every_reply_has_as_many_fields_as_are_written(void **state)
{
	(void)state;
	for (size_t t = 0; t < API_TABLES; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			if (route->reply)
				expect_to_be_written(route->reply);
		}
	}
}

static void rounds_go_to_the_shard_that_their_id_names(void **state)
{
	char id[IDENTIFIER_SIZE];
	const Ocop__Scoring__V1__SaveScoreSheet *sheet;

	(void)state;
	identifier_create("round", "tn2", INT64_C(1795573444000000), id);
	accepted("sheet", 1);
	ask("PUT", arena_printf(now->arena, "/api/v1/rounds/%s/sheets/dossier_1/account_3", id),
	    "{\"choices\":{\"1.1\":2}}");
	assert_int_equal(now->status, 200);
	assert_string_equal(now->source, "scoring_tn2");
	sheet = (const Ocop__Scoring__V1__SaveScoreSheet *)now->message;
	assert_string_equal(sheet->round_id, id);
	assert_string_equal(sheet->dossier_id, "dossier_1");
	assert_string_equal(sheet->member_id, "account_3");
	ask("POST", "/api/v1/rounds", "{\"shard\":\"tn2\",\"name\":\"Đợt 1\"}");
	assert_int_equal(now->status, 201);
	assert_string_equal(now->source, "scoring_tn2");
}

static void scoring_once_is_a_query_with_a_body(void **state)
{
	Ocop__Scoring__V1__ScoreOnceReply reply = OCOP__SCORING__V1__SCORE_ONCE_REPLY__INIT;

	(void)state;
	now->reply = &reply.base;
	ask("POST", "/api/v1/score", "{\"rulebook\":\"26-2026\",\"set\":6,\"choices\":{\"1\":2}}");
	assert_int_equal(now->status, 200);
	assert_int_equal(now->endpoint, BACKEND_QUERIES);
	assert_string_equal(now->source, "scoring_tn1");
}

static void rule_book_passes_through_byte_for_byte(void **state)
{
	Ocop__Scoring__V1__RulebookDocument reply = OCOP__SCORING__V1__RULEBOOK_DOCUMENT__INIT;
	uint8_t bytes[] = "{ \"a\" : 1 }\n";

	(void)state;
	reply.sha256 = (char *)"abc";
	reply.document = (ProtobufCBinaryData){sizeof(bytes) - 1, bytes};
	now->reply = &reply.base;
	ask("GET", "/api/v1/rulebooks/26-2026/sets/6", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(now->body, "{ \"a\" : 1 }\n");
	assert_string_equal(header("etag"), "\"abc\"");
	assert_int_equal(((const Ocop__Scoring__V1__GetRuleset *)now->message)->set_no, 6);
	with_header("if-none-match", "\"abc\"");
	ask("GET", "/api/v1/rulebooks/26-2026/sets/6", NULL);
	assert_int_equal(now->status, 304);
}

static void signing_in_sets_a_cookie_that_scripts_cannot_read(void **state)
{
	Ocop__Identity__V1__SessionOpened reply = OCOP__IDENTITY__V1__SESSION_OPENED__INIT;

	(void)state;
	reply.secret = (char *)"s3cret";
	now->reply = &reply.base;
	with_header("cookie", "ocop_session=stale");
	ask("POST", "/api/v1/sessions", "{\"signInName\":\"a\",\"password\":\"b\"}");
	assert_int_equal(now->status, 201);
	assert_false(now->has_token);
	assert_string_equal(header("set-cookie"),
			    "ocop_session=s3cret; Path=/; HttpOnly; SameSite=Strict");
	with_header("x-forwarded-proto", "https");
	ask("POST", "/api/v1/sessions", "{\"signInName\":\"a\",\"password\":\"b\"}");
	assert_non_null(strstr(header("set-cookie"), "; Secure"));
}

static void signing_out_closes_the_session_of_the_request(void **state)
{
	(void)state;
	accepted("session", 0);
	with_header("cookie", "ocop_session=s3cret");
	ask("DELETE", "/api/v1/sessions", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(((const Ocop__Identity__V1__CloseSession *)now->message)->secret,
			    "s3cret");
	assert_non_null(strstr(header("set-cookie"), "ocop_session=; "));
	assert_non_null(strstr(header("set-cookie"), "Max-Age=0"));
}

static void every_row_can_be_reached(void **state)
{
	(void)state;
	for (size_t t = 0; route_tables[t]; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			struct http_request request = {.method = route->method,
						       .path = route->path,
						       .query = "",
						       .arena = now->arena};
			struct route_values values;
			const char *allow;

			assert_ptr_equal(routes_find(&request, &values, &allow), route);
		}
	}
}

static void names_in_paths_are_texts_or_numbers_of_the_message(void **state)
{
	(void)state;
	for (size_t t = 0; t < API_TABLES; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			struct http_request request = {.method = route->method,
						       .path = route->path,
						       .query = "",
						       .arena = now->arena};
			struct route_values values;
			const char *allow;

			(void)routes_find(&request, &values, &allow);
			for (size_t i = 0; route->message && i < values.count; i++) {
				const ProtobufCFieldDescriptor *field =
					protobuf_c_message_descriptor_get_field_by_name(
						route->message, values.names[i]);

				assert_non_null(field);
				assert_int_equal(field->label, PROTOBUF_C_LABEL_NONE);
				assert_true(field->type == PROTOBUF_C_TYPE_STRING ||
					    field->type == PROTOBUF_C_TYPE_UINT32 ||
					    field->type == PROTOBUF_C_TYPE_UINT64);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROUTE_TEST(command_carries_path_body_key_and_version),
		ROUTE_TEST(command_without_body_or_key_is_taken),
		ROUTE_TEST(new_things_are_201_with_their_location),
		ROUTE_TEST(body_may_repeat_the_path_but_not_contradict_it),
		ROUTE_TEST(each_bad_request_is_refused_by_its_rule),
		ROUTE_TEST(wrong_method_names_those_that_are_right),
		ROUTE_TEST(body_that_is_not_json_is_refused),
		ROUTE_TEST(keys_and_etags_must_be_well_formed),
		ROUTE_TEST(query_fills_the_message_and_names_are_decoded),
		ROUTE_TEST(version_that_the_client_has_is_304),
		ROUTE_TEST(refusals_become_problems_in_the_language_asked_for),
		ROUTE_TEST(failed_reply_is_503_and_to_be_tried_again),
		ROUTE_TEST(answer_that_is_no_message_is_500),
		ROUTE_TEST(every_reply_has_as_many_fields_as_are_written),
		ROUTE_TEST(rounds_go_to_the_shard_that_their_id_names),
		ROUTE_TEST(scoring_once_is_a_query_with_a_body),
		ROUTE_TEST(rule_book_passes_through_byte_for_byte),
		ROUTE_TEST(signing_in_sets_a_cookie_that_scripts_cannot_read),
		ROUTE_TEST(signing_out_closes_the_session_of_the_request),
		ROUTE_TEST(every_row_can_be_reached),
		ROUTE_TEST(names_in_paths_are_texts_or_numbers_of_the_message),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
