/* uploads.h - files in and out: tus 1.0.0 over registration's `files` endpoint, evidence download
 *
 * A row of the route table calls these; both answer the request.
 */
#pragma once

struct gateway;
struct http_request;

/* POST and OPTIONS on /api/v1/uploads (upload_id NULL), HEAD and PATCH on /api/v1/uploads/{id}. */
void uploads_handle(struct gateway *gateway, struct http_request *request, const char *upload_id);

/* GET /api/v1/dossiers/{id}/evidence/{evidence_id}: the file itself. */
void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id);
