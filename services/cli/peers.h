/* peers.h - asking the daemons of the instance
 *
 * What comes back lives in the session's arena. A command that was lost on the way is asked once
 * more with the same id, so it has one effect.
 */
#pragma once

#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

struct session;

/* One envelope of a frame. */
struct question {
	const ProtobufCMessage *message;
	const uint8_t *command_id; /* NULL for a query */
	ProtobufCBinaryData token; /* empty for what anybody may ask */
};

/* Asks an endpoint ("commands", "queries", "files") and says nothing. Returns 0 or an ERROR_*; then
 * the frame has as many replies as there were questions. */
int peer_ask(struct session *session, const char *source, const char *endpoint,
	     const struct question *questions, size_t count,
	     const Ocop__Common__V1__ReplyFrame **ret_replies);

/* Reads the body of a reply; NULL when it was not accepted or is something else. */
const ProtobufCMessage *reply_body(struct session *session, const Ocop__Common__V1__Reply *reply,
				   const ProtobufCMessageDescriptor *descriptor);

/* One query that anybody may ask; _signed_in: as the operator. Returns an exit_status, having said
 * why not. */
int peer_query(struct session *session, const char *source, const ProtobufCMessage *query,
	       const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer);
int peer_query_signed_in(struct session *session, const char *source, const ProtobufCMessage *query,
			 const ProtobufCMessageDescriptor *descriptor,
			 const ProtobufCMessage **ret_answer);

/* The same on the `files` endpoint, where an answer may take its time. */
int peer_file(struct session *session, const char *source, const ProtobufCMessage *query,
	      const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer);

/* One command of the operator, with a new id. Returns an exit_status, having said why not. */
int peer_command(struct session *session, const char *source, const ProtobufCMessage *command,
		 const ProtobufCMessageDescriptor *descriptor, const ProtobufCMessage **ret_answer);

/* Says the reasons of a reply that was not accepted, one a line, each behind `what`. */
void reply_complain(const struct session *session, const char *what,
		    const Ocop__Common__V1__Reply *reply);

/* How a daemon says it is; NULL, without a word, when it does not answer. */
const Ocop__Common__V1__StatusReply *peer_status(struct session *session, const char *source);

/* Names of the instance's sources: every service, and each scoring shard that identity knows
 * ("scoring_tn1"). Returns an exit_status; without identity the list has the services alone. */
struct source_list {
	const char **names; /* in the arena */
	size_t count;
};

/* Fills in the list: every service, and each scoring shard that identity knows. Shards are asked
 * where the table says from then on, other sources in the run folder. Returns an exit_status. */
int sources_list(struct session *session, struct source_list *ret_sources);

/* The address of a shard's endpoint that a verb was given: the option of the endpoint's name, else
 * the socket in a folder. In the arena. */
char *shard_address(struct session *session, const char *folder, const char *source,
		    const char *endpoint);

/* Forgets where shards answer; at the end of the session. */
void shards_forget(struct session *session);
