/* create_key.c - a machine gets a way in
 *
 * Reads:     identity.v1.CreateKey
 * Needs:     the account
 * Writes:    access_keys, one row
 * Publishes: identity.v1.KeyAdded
 * Refuses:   NO_SUCH_THING, FIELD_MISSING, FIELD_TOO_LONG
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "identity/secret.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

static void answer(struct reply *reply, const char *secret, const struct access_key *key)
{
	Ocop__Identity__V1__KeyCreated created = OCOP__IDENTITY__V1__KEY_CREATED__INIT;

	created.key_id = message_text(key->key_id);
	created.secret = message_text(secret);
	reply_set(reply, &created.base);
	reply_set_version(reply, key->version);
}

enum decision create_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__CreateKey *create =
		(const Ocop__Identity__V1__CreateKey *)message;
	char key_id[IDENTIFIER_SIZE];
	char secret[SECRET_SIZE];
	struct access_key key = {.key_id = key_id, .version = 1};

	if (!create->label[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "label", NULL);
	if (strlen(create->label) > NAME_SIZE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "label", NULL);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("key", NULL, transaction_now_us(tx), key_id);
	key_secret_create(secret);
	secret_hash(secret, key.secret_hash);
	key.account_id = create->account_id;
	key.label = create->label;

	access_key_insert(tx, &key);
	event_key_added(tx, &key);
	answer(reply, secret, &key);
	return ACCEPTED;
}
