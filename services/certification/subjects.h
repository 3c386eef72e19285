/* subjects.h - the certificate that a command of certification is about */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/command.h"

struct certificate;

/* A loaded certificate as what a permission is held against; borrows the row's texts. */
struct subject certificate_subject(const struct certificate *certificate);

/* For the column `subject` of the table: the certificate of field `code`, as people type codes
 * (certificate_code_read), with its place, producer and round. */
void subject_of_certificate(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);
