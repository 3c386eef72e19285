/* documents.h - documents that registration makes when asked: forms, letters, packages, lists
 *
 * Rows of the route table call these; each answers the request. The document is made first, which
 * may take seconds, and then goes out like any file: in ranges, under its ETag.
 */
#pragma once

struct gateway;
struct http_request;

/* GET /api/v1/dossiers/{id}/documents/{document}: a form or letter as PDF, by its word in the path
 * ("m01", "request-letter"). */
void document_print(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *document);

/* GET /api/v1/dossiers/{id}/package: the whole dossier as a zip. */
void document_pack(struct gateway *gateway, struct http_request *request, const char *dossier_id);

/* GET /api/v1/exports/{kind}?format=&provinceCode=&communeCode=&year=: a list ("products"). */
void document_export(struct gateway *gateway, struct http_request *request, const char *kind);

/* The words of the paths and of `format`, parted by blanks, as the OpenAPI document tells them. */
#define DOCUMENT_WORDS "m01 m02 m03 request-letter sample-receipt return-letter"
#define EXPORT_WORDS   "producers products dossiers national-register"
#define FORMAT_WORDS   "csv xlsx"
