/* queries.h - what certification can be asked; all of it is public */
#pragma once

#include "common/query.h"

extern const struct query certification_queries[];

enum decision get_certificate(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision verify_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision list_certificates(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision list_decisions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
