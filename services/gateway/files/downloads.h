/* downloads.h - files of dossiers out: evidence, its small pictures, papers of offices
 *
 * Rows of the route table call these; each answers the request. One range is served (RFC 9110 14),
 * If-None-Match and If-Range are honoured, HEAD is.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct gateway;
struct http_request;

/* What registration's `files` endpoint is asked for a piece; ReadFileReply is the answer. All of it
 * lives in the request's arena, and the fields are of the message. */
struct download_question {
	const ProtobufCMessage *message;
	uint64_t *offset_bytes;
	uint32_t *limit_bytes; /* NULL for a message that has none */
};

/* Answers with the file that the question is about. `variant` parts the ETags of what is made of
 * one file; "" for the file itself. */
void download_start(struct gateway *gateway, struct http_request *request,
		    const struct download_question *question, const char *variant);

/* GET /api/v1/dossiers/{id}/evidence/{evidence_id}: the file itself. */
void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id);

/* GET /api/v1/dossiers/{id}/evidence/{evidence_id}/thumbnail: the small picture of a photo. */
void thumbnail_download(struct gateway *gateway, struct http_request *request,
			const char *dossier_id, const char *evidence_id);

/* GET /api/v1/dossiers/{id}/papers/{paper_id}: the file of a paper. */
void paper_download(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *paper_id);
