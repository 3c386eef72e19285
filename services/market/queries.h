/* queries.h - what market can be asked */
#pragma once

#include "common/query.h"

extern const struct query market_queries[];

enum decision get_listing(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision search_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
