/* openapi.c - the API as an OpenAPI 3.1 document, made from the route tables and the messages
 *
 * Summaries are English, descriptions Vietnamese: a document has no languages of its own.
 */
#include "gateway/api/openapi.h"

#include <assert.h>
#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "gateway/api/openapi_schema.h"
#include "gateway/routes.h"
#include "gateway/sessions.h"

static const char api_root[] = "/api/v1/";

/* What is being built. */
struct document {
	json_t *paths;
	json_t *tags;
	json_t *schemas;
	json_t *operation_ids; /* those that are taken */
};

/* The word that groups a path: "dossiers". */
static json_t *tag_of(const char *path)
{
	const char *word = path + strlen(api_root);

	return json_stringn(word, strcspn(word, "/"));
}

static void add_tag(struct document *document, const char *path)
{
	json_t *tag = tag_of(path);
	size_t index;
	json_t *known;

	json_array_foreach(document->tags, index, known)
	{
		if (json_equal(json_object_get(known, "name"), tag)) {
			json_decref(tag);
			return;
		}
	}
	(void)json_array_append_new(document->tags,
				    json_pack("{s:o,s:s+}", "name", tag, "description",
					      "Paths under /api/v1/", json_string_value(tag)));
}

static bool in_path(const char *path, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = strchr(path, '{'); at; at = strchr(at + 1, '{'))
		if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}')
			return true;
	return false;
}

/* Capitals begin words: "self-assessment" appended to "put" is "putSelfAssessment". */
static void append_words(char *text, size_t size, const char *words, size_t length)
{
	size_t end = strlen(text);
	bool capital = true;

	for (size_t i = 0; i < length && end + 1 < size; i++) {
		if (!isalnum((unsigned char)words[i])) {
			capital = true;
			continue;
		}
		text[end++] = (char)(capital ? toupper((unsigned char)words[i]) : words[i]);
		capital = false;
	}
	text[end] = '\0';
}

/* The last word of a path that is no {name}. */
static void append_last_word(char *text, size_t size, const char *path)
{
	const char *word = path;
	size_t length = 0;

	for (const char *at = path; *at == '/';) {
		size_t segment = strcspn(++at, "/");

		if (*at != '{') {
			word = at;
			length = segment;
		}
		at += segment;
	}
	append_words(text, size, word, length);
}

static json_t *operation_id(struct document *document, const struct route *route)
{
	char id[128] = "";
	size_t i;

	if (route->message) {
		(void)snprintf(id, sizeof(id), "%s", route->message->short_name); /* fits */
		id[0] = (char)tolower((unsigned char)id[0]);
	} else {
		for (i = 0; route->method[i]; i++)
			id[i] = (char)tolower((unsigned char)route->method[i]);
		append_last_word(id, sizeof(id), route->path);
	}
	if (json_object_get(document->operation_ids, id))
		append_last_word(id, sizeof(id), route->path);
	(void)json_object_set_new(document->operation_ids, id, json_true());
	return json_string(id);
}

static json_t *parameter(const char *name, const char *in, int required, json_t *schema)
{
	return json_pack("{s:s,s:s,s:b,s:o}", "name", name, "in", in, "required", required,
			 "schema", schema);
}

/* A text, or one of the words. */
static json_t *words_schema(const char *words)
{
	json_t *values = json_array();

	while (words && *words) {
		size_t length = strcspn(words, " ");

		(void)json_array_append_new(values, json_stringn(words, length));
		words += length;
		words += *words == ' ';
	}
	if (json_array_size(values) > 0)
		return json_pack("{s:s,s:o}", "type", "string", "enum", values);
	json_decref(values);
	return json_pack("{s:s}", "type", "string");
}

/* What a row without a message says of a parameter; NULL for nothing. */
static const char *words_of(const struct route *route, const char *name)
{
	for (const struct route_parameter *row = route->parameters; row && row->name; row++) {
		if (strcmp(row->name, name) == 0)
			return row->words;
	}
	return NULL;
}

static void add_own_parameters(const struct route *route, json_t *parameters)
{
	for (const struct route_parameter *row = route->parameters; row && row->name; row++) {
		if (!in_path(route->path, row->name))
			(void)json_array_append_new(
				parameters,
				parameter(row->name, "query", 0, words_schema(row->words)));
	}
}

static void add_path_parameters(const struct route *route, struct document *document,
				json_t *parameters)
{
	for (const char *at = strchr(route->path, '{'); at; at = strchr(at + 1, '{')) {
		char name[JSON_NAME_SIZE];
		const ProtobufCFieldDescriptor *field = NULL;

		(void)snprintf(name, sizeof(name), "%.*s", (int)strcspn(at + 1, "}"),
			       at + 1); /* names fit */
		if (route->message)
			field = protobuf_c_message_descriptor_get_field_by_name(route->message,
										name);
		(void)json_array_append_new(
			parameters, parameter(name, "path", 1,
					      field ? openapi_field_schema(document->schemas, field)
						    : words_schema(words_of(route, name))));
	}
}

static void add_query_parameters(const struct route *route, struct document *document,
				 json_t *parameters)
{
	for (unsigned i = 0; i < route->message->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &route->message->fields[i];
		char name[JSON_NAME_SIZE];

		if (in_path(route->path, field->name) ||
		    strcmp(route->path, "/api/v1/accounts/me") == 0)
			continue;
		json_name(field->name, name);
		(void)json_array_append_new(
			parameters, parameter(name, "query", 0,
					      openapi_field_schema(document->schemas, field)));
	}
}

static json_t *parameters_of(const struct route *route, struct document *document)
{
	json_t *parameters = json_array();

	add_path_parameters(route, document, parameters);
	add_own_parameters(route, parameters);
	if (route->kind == ROUTE_QUERY && strcmp(route->method, "GET") == 0)
		add_query_parameters(route, document, parameters);
	if (route->kind == ROUTE_COMMAND) {
		(void)json_array_append_new(
			parameters,
			json_pack("{s:s}", "$ref", "#/components/parameters/IdempotencyKey"));
		(void)json_array_append_new(
			parameters, json_pack("{s:s}", "$ref", "#/components/parameters/IfMatch"));
	}
	return parameters;
}

static json_t *media_schema(const struct route *route, struct document *document,
			    const char *media_type)
{
	if (!route->media_type)
		return openapi_message_schema(document->schemas, route->reply);
	if (strcmp(media_type, "application/json") == 0)
		return json_pack("{s:s}", "type", "object");
	return json_pack("{s:s}", "contentMediaType", media_type);
}

static json_t *answer_of(const struct route *route, struct document *document)
{
	json_t *answer = json_pack("{s:s}", "description", route->summary_en);
	const char *rest = route->media_type ? route->media_type : "application/json";
	json_t *content;

	if (!*rest)
		return answer;
	content = json_object();
	while (*rest) {
		char media_type[128];
		size_t length = strcspn(rest, " ");

		(void)snprintf(media_type, sizeof(media_type), "%.*s", (int)length,
			       rest); /* fits */
		(void)json_object_set_new(
			content, media_type,
			json_pack("{s:o}", "schema", media_schema(route, document, media_type)));
		rest += length;
		rest += *rest == ' ';
	}
	(void)json_object_set_new(answer, "content", content);
	return answer;
}

static json_t *responses_of(const struct route *route, struct document *document)
{
	char status[8];

	(void)snprintf(status, sizeof(status), "%d",
		       route->status ? route->status : 200); /* fits */
	return json_pack("{s:o,s:{s:s},s:{s:s}}", status, answer_of(route, document), "4XX", "$ref",
			 "#/components/responses/Problem", "5XX", "$ref",
			 "#/components/responses/Problem");
}

static bool has_body(const struct route *route)
{
	if (!route->message || strcmp(route->method, "GET") == 0 ||
	    strcmp(route->method, "DELETE") == 0)
		return false;
	for (unsigned i = 0; i < route->message->n_fields; i++)
		if (!in_path(route->path, route->message->fields[i].name))
			return true;
	return false;
}

static json_t *operation_of(const struct route *route, struct document *document)
{
	json_t *operation = json_pack("{s:o,s:s,s:s,s:[o],s:o,s:o}", "operationId",
				      operation_id(document, route), "summary", route->summary_en,
				      "description", route->summary_vi, "tags", tag_of(route->path),
				      "parameters", parameters_of(route, document), "responses",
				      responses_of(route, document));

	if (has_body(route))
		(void)json_object_set_new(
			operation, "requestBody",
			json_pack("{s:b,s:{s:{s:o}}}", "required", 1, "content", "application/json",
				  "schema",
				  openapi_message_schema(document->schemas, route->message)));
	if (route->anonymous)
		(void)json_object_set_new(operation, "security", json_array());
	return operation;
}

static void add_route(struct document *document, const struct route *route)
{
	json_t *path = json_object_get(document->paths, route->path);
	char method[16] = "";

	for (size_t i = 0; route->method[i]; i++)
		method[i] = (char)tolower((unsigned char)route->method[i]);
	if (!path) {
		path = json_object();
		(void)json_object_set_new(document->paths, route->path, path);
	}
	(void)json_object_set_new(path, method, operation_of(route, document));
	add_tag(document, route->path);
}

static json_t *problem_schema(void)
{
	json_t *text = json_pack("{s:s}", "type", "string");
	json_t *error = json_pack("{s:s,s:{s:O,s:O,s:O,s:O},s:[ss]}", "type", "object",
				  "properties", "field", text, "rule", text, "message", text,
				  "detail", text, "required", "rule", "message");
	json_t *schema = json_pack(
		"{s:s,s:{s:{s:s,s:s},s:O,s:{s:s},s:O,s:O,s:{s:s,s:o}},s:[ssss]}", "type", "object",
		"properties", "type", "type", "string", "format", "uri-reference", "title", text,
		"status", "type", "integer", "detail", text, "instance", text, "errors", "type",
		"array", "items", error, "required", "type", "title", "status", "errors");

	json_decref(text);
	return schema;
}

static json_t *components_of(struct document *document)
{
	json_t *problem = json_pack("{s:s,s:{s:{s:{s:s}}}}", "description",
				    "Why not (RFC 9457): every field and rule that was not kept.",
				    "content", "application/problem+json", "schema", "$ref",
				    "#/components/schemas/Problem");
	json_t *key =
		json_pack("{s:s,s:s,s:s,s:{s:s,s:s}}", "name", "Idempotency-Key", "in", "header",
			  "description", "The command's id: the same again has no second effect.",
			  "schema", "type", "string", "format", "uuid");
	json_t *match = json_pack(
		"{s:s,s:s,s:s,s:{s:s}}", "name", "If-Match", "in", "header", "description",
		"The ETag that was seen: refused when the thing has changed since.", "schema",
		"type", "string");
	json_t *schemes = json_pack("{s:{s:s,s:s},s:{s:s,s:s,s:s}}", "bearer", "type", "http",
				    "scheme", "bearer", "session", "type", "apiKey", "in", "cookie",
				    "name", SESSION_COOKIE);

	(void)json_object_set_new(document->schemas, "Problem", problem_schema());
	return json_pack("{s:o,s:{s:o},s:{s:o,s:o},s:o}", "schemas", document->schemas, "responses",
			 "Problem", problem, "parameters", "IdempotencyKey", key, "IfMatch", match,
			 "securitySchemes", schemes);
}

static json_t *information(void)
{
	return json_pack("{s:s,s:s,s:s,s:{s:s,s:s}}", "title", "OCOP", "version", OCOP_VERSION,
			 "description",
			 "One Commune One Product: registration, evaluation, certificates, market. "
			 "Lists take limit and cursor and answer next; 2xx means on disk.",
			 "license", "name", "Apache-2.0", "identifier", "Apache-2.0");
}

char *openapi_create(void)
{
	struct document document = {json_object(), json_array(), json_object(), json_object()};
	json_t *root;
	char *dumped, *text;

	for (size_t i = 0; i < API_TABLES; i++)
		for (const struct route *route = route_tables[i]; route->path; route++)
			add_route(&document, route);
	root = json_pack("{s:s,s:o,s:[{s:s}],s:[{s:[]},{s:[]},{}],s:o,s:o,s:o}", "openapi", "3.1.0",
			 "info", information(), "servers", "url", "/", "security", "session",
			 "bearer", "tags", document.tags, "paths", document.paths, "components",
			 components_of(&document));
	assert(root && "the document is made of our own tables");
	dumped = json_dumps(root, JSON_COMPACT);
	assert(dumped && "memory is always there");
	text = memory_strdup(dumped);
	free(dumped);
	json_decref(root);
	json_decref(document.operation_ids);
	return text;
}
