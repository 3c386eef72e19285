/* reconcile.c - what a restored register had forgotten: listed, held against the paper, settled
 *
 * As the office that does it, with its key; the operator's may list.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/words.h"
#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { PAGE = 100, LEAVES_MAX = 200 };

static void print_leaf(const ProtobufCMessage *item)
{
	const Ocop__Certification__V1__RecoveredLeaf *leaf = (const void *)item;
	const Ocop__Certification__V1__Certificate *certificate = leaf->certificate;
	const char *type = strrchr(leaf->type, '.');

	(void)printf("%" PRIu64 "  %s  %s", leaf->leaf, type == NULL ? leaf->type : type + 1,
		     leaf->thing_id);
	if (certificate != NULL)
		(void)printf("  %s  %s  %s  %s", certificate->official_number,
			     enum_word(&ocop__certification__v1__certificate_state__descriptor,
				       (int)certificate->state),
			     certificate->product_name, certificate->producer_name);
	if (leaf->needs_names)
		(void)printf("  needs the names");
	if (leaf->needs_reason)
		(void)printf("  needs the reason");
	(void)printf("\n");
}

static int list(struct session *session)
{
	Ocop__Certification__V1__ListRecoveredLeaves query =
		OCOP__CERTIFICATION__V1__LIST_RECOVERED_LEAVES__INIT;

	query.open_only = !argument_flag(&session->arguments, "settled");
	query.limit = PAGE;
	return answer_list(session, "certification", &query.base,
			   &ocop__certification__v1__list_recovered_leaves_reply__descriptor,
			   print_leaf);
}

static bool leaf_read(const char *text, uint64_t *ret_leaf)
{
	char *end;

	errno = 0;
	*ret_leaf = strtoull(text, &end, 10);
	return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0';
}

/* The leaves that were named; false, having said so, for what is none. */
static bool leaves_read(struct session *session,
			Ocop__Certification__V1__ReconcileRegister *command)
{
	const struct arguments *arguments = &session->arguments;

	command->leaves =
		arena_alloc(session->arena, arguments->operand_count * sizeof(*command->leaves));
	for (size_t i = 0; i < arguments->operand_count; i++) {
		if (!leaf_read(arguments->operands[i], &command->leaves[i])) {
			complain("%s is no number of a leaf", arguments->operands[i]);
			return false;
		}
	}
	command->n_leaves = arguments->operand_count;
	return true;
}

/* All that need nothing but to be held against the paper. */
static int leaves_of_register(struct session *session,
			      Ocop__Certification__V1__ReconcileRegister *command)
{
	Ocop__Certification__V1__ListRecoveredLeaves query =
		OCOP__CERTIFICATION__V1__LIST_RECOVERED_LEAVES__INIT;
	const Ocop__Certification__V1__ListRecoveredLeavesReply *reply;
	const ProtobufCMessage *answer;
	int result;

	query.open_only = true;
	query.limit = LEAVES_MAX;
	result = peer_query_signed_in(
		session, "certification", &query.base,
		&ocop__certification__v1__list_recovered_leaves_reply__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	reply = (const void *)answer;
	command->leaves =
		arena_alloc(session->arena, (reply->n_leaves + 1) * sizeof(*command->leaves));
	for (size_t i = 0; i < reply->n_leaves; i++) {
		if (!reply->leaves[i]->needs_names && !reply->leaves[i]->needs_reason)
			command->leaves[command->n_leaves++] = reply->leaves[i]->leaf;
	}
	return EXIT_DONE;
}

static char *option_text(const struct session *session, const char *name, char *fallback)
{
	const char *text = argument(&session->arguments, name);

	return text != NULL ? (char *)(uintptr_t)text : fallback; /* only read */
}

static int settle(struct session *session, Ocop__Certification__V1__ReconcileRegister *command)
{
	const ProtobufCMessage *answer;
	bool burns = argument_flag(&session->arguments, "burn");
	int result;

	command->outcome =
		burns ? OCOP__CERTIFICATION__V1__RECOVERED_OUTCOME__RECOVERED_OUTCOME_BURNT
		      : OCOP__CERTIFICATION__V1__RECOVERED_OUTCOME__RECOVERED_OUTCOME_REENTERED;
	command->paper_number = option_text(session, "paper", command->paper_number);
	command->reason = option_text(session, "reason", command->reason);
	command->product_name = option_text(session, "product-name", command->product_name);
	command->producer_name = option_text(session, "producer-name", command->producer_name);
	result = peer_command(session, "certification", &command->base,
			      &ocop__certification__v1__reconcile_register_reply__descriptor,
			      &answer);
	if (result != EXIT_DONE)
		return result;
	if (session->json)
		answer_json(answer);
	else
		(void)printf(
			"%zu settled, %" PRIu32 " to be gone through\n", command->n_leaves,
			((const Ocop__Certification__V1__ReconcileRegisterReply *)answer)->open);
	return EXIT_DONE;
}

int reconcile(struct session *session)
{
	Ocop__Certification__V1__ReconcileRegister command =
		OCOP__CERTIFICATION__V1__RECONCILE_REGISTER__INIT;
	bool all = argument_flag(&session->arguments, "all");
	int result = EXIT_DONE;

	if (!all && session->arguments.operand_count == 0)
		return list(session);
	if (all)
		result = leaves_of_register(session, &command);
	else if (!leaves_read(session, &command))
		result = EXIT_USAGE;
	return result == EXIT_DONE ? settle(session, &command) : result;
}
