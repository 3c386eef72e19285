/* openapi_test.c - the document tells of every row, and every reference in it leads somewhere */
#include "gateway/routes_fixture.h"

#include "gateway/api/openapi.h"

static json_t *document_read(void)
{
	char *text = openapi_create();
	json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	memory_free(text);
	assert_non_null(document);
	return document;
}

static json_t *operation_of(const json_t *document, const struct route *route)
{
	char method[16] = "";

	for (size_t i = 0; route->method[i]; i++)
		method[i] = (char)(route->method[i] - 'A' + 'a');
	return json_object_get(json_object_get(json_object_get(document, "paths"), route->path),
			       method);
}

static void every_row_of_the_api_is_an_operation(void **state)
{
	json_t *document = document_read();

	(void)state;
	assert_string_equal(json_string_value(json_object_get(document, "openapi")), "3.1.0");
	for (size_t t = 0; t < API_TABLES; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			json_t *operation = operation_of(document, route);

			assert_non_null(operation);
			assert_string_equal(
				json_string_value(json_object_get(operation, "summary")),
				route->summary_en);
		}
	}
	json_decref(document);
}

/* "#/components/schemas/scoring.Round" */
static json_t *follow(json_t *document, const char *reference)
{
	char *path = memory_strdup(reference);
	json_t *found = document;
	char *rest = NULL;

	assert_memory_equal(path, "#/", 2);
	for (char *word = strtok_r(path + 2, "/", &rest); word; word = strtok_r(NULL, "/", &rest))
		found = json_object_get(found, word);
	memory_free(path);
	return found;
}

static void check_references(json_t *document, const json_t *json)
{
	const char *key;
	json_t *value;
	size_t index;

	json_array_foreach(json, index, value) check_references(document, value);
	json_object_foreach((json_t *)json, key, value)
	{
		if (strcmp(key, "$ref") == 0 && !follow(document, json_string_value(value)))
			fail_msg("%s leads nowhere", json_string_value(value));
		check_references(document, value);
	}
}

/* The schema of a parameter of an operation; NULL when it has none of this name. */
static const json_t *parameter_schema(const json_t *operation, const char *in, const char *name)
{
	json_t *parameter;
	size_t index;

	json_array_foreach(json_object_get(operation, "parameters"), index, parameter)
	{
		if (strcmp(json_string_value(json_object_get(parameter, "name")), name) == 0 &&
		    strcmp(json_string_value(json_object_get(parameter, "in")), in) == 0)
			return json_object_get(parameter, "schema");
	}
	return NULL;
}

static void rows_without_a_message_tell_their_words_and_media_types(void **state)
{
	static const struct route row = {.method = "GET", .path = "/api/v1/exports/{kind}"};
	json_t *document = document_read();
	const json_t *operation = operation_of(document, &row);
	const json_t *content = json_object_get(
		json_object_get(json_object_get(operation, "responses"), "200"), "content");
	const json_t *kinds = json_object_get(parameter_schema(operation, "path", "kind"), "enum");
	const json_t *formats =
		json_object_get(parameter_schema(operation, "query", "format"), "enum");

	(void)state;
	assert_int_equal(json_array_size(kinds), 4);
	assert_string_equal(json_string_value(json_array_get(kinds, 3)), "national-register");
	assert_int_equal(json_array_size(formats), 2);
	assert_non_null(parameter_schema(operation, "query", "provinceCode"));
	assert_null(parameter_schema(operation, "query", "kind"));
	assert_int_equal(json_object_size(content), 2);
	assert_non_null(json_object_get(content, "text/csv"));
	assert_non_null(json_object_get(
		content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
	json_decref(document);
}

static void every_reference_leads_somewhere(void **state)
{
	json_t *document = document_read();

	(void)state;
	check_references(document, document);
	json_decref(document);
}

static void operations_have_names_of_their_own(void **state)
{
	json_t *document = document_read();
	json_t *seen = json_object();

	(void)state;
	for (size_t t = 0; t < API_TABLES; t++) {
		for (const struct route *route = route_tables[t]; route->path; route++) {
			const char *id = json_string_value(
				json_object_get(operation_of(document, route), "operationId"));

			assert_non_null(id);
			assert_null(json_object_get(seen, id));
			assert_int_equal(json_object_set_new(seen, id, json_true()), 0);
		}
	}
	json_decref(seen);
	json_decref(document);
}

static void messages_are_described_as_they_are_read(void **state)
{
	json_t *document = document_read();
	json_t *sheet = follow(document, "#/components/schemas/scoring.SubmitScoreSheet");
	json_t *properties = json_object_get(sheet, "properties");
	json_t *choices = json_object_get(properties, "choices");
	json_t *kinds = json_object_get(
		follow(document, "#/components/schemas/scoring.FindingKind"), "enum");

	(void)state;
	assert_true(json_is_false(json_object_get(sheet, "additionalProperties")));
	assert_non_null(json_object_get(properties, "roundId"));
	assert_string_equal(json_string_value(json_object_get(choices, "type")), "object");
	assert_string_equal(json_string_value(json_object_get(
				    json_object_get(choices, "additionalProperties"), "type")),
			    "integer");
	assert_string_equal(json_string_value(json_array_get(kinds, 1)), "FINDING_KIND_STOP");
	json_decref(document);
}

static void document_is_served_with_its_etag(void **state)
{
	(void)state;
	ask("GET", "/openapi.json", NULL);
	assert_int_equal(now->status, 200);
	assert_string_equal(header("content-type"), "application/json");
	with_header("if-none-match", header("etag"));
	ask("GET", "/openapi.json", NULL);
	assert_int_equal(now->status, 304);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_api_is_an_operation),
		cmocka_unit_test(rows_without_a_message_tell_their_words_and_media_types),
		cmocka_unit_test(every_reference_leads_somewhere),
		cmocka_unit_test(operations_have_names_of_their_own),
		cmocka_unit_test(messages_are_described_as_they_are_read),
		ROUTE_TEST(document_is_served_with_its_etag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
