/* queries.h - what identity may be asked, and who answers */
#pragma once

#include "common/query.h"

extern const struct query identity_queries[];

enum decision exchange_credential(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision get_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision list_accounts(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision list_agencies(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision list_shards(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision get_unit(struct transaction *tx, const ProtobufCMessage *message,
		       struct reply *reply);
enum decision list_units(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
