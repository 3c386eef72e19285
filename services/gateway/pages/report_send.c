/* report_send.c - POST "/reports": a report on a pack, as its form sends it
 *
 *	fields -> photo, piece by piece, to registration -> report to certification -> receipt
 *
 * What was not taken is shown again with what was written; the receipt's page has an address of its
 * own, so that going back and forth sends nothing twice.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/api/multipart.h"
#include "gateway/api/parameters.h"
#include "gateway/backends.h"
#include "gateway/files/report_photo.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/language.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"
#include "gateway/pages/report.h"
#include "gateway/problem.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

/* Lives in the request's arena. */
struct sending {
	struct gateway *gateway;
	struct http_request *request;
	char boundary[MULTIPART_BOUNDARY_SIZE];
	char trailer[MULTIPART_TRAILER_SIZE];
	struct multipart form;
	struct report_entries entries;
	char *photo_id; /* NULL: none */
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	Ocop__Certification__V1__ReportPack report;
	Ocop__Common__V1__Refusal refusal; /* the gateway's own */
	const Ocop__Common__V1__Refusal *refusals[1];
	struct report_faults faults;
};

static void entries_read(const struct multipart *form, struct report_entries *entries)
{
	*entries = (struct report_entries){
		.kind = multipart_value(form, "kind"),
		.number = multipart_value(form, "number"),
		.seen = multipart_value(form, "seen"),
		.commune_code = multipart_value(form, "communeCode"),
		.province_code = multipart_value(form, "provinceCode"),
		.place_text = multipart_value(form, "placeText"),
		.contact = multipart_value(form, "contact"),
		.command_id = multipart_value(form, "commandId"),
	};
}

static char *text(const char *entered)
{
	return (char *)(uintptr_t)entered; /* only read */
}

/* Refusals live for the call: they are copied for the form that is asked for. */
static void show_again(struct sending *sending, const Ocop__Common__V1__Reply *reply)
{
	struct arena *arena = sending->request->arena;
	size_t count = reply->n_refusals;
	const Ocop__Common__V1__Refusal **refusals = arena_alloc(arena, count * sizeof(*refusals));

	for (size_t i = 0; i < count; i++) {
		Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));

		ocop__common__v1__refusal__init(refusal);
		refusal->code = reply->refusals[i]->code;
		refusal->field = arena_strdup(arena, reply->refusals[i]->field);
		refusals[i] = refusal;
	}
	sending->faults = (struct report_faults){
		.refusals = refusals,
		.count = count,
		.status = count ? refusal_text(refusals[0]->code)->http_status : 503,
	};
	report_form_show(sending->gateway, sending->request, &sending->entries, &sending->faults);
}

static void show_fault(struct sending *sending, Ocop__Common__V1__RefusalCode code)
{
	ocop__common__v1__refusal__init(&sending->refusal);
	sending->refusal.code = code;
	sending->refusal.field =
		text("media_type"); /* of the photo: the one that is looked at here */
	sending->refusals[0] = &sending->refusal;
	sending->faults =
		(struct report_faults){sending->refusals, 1, refusal_text(code)->http_status};
	report_form_show(sending->gateway, sending->request, &sending->entries, &sending->faults);
}

static void on_reported(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct sending *sending = context;
	struct arena *arena = sending->request->arena;
	bool english = language_of(sending->request) == LANGUAGE_EN;
	struct http_header header = {"Location", NULL};
	const Ocop__Common__V1__Accepted *accepted = NULL;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		accepted = (const Ocop__Common__V1__Accepted *)message_unpack(
			&ocop__common__v1__accepted__descriptor, reply->body.data, reply->body.len,
			arena, NULL);
	if (!accepted) {
		show_again(sending, reply);
		return;
	}
	header.value =
		arena_printf(arena, "/reports/%s%s", accepted->id, english ? "?lang=en" : "");
	http_respond(sending->request, 303, &header, 1, NULL, 0);
}

static Ocop__Certification__V1__PackReportKind kind_of(const char *name)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value_by_name(
		&ocop__certification__v1__pack_report_kind__descriptor, name);

	return value ? (Ocop__Certification__V1__PackReportKind)value->value : 0;
}

static void report(struct sending *sending)
{
	Ocop__Certification__V1__ReportPack *report = &sending->report;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_COMMANDS,
		.message = &report->base,
		.command_id = sending->command_id,
		.request_id = sending->request->request_id,
	};

	if (!command_id_parse(sending->entries.command_id, sending->command_id))
		command_id_create(clock_machine_us(), sending->command_id);
	ocop__certification__v1__report_pack__init(report);
	report->kind = kind_of(sending->entries.kind);
	report->number = text(sending->entries.number);
	report->seen = text(sending->entries.seen);
	report->commune_code = text(sending->entries.commune_code);
	report->province_code = text(sending->entries.province_code);
	report->place_text = text(sending->entries.place_text);
	report->contact = text(sending->entries.contact);
	report->photo_ids = &sending->photo_id;
	report->n_photo_ids = sending->photo_id ? 1 : 0;
	backends_ask(sending->gateway->backends, &call, on_reported, sending);
}

static void on_photo(void *context, const char *photo_id, const Ocop__Common__V1__Reply *reply)
{
	struct sending *sending = context;

	if (photo_id) {
		sending->photo_id = arena_strdup(sending->request->arena, photo_id);
		report(sending);
	} else if (reply) {
		show_again(sending, reply);
	} else {
		problem_respond(sending->request, REFUSAL(HTTP_MALFORMED), NULL,
				"the body ended early");
	}
}

static uint64_t photo_size(const struct sending *sending)
{
	return form_photo_size(sending->request, &sending->form, sending->trailer);
}

static void on_begin(void *context, const uint8_t *bytes, size_t size_bytes,
		     enum http_piece_end end)
{
	struct sending *sending = context;
	struct report_photo_source source = {
		.end = end, .trailer = sending->trailer, .is_anonymous = true};

	if (end == HTTP_PIECE_CUT || !multipart_read(sending->request->arena, sending->boundary,
						     bytes, size_bytes, &sending->form)) {
		problem_respond(sending->request, REFUSAL(HTTP_MALFORMED), NULL, "form");
		return;
	}
	entries_read(&sending->form, &sending->entries);
	if (photo_size(sending) == 0) {
		report(sending);
		return;
	}
	source.media_type = sending->form.file_type;
	source.size_bytes = photo_size(sending);
	source.bytes = bytes + sending->form.file_begin;
	source.bytes_size = size_bytes - sending->form.file_begin;
	if (strncmp(source.media_type, "image/", strlen("image/")) != 0)
		show_fault(sending, REFUSAL(FILE_TYPE_REFUSED));
	else
		report_photo_take(sending->gateway, sending->request, &source, on_photo, sending);
}

/* What is refused before there is anything to show again. */
static void refuse_page(const struct sending *sending, Ocop__Common__V1__RefusalCode code)
{
	Ocop__Common__V1__Refusal refusal = OCOP__COMMON__V1__REFUSAL__INIT;
	Ocop__Common__V1__Refusal *refusals[] = {&refusal};
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT;

	refusal.code = code;
	reply.refusals = refusals;
	reply.n_refusals = 1;
	page_refused(sending->gateway, sending->request, &reply);
}

void page_report_send(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	struct sending *sending = arena_alloc(request->arena, sizeof(*sending));

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	sending->gateway = gateway;
	sending->request = request;
	if (!report_may_come(gateway, request, true)) {
		refuse_page(sending, REFUSAL(RATE_LIMITED));
		return;
	}
	if (!multipart_boundary(http_request_header(request, "content-type"), sending->boundary)) {
		problem_respond(request, REFUSAL(MEDIA_TYPE), "content-type",
				"multipart/form-data");
		return;
	}
	multipart_trailer(sending->boundary, sending->trailer);
	http_request_read(request, on_begin, sending);
}
