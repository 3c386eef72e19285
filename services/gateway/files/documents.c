/* documents.c - documents that registration makes when asked: forms, letters, packages, lists
 *
 * Two steps: the question that makes the document, and the download of what was made, which only
 * its maker can read, for an hour.
 */
#include "gateway/files/documents.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "common/refusal.h"
#include "gateway/api/parameters.h"
#include "gateway/files/downloads.h"
#include "gateway/files/transfer.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

#define DOCUMENT(name) OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_##name
#define EXPORT(name)   OCOP__REGISTRATION__V1__EXPORT_KIND__EXPORT_KIND_##name
#define FORMAT(name)   OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_##name

/* A package of a gigabyte is written and hashed in some ten seconds. */
enum { MAKING_TIMEOUT_MS = 60000 };

/* A word of a path or parameter, and the number of an enum it stands for. */
struct word {
	const char *word;
	int value;
};

static const struct word documents[] = {
	{"m01", DOCUMENT(M01)},
	{"m02", DOCUMENT(M02)},
	{"m03", DOCUMENT(M03)},
	{"request-letter", DOCUMENT(REQUEST_LETTER)},
	{"sample-receipt", DOCUMENT(SAMPLE_RECEIPT)},
	{"return-letter", DOCUMENT(RETURN_LETTER)},
	{0},
};

static const struct word exports[] = {
	{"producers", EXPORT(PRODUCERS)},
	{"products", EXPORT(PRODUCTS)},
	{"dossiers", EXPORT(DOSSIERS)},
	{"national-register", EXPORT(NATIONAL_REGISTER)},
	{0},
};

static const struct word formats[] = {{"csv", FORMAT(CSV)}, {"xlsx", FORMAT(XLSX)}, {0}};

/* 0, which no word stands for, for a word that is none of them. */
static int value_of(const struct word *words, const char *word)
{
	for (; words->word; words++) {
		if (strcmp(words->word, word) == 0)
			return words->value;
	}
	return 0;
}

/* What was made goes out; its first piece tells what it is. */
static void on_made(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct transfer *transfer = context;
	struct http_request *request = transfer->request;
	const Ocop__Registration__V1__DocumentMade *made = transfer_accepted(
		reply, &ocop__registration__v1__document_made__descriptor, request->arena);
	Ocop__Registration__V1__ReadDocument *message;

	if (!made) {
		transfer_refuse(transfer, reply);
		return;
	}
	message = arena_alloc(request->arena, sizeof(*message));
	ocop__registration__v1__read_document__init(message);
	message->document_id = made->document_id;
	message->limit_bytes = 1;
	const struct download_question question = {.message = &message->base,
						   .offset_bytes = &message->offset_bytes,
						   .limit_bytes = &message->limit_bytes};

	download_start(transfer->gateway, request, &question, "");
}

static void make(struct gateway *gateway, struct http_request *request,
		 const ProtobufCMessage *message)
{
	struct transfer *transfer = arena_alloc(request->arena, sizeof(*transfer));

	transfer->gateway = gateway;
	transfer->request = request;
	transfer->timeout_ms = MAKING_TIMEOUT_MS;
	transfer_ask(transfer, message, on_made);
}

/* The parameters of the request; false when it was answered. `lang` chooses the language of
 * problems everywhere. */
static bool read_parameters(struct http_request *request, struct parameters *ret_parameters)
{
	size_t kept = 0;

	if (parameters_read(request->arena, request->query, ret_parameters) != 0) {
		problem_respond(request, REFUSAL(HTTP_MALFORMED), NULL, "query");
		return false;
	}
	for (size_t i = 0; i < ret_parameters->count; i++) {
		if (strcmp(ret_parameters->items[i].name, "lang") != 0)
			ret_parameters->items[kept++] = ret_parameters->items[i];
	}
	ret_parameters->count = kept;
	return true;
}

static bool has_no_parameters(struct http_request *request)
{
	struct parameters parameters;

	if (!read_parameters(request, &parameters))
		return false;
	if (parameters.count > 0)
		problem_respond(request, REFUSAL(PARAMETER_UNKNOWN), parameters.items[0].name,
				"no such parameter");
	return parameters.count == 0;
}

void document_print(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *document)
{
	Ocop__Registration__V1__PrintDossier *message =
		arena_alloc(request->arena, sizeof(*message));

	ocop__registration__v1__print_dossier__init(message);
	message->dossier_id = arena_strdup(request->arena, dossier_id);
	message->document = (Ocop__Registration__V1__DossierDocument)value_of(documents, document);
	if (!message->document)
		problem_respond(request, REFUSAL(ROUTE_UNKNOWN), NULL, request->path);
	else if (has_no_parameters(request))
		make(gateway, request, &message->base);
}

/* A package on its way: the dossier, then what its proposing round prints, then the package. */
struct packing {
	struct transfer transfer; /* first: what the replies come with */
	Ocop__Registration__V1__PackDossier *message;
	char source[SOURCE_NAME_SIZE]; /* of the round's shard */
};

static void pack_now(struct packing *packing)
{
	packing->transfer.timeout_ms = MAKING_TIMEOUT_MS;
	transfer_ask(&packing->transfer, &packing->message->base, on_made);
}

/* Whoever may not see what the round has gets the package without it, and its list says so. A
 * shard that is away must not pass for a round without papers. */
static void on_printed(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct packing *packing = context;
	const Ocop__Scoring__V1__PrintProposalReply *printed =
		transfer_accepted(reply, &ocop__scoring__v1__print_proposal_reply__descriptor,
				  packing->transfer.request->arena);

	if (!printed && reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED) {
		transfer_refuse(&packing->transfer, reply);
		return;
	}
	if (printed) {
		packing->message->papers = printed->papers;
		packing->message->n_papers = printed->n_papers;
	}
	pack_now(packing);
}

static void on_dossier(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct packing *packing = context;
	struct arena *arena = packing->transfer.request->arena;
	const Ocop__Registration__V1__Dossier *dossier =
		transfer_accepted(reply, &ocop__registration__v1__dossier__descriptor, arena);
	Ocop__Scoring__V1__PrintProposal *print = arena_alloc(arena, sizeof(*print));

	if (!dossier) {
		transfer_refuse(&packing->transfer, reply);
		return;
	}
	if (!backends_source_of_id(dossier->proposing_round_id, packing->source)) {
		pack_now(packing); /* no round has proposed it */
		return;
	}
	ocop__scoring__v1__print_proposal__init(print);
	print->round_id = dossier->proposing_round_id;
	print->dossier_id = packing->message->dossier_id;
	transfer_ask_at(&packing->transfer, packing->source, BACKEND_QUERIES, &print->base,
			on_printed);
}

void document_pack(struct gateway *gateway, struct http_request *request, const char *dossier_id)
{
	struct packing *packing = arena_alloc(request->arena, sizeof(*packing));
	Ocop__Registration__V1__GetDossier *get = arena_alloc(request->arena, sizeof(*get));

	if (!has_no_parameters(request))
		return;
	*packing = (struct packing){
		.transfer = {.gateway = gateway, .request = request},
		.message = arena_alloc(request->arena, sizeof(*packing->message)),
	};
	ocop__registration__v1__pack_dossier__init(packing->message);
	packing->message->dossier_id = arena_strdup(request->arena, dossier_id);
	ocop__registration__v1__get_dossier__init(get);
	get->dossier_id = packing->message->dossier_id;
	transfer_ask_at(&packing->transfer, "registration", BACKEND_QUERIES, &get->base,
			on_dossier);
}

/* One parameter of an export; what is wrong with it goes to the faults. */
static void set_parameter(struct http_request *request,
			  Ocop__Registration__V1__ExportRegister *message,
			  const struct parameter *parameter, struct message_faults *faults)
{
	static const char *const known[] = {"provinceCode", "communeCode", "year"};
	const ProtobufCMessageDescriptor *descriptor = message->base.descriptor;

	if (strcmp(parameter->name, "format") == 0) {
		message->format =
			(Ocop__Registration__V1__ExportFormat)value_of(formats, parameter->value);
		if (!message->format)
			message_faults_add(faults, REFUSAL(FIELD_INVALID), "format", FORMAT_WORDS);
		return;
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(parameter->name, known[i]) != 0)
			continue;
		message_set_text(&message->base, json_field(descriptor, known[i]), parameter->value,
				 known[i], request->arena, faults);
		return;
	}
	message_faults_add(faults, REFUSAL(PARAMETER_UNKNOWN), parameter->name,
			   "no such parameter");
}

void document_export(struct gateway *gateway, struct http_request *request, const char *kind)
{
	Ocop__Registration__V1__ExportRegister *message =
		arena_alloc(request->arena, sizeof(*message));
	struct message_faults faults = {.count = 0};
	struct parameters parameters;

	ocop__registration__v1__export_register__init(message);
	message->kind = (Ocop__Registration__V1__ExportKind)value_of(exports, kind);
	message->format = FORMAT(CSV);
	if (!message->kind) {
		problem_respond(request, REFUSAL(ROUTE_UNKNOWN), NULL, request->path);
		return;
	}
	if (!read_parameters(request, &parameters))
		return;
	for (size_t i = 0; i < parameters.count; i++)
		set_parameter(request, message, &parameters.items[i], &faults);
	if (faults.count > 0)
		problem_respond_faults(request, &faults);
	else
		make(gateway, request, &message->base);
}
