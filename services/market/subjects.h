/* subjects.h - the listing that a command of market is about */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct subject;
struct transaction;

/* For the column `subject` of the table: the listing of field listing_id, with the place and the
 * producer of its product. */
void subject_of_listing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);
