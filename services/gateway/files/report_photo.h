/* report_photo.h - a photo for a report on a pack, or of a product: from a request's body to
 * registration, piece by piece
 *
 * Open to all, so the gateway bounds it: address_limit.h, and registration says how large one may
 * be. Nothing is held here but the piece that is at hand.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <protobuf-c/protobuf-c.h>

#include "gateway/http.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct gateway;

/* The most that a request with a photo has: registration takes photos of 8 MiB, and a form has some
 * texts beside one. */
enum { REPORT_BODY_LIMIT_BYTES = 9 * 1024 * 1024 };

/* Where a photo is. Borrowed until it is kept. */
struct report_photo_source {
	const char *media_type;
	uint64_t size_bytes;
	const uint8_t *bytes; /* of the body, from the photo's first byte, as far as they came */
	size_t bytes_size;
	enum http_piece_end end;   /* of the piece that they are from */
	const char *trailer;       /* what must stand behind the photo, to the body's end; "" */
	bool is_anonymous;         /* a form's: a session that is over keeps nobody from it */
	ProtobufCMessage *keeping; /* the command that keeps it, by its field upload_id; NULL: of a
				      report */
	const uint8_t *command_id; /* of that command; NULL: a new one */
};

/* Kept: its id, in the request's arena. Or id is NULL: then reply has the refusals; where reply is
 * NULL too the body is not what it should be. */
typedef void report_photo_fn(void *context, const char *photo_id,
			     const Ocop__Common__V1__Reply *reply);

/* Takes the photo as the request's caller, or as nobody's; on_kept comes once, later. */
void report_photo_take(struct gateway *gateway, struct http_request *request,
		       const struct report_photo_source *source, report_photo_fn *on_kept,
		       void *context);

/* The size of the whole body, by its header; 0 when it has none. */
uint64_t report_body_size(const struct http_request *request);

/* What the body of a form has beside fields and trailer is the photo; 0: none was chosen. */
struct multipart;
uint64_t form_photo_size(const struct http_request *request, const struct multipart *form,
			 const char *trailer);

/* POST /api/v1/report-photos: the body is the photo, its type the header's. */
void report_photo_upload(struct gateway *gateway, struct http_request *request);

/* True when the address may report once more, RATE_LIMITED otherwise. Who signs in is known, and
 * not bounded here, unless he reports as nobody. */
bool report_may_come(struct gateway *gateway, struct http_request *request, bool is_anonymous);
