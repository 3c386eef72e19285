/* reply.h - what a handler gives back: an answer or the reasons why not
 *
 * A handler sets it; command.c and query.c send it. All strings are copied into the arena of the
 * command, so the caller keeps its own.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct arena;
struct reply;

/* How a handler decided. */
enum decision { REFUSED, ACCEPTED, FAILED };

/* A reply that belongs to the arena; for command.c, query.c and tests. */
struct reply *reply_create(struct arena *arena);

/* The memory of this command or query: what is built for its reply may live here. */
struct arena *reply_arena(struct reply *reply);

/* The answer; packed now, so the message may be on the caller's stack. */
void reply_set(struct reply *reply, const ProtobufCMessage *message);

/* The usual answer: ocop.common.v1.Accepted with the thing's id and its new version. */
void reply_accept(struct reply *reply, const char *id, uint64_t version);

/* Version of what a query shows, for its ETag; reply_accept sets it too. */
void reply_set_version(struct reply *reply, uint64_t version);

/* Says no. May be called several times: a sheet names every criterion that is missing. `field` is
 * a path in the message such as "choices[2.1]" or NULL; detail may be NULL and is printf's. */
void reply_refuse(struct reply *reply, Ocop__Common__V1__RefusalCode code, const char *field,
		  const char *detail, ...) __attribute__((format(printf, 4, 5)));

/* True once a reason was given. */
bool reply_refused(const struct reply *reply);

/* For tests: how many reasons, and the code of the nth. */
size_t reply_refusals(const struct reply *reply);
Ocop__Common__V1__RefusalCode reply_refusal(const struct reply *reply, size_t index);

/* Fills in what is sent, pointing into the arena: for command.c and query.c. An answer is sent only
 * with ACCEPTED; a handler that gave no reason is answered with HANDLER_FAILED. */
void reply_fill(struct reply *reply, enum decision decision, Ocop__Common__V1__Reply *ret_wire);
