/* subjects.h - the subscription that a command or query of notification is about */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct subject;
struct transaction;

/* For the column `subject` of the tables: the subscription of field subscription_id, which is its
 * agency's; one that has ended still exists. */
void subject_of_subscription(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject);
