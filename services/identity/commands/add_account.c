/* add_account.c - an office or a producer gets a way to sign in
 *
 * Reads:     identity.v1.AddAccount
 * Needs:     the agency, and the units of the grants
 * Writes:    accounts, one row; grants
 * Publishes: identity.v1.AccountAdded
 * Refuses:   FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, PASSWORD_TOO_SHORT, UNIT_UNKNOWN,
 *            AGENCY_UNKNOWN, SIGN_IN_NAME_TAKEN
 *
 * The prepare step hashes the password on a worker thread.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "identity/secret.h"
#include "ocop/identity/v1/commands.pb-c.h"

static void validate_grants(const Ocop__Identity__V1__AddAccount *message, struct reply *reply)
{
	if (message->n_grants > GRANTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "grants", "at most %d", GRANTS_MAX);
	for (size_t i = 0; i < message->n_grants; i++) {
		Ocop__Common__V1__RefusalCode why = may_have_grant(message->grants[i]);
		if (why)
			reply_refuse(reply, why, arena_printf(reply_arena(reply), "grants[%zu]", i),
				     "a role, and the unit or producer it is for");
	}
}

static void validate(const Ocop__Identity__V1__AddAccount *message, struct reply *reply)
{
	Ocop__Common__V1__RefusalCode why = may_be_password(message->password);

	if (!message->agency_id[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "agency_id", NULL);
	if (!message->display_name[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "display_name", NULL);
	if (strlen(message->display_name) > NAME_SIZE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "display_name", NULL);
	if (!is_sign_in_name(message->sign_in_name))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "sign_in_name",
			     "3 to 64 characters a-z, 0-9, dot, hyphen and underscore");
	if (why)
		reply_refuse(reply, why, "password", NULL);
	validate_grants(message, reply);
}

enum decision add_account_prepare(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply, void **ret_prepared)
{
	const Ocop__Identity__V1__AddAccount *add = (const Ocop__Identity__V1__AddAccount *)message;

	validate(add, reply);
	if (reply_refused(reply))
		return REFUSED;
	*ret_prepared = (void *)password_hash(transaction_arena(tx), add->password);
	return ACCEPTED;
}

static void check_units(struct transaction *tx, const Ocop__Identity__V1__AddAccount *message,
			struct reply *reply)
{
	for (size_t i = 0; i < message->n_grants; i++) {
		const char *code = message->grants[i]->unit_code;
		if (code[0] && !unit_exists(tx, code))
			reply_refuse(reply, REFUSAL(UNIT_UNKNOWN),
				     arena_printf(reply_arena(reply), "grants[%zu].unitCode", i),
				     "%s", code);
	}
}

/* The same command again is answered as before; another one may not have the name. */
static enum decision answer_taken(struct transaction *tx, const struct account *holder,
				  struct reply *reply)
{
	const uint8_t *command_id = transaction_caller(tx)->command_id;

	if (memcmp(holder->command_id, command_id, COMMAND_ID_SIZE_BYTES) != 0) {
		reply_refuse(reply, REFUSAL(SIGN_IN_NAME_TAKEN), "sign_in_name", NULL);
		return REFUSED;
	}
	reply_accept(reply, holder->account_id, holder->version);
	return ACCEPTED;
}

static void write_account(struct transaction *tx, const struct account *account,
			  const Ocop__Identity__V1__AddAccount *message)
{
	size_t grant_count = 0;

	account_insert(tx, account);
	for (size_t i = 0; i < message->n_grants; i++)
		(void)grant_insert(tx, account->account_id,
				   message->grants[i]); /* once is enough */
	Ocop__Common__V1__Grant **grants = grants_load(tx, account->account_id, &grant_count);
	event_account_added(tx, account, grants, grant_count);
}

enum decision add_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Identity__V1__AddAccount *add = (const Ocop__Identity__V1__AddAccount *)message;
	struct agency agency;
	struct account holder;
	char account_id[IDENTIFIER_SIZE];

	bool taken = account_load_by_name(tx, add->sign_in_name, &holder);
	bool agency_known = agency_load(tx, add->agency_id, &agency);
	check_units(tx, add, reply);
	if (transaction_failed(tx))
		return FAILED;

	if (taken)
		return answer_taken(tx, &holder, reply);
	if (!agency_known)
		reply_refuse(reply, REFUSAL(AGENCY_UNKNOWN), "agency_id", "%s", add->agency_id);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("account", NULL, transaction_now_us(tx), account_id);
	const struct account account = {
		.account_id = account_id,
		.agency_id = add->agency_id,
		.display_name = add->display_name,
		.sign_in_name = add->sign_in_name,
		.password_hash = transaction_prepared(tx),
		.command_id = transaction_caller(tx)->command_id,
		.version = 1,
	};
	write_account(tx, &account, add);
	reply_accept(reply, account_id, account.version);
	return ACCEPTED;
}
