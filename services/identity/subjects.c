/* subjects.c - the account or key that a command of identity is about
 *
 * Accounts and keys have no place and no producer: only who may act for the whole instance acts on
 * them.
 */
#include "identity/subjects.h"

#include "common/command.h"
#include "common/message/message.h"
#include "identity/records.h"

void subject_of_account(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct account account;

	ret_subject->exists = account_load(tx, message_field_text(message, "account_id"), &account);
	if (ret_subject->exists)
		ret_subject->version = account.version;
}

void subject_of_key(struct transaction *tx, const ProtobufCMessage *message,
		    struct subject *ret_subject)
{
	struct access_key key;

	ret_subject->exists = access_key_load(tx, message_field_text(message, "key_id"), &key);
	if (ret_subject->exists)
		ret_subject->version = key.version;
}
