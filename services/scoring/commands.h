/* commands.h - what scoring can be asked to change, and who decides */
#pragma once

#include "common/command.h"

extern const struct command scoring_commands[];

enum decision plan_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision take_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision appoint_council(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision declare_conflict(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision open_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision start_scoring(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision save_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision submit_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision record_finding(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision record_agreed_options(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);
enum decision close_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision rescore_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision withdraw_from_round(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision close_round(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision report_round(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision approve_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision publish_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
