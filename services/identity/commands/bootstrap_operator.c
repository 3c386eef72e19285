/* bootstrap_operator.c - the first account: an operator with a key
 *
 * Reads:     identity.v1.BootstrapOperator
 * Needs:     a store without any account; sent by the deadline of the same name
 * Writes:    agencies, accounts, grants, access_keys, one row each
 * Publishes: identity.v1.AgencyAdded, AccountAdded, KeyAdded
 * Refuses:   SIGN_IN_NAME_TAKEN, FIELD_INVALID
 *
 * The key's secret was written to its file before, so a crash between the two leaves a file whose
 * key the next start records, never a recorded key that nobody has.
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

static const char OPERATOR[] = "operator";

static void add_operator_agency(struct transaction *tx)
{
	const struct agency agency = {
		.agency_id = OPERATOR,
		.name_vi = "Đơn vị vận hành hệ thống",
		.name_en = "System operator",
		.kind = OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_OPERATOR,
		.unit_code = "",
		.version = 1,
	};

	agency_insert(tx, &agency);
	event_agency_added(tx, &agency);
}

static void add_operator_account(struct transaction *tx, const char *account_id)
{
	const struct account account = {
		.account_id = account_id,
		.agency_id = OPERATOR,
		.display_name = "Người vận hành",
		.sign_in_name = OPERATOR,
		.password_hash = "",
		.command_id = transaction_caller(tx)->command_id,
		.version = 1,
	};
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
	Ocop__Common__V1__Grant *grants[] = {&grant};

	grant.role = OCOP__COMMON__V1__ROLE__ROLE_OPERATOR;
	account_insert(tx, &account);
	(void)grant_insert(tx, account_id, &grant); /* a new account has none */
	event_account_added(tx, &account, grants, 1);
}

static void add_operator_key(struct transaction *tx, const char *account_id,
			     const ProtobufCBinaryData *hash)
{
	char key_id[IDENTIFIER_SIZE];
	struct access_key key = {
		.key_id = key_id, .account_id = account_id, .label = OPERATOR, .version = 1};

	identifier_create("key", NULL, transaction_now_us(tx), key_id);
	memcpy(key.secret_hash, hash->data, SECRET_HASH_SIZE_BYTES);
	access_key_insert(tx, &key);
	event_key_added(tx, &key);
}

enum decision bootstrap_operator(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Identity__V1__BootstrapOperator *bootstrap =
		(const Ocop__Identity__V1__BootstrapOperator *)message;
	char account_id[IDENTIFIER_SIZE];

	if (bootstrap->key_hash.len != SECRET_HASH_SIZE_BYTES)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "key_hash", NULL);
	if (account_exists(tx))
		reply_refuse(reply, REFUSAL(SIGN_IN_NAME_TAKEN), NULL, NULL);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("account", NULL, transaction_now_us(tx), account_id);
	add_operator_agency(tx);
	add_operator_account(tx, account_id);
	add_operator_key(tx, account_id, &bootstrap->key_hash);
	reply_accept(reply, account_id, 1);
	return ACCEPTED;
}
