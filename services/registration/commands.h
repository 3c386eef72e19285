/* commands.h - what registration can be asked to change: the table and its handlers */
#pragma once

#include "common/command.h"

extern const struct command registration_commands[];

enum decision register_producer(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision register_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision import_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision open_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision fill_forms(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision save_self_assessment(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);
enum decision prepare_evidence(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply, void **ret_prepared);
enum decision attach_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision remove_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision submit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision screen_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision propose_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision admit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision return_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision withdraw_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision issue_product_code(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision conclude_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
