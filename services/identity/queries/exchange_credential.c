/* exchange_credential.c - a session's or key's secret becomes a short-lived access token
 *
 * Reads:   identity.v1.ExchangeCredential
 * Answers: identity.v1.ExchangeCredentialReply
 * Refuses: TOKEN_INVALID, also for a session that is over and a key that is revoked
 *
 * The grants are those of this moment: what is revoked later holds until the token ends.
 */
#include "common/access_token.h"
#include "common/base/clock.h"
#include "common/message/message.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "identity/secret.h"
#include "identity/state.h"
#include "ocop/identity/v1/queries.pb-c.h"

/* Whose secret it is, and until when; NULL when it is nobody's now. */
static const char *find_owner(struct transaction *tx, const char *secret, int64_t now_us,
			      int64_t *ret_end_us)
{
	uint8_t hash[SECRET_HASH_SIZE_BYTES];
	struct session session;
	struct access_key key;

	secret_hash(secret, hash);
	if (session_load(tx, hash, &session)) {
		*ret_end_us = session.expires_at_us;
		return session.expires_at_us > now_us ? session.account_id : NULL;
	}
	if (access_key_load_by_secret(tx, hash, &key)) {
		*ret_end_us = INT64_MAX;
		return key.revoked ? NULL : key.account_id;
	}
	return NULL;
}

/* Signs what the account may now. */
static void answer(struct transaction *tx, const struct account *account, int64_t end_us,
		   struct reply *reply)
{
	const struct identity_state *identity = identity_state(tx);
	Ocop__Common__V1__AccessToken token = OCOP__COMMON__V1__ACCESS_TOKEN__INIT;
	Ocop__Identity__V1__ExchangeCredentialReply exchanged =
		OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL_REPLY__INIT;
	Google__Protobuf__Timestamp expires_at = message_time(end_us);

	token.account_id = message_text(account->account_id);
	token.agency_id = message_text(account->agency_id);
	token.grants = grants_load(tx, account->account_id, &token.n_grants);
	token.expires_at_us = end_us;
	token.instance = identity->instance;

	exchanged.signed_access_token =
		access_token_sign(&token, identity->signing_key, transaction_arena(tx));
	exchanged.expires_at = &expires_at;
	exchanged.account_id = token.account_id;
	reply_set(reply, &exchanged.base);
}

enum decision exchange_credential(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Identity__V1__ExchangeCredential *exchange =
		(const Ocop__Identity__V1__ExchangeCredential *)message;
	int64_t now_us = clock_machine_us();
	int64_t credential_end_us = 0;
	struct account account;

	const char *owner = find_owner(tx, exchange->secret, now_us, &credential_end_us);
	bool known = owner && account_load(tx, owner, &account);
	if (transaction_failed(tx))
		return FAILED;
	if (!known) {
		reply_refuse(reply, REFUSAL(TOKEN_INVALID), "secret", NULL);
		return REFUSED;
	}

	answer(tx, &account, access_token_end_us(now_us, credential_end_us), reply);
	return transaction_failed(tx) ? FAILED : ACCEPTED;
}
