/* queries.h - what scoring can be asked, and who answers */
#pragma once

#include "common/query.h"

extern const struct query scoring_queries[];

enum decision get_round(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);
enum decision list_rounds(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision list_round_dossiers(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision get_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision list_results(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision list_rulebooks(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision get_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision get_ruleset(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision score_once(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
