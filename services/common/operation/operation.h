/* operation.h - what whoever runs the instance asks of every daemon
 *
 * As the handlers of a service; the table is common_commands of service_parts.h.
 */
#pragma once

#include "common/command.h"

/* Follows a source again from where the operator says. */
enum decision resume_following(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Copies the store into a new file, on a worker thread; then says how far the copy is. */
enum decision back_up_store_prepare(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply, void **ret_prepared);
enum decision back_up_store(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
