/* bulk_check.c - "/kiem-tra": a shop's list, line by line, as a table or a file
 *
 * Complete without scripts: a form with a text and a file, and what comes back. Machines ask POST
 * /api/v1/labels and POST /api/v1/verify, whose answer is signed.
 */
#include "gateway/pages/machines/bulk_check.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/address_limit.h"
#include "gateway/api/multipart.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/language.h"
#include "gateway/pages/layout.h"
#include "gateway/pages/pages.h"

/* What is refused is said above the form, which keeps what was typed. */
static void respond_fault(const struct bulk_check *check, Ocop__Common__V1__RefusalCode code)
{
	const struct refusal_text *text = refusal_text(code);

	bulk_form_respond(check->gateway, check->request, check->text,
			  in_language(language_of(check->request), text->vi, text->en),
			  text->http_status);
}

static void respond_refused(const struct bulk_check *check, const Ocop__Common__V1__Reply *reply)
{
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED || reply->n_refusals == 0)
		page_refused(check->gateway, check->request, reply);
	else
		respond_fault(check, reply->refusals[0]->code);
}

static void respond(const struct bulk_check *check)
{
	if (check->wants_file)
		bulk_file_respond(check);
	else
		bulk_table_respond(check);
}

/* Answers come in the order of the questions: those of lines that name a number. */
static void on_worth(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct bulk_check *check = context;
	const Ocop__Certification__V1__VerifyCertificatesReply *answer = NULL;
	size_t next = 0;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		answer = (const Ocop__Certification__V1__VerifyCertificatesReply *)message_unpack(
			&ocop__certification__v1__verify_certificates_reply__descriptor,
			reply->body.data, reply->body.len, check->request->arena, NULL);
	if (!answer) {
		respond_refused(check, reply);
		return;
	}
	for (size_t i = 0; i < check->named->n_answers && next < answer->n_answers; i++) {
		if (*check->named->answers[i]->number)
			check->worth[i] = answer->answers[next++];
	}
	if (answer->as_of)
		check->as_of_us = answer->as_of->seconds * 1000000;
	respond(check);
}

static void ask_worth(struct bulk_check *check)
{
	Ocop__Certification__V1__VerifyCertificates verify =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATES__INIT;
	struct backend_call call = {
		.source = "certification",
		.endpoint = BACKEND_QUERIES,
		.message = &verify.base,
		.request_id = check->request->request_id,
	};

	verify.numbers = arena_alloc(check->request->arena,
				     check->named->n_answers * sizeof(*verify.numbers));
	for (size_t i = 0; i < check->named->n_answers; i++) {
		if (*check->named->answers[i]->number)
			verify.numbers[verify.n_numbers++] = check->named->answers[i]->number;
	}
	if (verify.n_numbers == 0)
		respond(check); /* unknown serials and pages alone */
	else
		backends_ask(check->gateway->backends, &call, on_worth, check);
}

static void on_named(void *context, const Ocop__Common__V1__Reply *reply)
{
	struct bulk_check *check = context;

	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		check->named = (const Ocop__Market__V1__CheckLabelsReply *)message_unpack(
			&ocop__market__v1__check_labels_reply__descriptor, reply->body.data,
			reply->body.len, check->request->arena, NULL);
	if (check->named)
		ask_worth(check);
	else
		respond_refused(check, reply);
}

static void ask_names(struct bulk_check *check)
{
	Ocop__Market__V1__CheckLabels labels = OCOP__MARKET__V1__CHECK_LABELS__INIT;
	struct backend_call call = {
		.source = "market",
		.endpoint = BACKEND_QUERIES,
		.message = &labels.base,
		.request_id = check->request->request_id,
	};

	labels.labels = check->lines;
	labels.n_labels = check->line_count;
	backends_ask(check->gateway->backends, &call, on_named, check);
}

/* The file behind the fields, as a text; "" without one, NULL for what is no text. */
static const char *file_text(const struct http_request *request, const struct multipart *form,
			     const char *boundary)
{
	char trailer[MULTIPART_TRAILER_SIZE];
	size_t size_bytes;
	char *text;

	multipart_trailer(boundary, trailer);
	if (!form->file_type || form->file_begin + strlen(trailer) >= request->body_size_bytes)
		return "";
	size_bytes = request->body_size_bytes - form->file_begin - strlen(trailer);
	text = arena_alloc(request->arena, size_bytes + 1);
	memcpy(text, request->body + form->file_begin, size_bytes);
	for (size_t i = 0; i < size_bytes; i++) {
		if (text[i] == '\r') /* lines of Windows end with it, and it is no clean text */
			text[i] = ' ';
	}
	return text_is_clean(text, size_bytes) ? text : NULL;
}

void page_bulk_form(struct gateway *gateway, struct http_request *request,
		    const struct route *route, const struct route_values *values)
{
	(void)route; /* the page is the same whatever row names it */
	(void)values;
	bulk_form_respond(gateway, request, "", NULL, 200);
}

void page_bulk_check(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	struct bulk_check *check = arena_alloc(request->arena, sizeof(*check));
	char boundary[MULTIPART_BOUNDARY_SIZE];
	struct multipart form;
	const char *file;

	(void)route; /* the page is the same whatever row names it */
	(void)values;
	check->gateway = gateway;
	check->request = request;
	if (!multipart_boundary(http_request_header(request, "content-type"), boundary) ||
	    !multipart_read(request->arena, boundary, request->body, request->body_size_bytes,
			    &form)) {
		bulk_form_respond(gateway, request, "",
				  in_language(language_of(request), "Không đọc được biểu mẫu.",
					      "The form cannot be read."),
				  400);
		return;
	}
	check->text = multipart_value(&form, "labels");
	check->wants_file = strcmp(multipart_value(&form, "answer"), "csv") == 0;
	file = file_text(request, &form, boundary);
	if (!file) {
		bulk_form_respond(gateway, request, check->text,
				  in_language(language_of(request),
					      "Tệp phải là văn bản UTF-8 (CSV hoặc TXT).",
					      "The file must be text in UTF-8 (CSV or TXT)."),
				  415);
		return;
	}
	bulk_lines_read(check, check->text);
	bulk_lines_read(check, file);
	if (address_may_come(gateway->check_limit, request))
		ask_names(check);
	else
		respond_fault(check, REFUSAL(RATE_LIMITED));
}
