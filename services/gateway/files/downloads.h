/* downloads.h - files of dossiers out: evidence, its small pictures, papers of offices
 *
 * Rows of the route table call these; each answers the request. One range is served (RFC 9110 14),
 * If-None-Match and If-Range are honoured, HEAD is.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

struct gateway;
struct http_request;

/* What registration's `files` endpoint is asked for a piece; ReadFileReply is the answer. All of it
 * lives in the request's arena, and the fields are of the message. */
struct download_question {
	const ProtobufCMessage *message;
	uint64_t *offset_bytes;
	uint32_t *limit_bytes;   /* NULL for a message that has none */
	const char *open_source; /* whose queries are asked instead, for a file that is anybody's */
	bool is_open;            /* anybody's: a session that is over keeps nobody from it */
	char **sha256; /* set to that of the first piece: the next are of the same; or NULL */
};

/* Answers with the file that the question is about. `variant` parts the ETags of what is made of
 * one file; "" for the file itself. */
void download_start(struct gateway *gateway, struct http_request *request,
		    const struct download_question *question, const char *variant);

/* GET /open-data/{name}: a file of the register's open data. */
void open_data_download(struct gateway *gateway, struct http_request *request, const char *name);

/* GET /api/v1/dossiers/{id}/evidence/{evidence_id}: the file itself. */
void evidence_download(struct gateway *gateway, struct http_request *request,
		       const char *dossier_id, const char *evidence_id);

/* GET /api/v1/dossiers/{id}/evidence/{evidence_id}/thumbnail: the small picture of a photo. */
void thumbnail_download(struct gateway *gateway, struct http_request *request,
			const char *dossier_id, const char *evidence_id);

/* GET /api/v1/papers/{paper_id}: the file of a paper that belongs to no dossier. */
void kept_paper_download(struct gateway *gateway, struct http_request *request,
			 const char *paper_id);

/* GET /api/v1/pack-photos/{sha256}: a photo of the pack of a recognised product, or its small
 * picture. */
void pack_photo_download(struct gateway *gateway, struct http_request *request, const char *sha256,
			 bool thumbnail);

/* GET /api/v1/product-photos/{photo_id}: the picture that was made of a product's photo. */
void product_photo_download(struct gateway *gateway, struct http_request *request,
			    const char *photo_id);

/* GET /api/v1/dossiers/{id}/papers/{paper_id}: the file of a paper. */
void paper_download(struct gateway *gateway, struct http_request *request, const char *dossier_id,
		    const char *paper_id);

/* GET /api/v1/report-photos/{photo_id}: a photo of a report on a pack, or its small picture. */
void report_photo_download(struct gateway *gateway, struct http_request *request,
			   const char *photo_id, bool thumbnail);
