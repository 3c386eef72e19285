/* commands.h - what certification can be asked to change, and who decides */
#pragma once

#include "common/command.h"

extern const struct command certification_commands[];

enum decision issue_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision record_legacy_recognition(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply);
enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
