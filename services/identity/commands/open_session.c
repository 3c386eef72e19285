/* open_session.c - somebody signs in
 *
 * Reads:     identity.v1.OpenSession
 * Needs:     an account with this name and password
 * Writes:    sessions, one row
 * Publishes: nothing: who signs in when is nobody's business but the log's
 * Refuses:   SIGN_IN_WRONG
 *
 * The prepare step compares the password on a worker thread and takes as long for a name that does
 * not exist.
 */
#include <string.h>

#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "identity/secret.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum decision open_session_prepare(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply, void **ret_prepared)
{
	const Ocop__Identity__V1__OpenSession *open =
		(const Ocop__Identity__V1__OpenSession *)message;
	struct account account = {.password_hash = ""};

	if (strlen(open->password) > PASSWORD_SIZE_MAX) {
		reply_refuse(reply, REFUSAL(SIGN_IN_WRONG), NULL, NULL);
		return REFUSED;
	}

	(void)account_load_by_name(tx, open->sign_in_name, &account); /* "" is then nobody's hash */
	bool right = password_is(open->password, account.password_hash);
	if (transaction_failed(tx))
		return FAILED;
	if (!right) {
		reply_refuse(reply, REFUSAL(SIGN_IN_WRONG), NULL, NULL);
		return REFUSED;
	}
	*ret_prepared = (void *)account.account_id;
	return ACCEPTED;
}

static void answer(struct reply *reply, const char *secret, const struct session *session)
{
	Ocop__Identity__V1__SessionOpened opened = OCOP__IDENTITY__V1__SESSION_OPENED__INIT;
	Google__Protobuf__Timestamp expires_at = message_time(session->expires_at_us);

	opened.secret = message_text(secret);
	opened.account_id = message_text(session->account_id);
	opened.expires_at = &expires_at;
	reply_set(reply, &opened.base);
}

enum decision open_session(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	char session_id[IDENTIFIER_SIZE];
	char secret[SECRET_SIZE];
	struct session session = {.session_id = session_id};

	(void)message; /* read by the prepare step */
	session.account_id = transaction_prepared(tx);
	session.expires_at_us = clock_machine_us() + SESSION_LIFE_US;
	session_secret_create(secret);
	secret_hash(secret, session.secret_hash);
	identifier_create("session", NULL, transaction_now_us(tx), session_id);

	session_insert(tx, &session);
	answer(reply, secret, &session);
	return ACCEPTED;
}
