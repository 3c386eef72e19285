/* transfer.h - a request about files on its way: who asks, asked anew for every piece
 *
 * Large files take longer than an access token lives, so each question finds the token again: the
 * session knows it, or asks identity.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "gateway/backends.h"

struct arena;
struct gateway;
struct http_request;

/* The beginning of a struct of what such a request is about; lives in the request's arena. */
struct transfer {
	struct gateway *gateway;
	struct http_request *request;
	const uint8_t *command_id; /* from Idempotency-Key; NULL without */
	bool anonymous;            /* asks as nobody, whatever session the request carries */
	int64_t timeout_ms;        /* for an answer that takes its time; 0: as any */

	/* The question that is out: */
	const char *source;
	enum backend_endpoint endpoint;
	const ProtobufCMessage *message;
	backend_reply_fn *on_reply;
};

/* Asks a daemon on an endpoint as the request's caller; the rest as transfer_ask. */
void transfer_ask_at(struct transfer *transfer, const char *source, enum backend_endpoint endpoint,
		     const ProtobufCMessage *message, backend_reply_fn *on_reply);

/* Asks registration's `files` endpoint as the request's caller. The message stays the caller's
 * until on_reply, which comes once with the transfer. A request whose caller has no good session is
 * refused like one that the daemon refuses. */
void transfer_ask(struct transfer *transfer, const ProtobufCMessage *message,
		  backend_reply_fn *on_reply);

/* The message of an accepted reply, in an arena; NULL for any other, and for an answer that is
 * none. */
const void *transfer_accepted(const Ocop__Common__V1__Reply *reply,
			      const ProtobufCMessageDescriptor *descriptor, struct arena *arena);

/* Answers with the reply's refusals, or that the answer was none. */
void transfer_refuse(const struct transfer *transfer, const Ocop__Common__V1__Reply *reply);
