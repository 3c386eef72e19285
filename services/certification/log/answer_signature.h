/* answer_signature.h - answers that can be shown to others: signed by the register's key
 *
 * As signed_json.h has it, over the JSON in which the gateway gives the answer, so that who checks
 * needs nothing but that JSON and /log/keys.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "ocop/certification/v1/queries.pb-c.h"

struct transaction;

/* Signs an answer that is complete but for its field `signature`; in the transaction's arena. */
Ocop__Certification__V1__AnswerSignature *answer_sign(struct transaction *tx,
						      const ProtobufCMessage *answer);
