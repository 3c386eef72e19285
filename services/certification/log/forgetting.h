/* forgetting.h - salts of what an event no longer says are forgotten
 *
 * The entry of the log keeps its commitment, which without its salt says nothing any more; the leaf
 * and every proof of it stay as they are.
 */
#pragma once

#include "ocop/common/v1/envelope.pb-c.h"

struct transaction;

/* Deletes the salts that open nothing of the event as it is now. For
 * service_definition.event_rewritten. */
void leaf_forget(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body);
