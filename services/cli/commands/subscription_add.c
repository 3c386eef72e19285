/* subscription_add.c - an agency is told from now on; the secret of a webhook is shown once */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/words.h"
#include "common/base/arena.h"
#include "ocop/notification/v1/commands.pb-c.h"

/* Every value of an option that may be given again. */
static char **values_of(struct session *session, const char *option, size_t *ret_count)
{
	const struct arguments *arguments = &session->arguments;
	char **values = arena_alloc(session->arena, OPTIONS_MAX * sizeof(*values));

	*ret_count = 0;
	for (size_t i = 0; i < arguments->count; i++)
		if (strcmp(arguments->names[i], option) == 0)
			values[(*ret_count)++] = (char *)arguments->values[i];
	return values;
}

static void read_filter(struct session *session, Ocop__Notification__V1__SubscriptionFilter *filter)
{
	char **stars = values_of(session, "star", &filter->n_stars);

	filter->types = values_of(session, "type", &filter->n_types);
	filter->units = values_of(session, "unit", &filter->n_units);
	filter->sectors = values_of(session, "sector", &filter->n_sectors);
	filter->stars = arena_alloc(session->arena, OPTIONS_MAX * sizeof(*filter->stars));
	for (size_t i = 0; i < filter->n_stars; i++)
		filter->stars[i] = (uint32_t)strtoul(stars[i], NULL, 10); /* 0 is refused there */
}

static char *text_of(struct session *session, const char *option)
{
	const char *text = argument(&session->arguments, option);

	return (char *)(text != NULL ? text : "");
}

/* How it is told follows from where to; false having said what is wrong. */
static bool read_kind(struct session *session, Ocop__Notification__V1__CreateSubscription *command)
{
	const char *signature = argument(&session->arguments, "signature");
	int value = 0;

	command->url = text_of(session, "url");
	command->mail_address = text_of(session, "mail");
	command->kind = OCOP__NOTIFICATION__V1__SUBSCRIPTION_KIND__SUBSCRIPTION_KIND_PULL;
	if (command->mail_address[0])
		command->kind = OCOP__NOTIFICATION__V1__SUBSCRIPTION_KIND__SUBSCRIPTION_KIND_MAIL;
	if (command->url[0])
		command->kind =
			OCOP__NOTIFICATION__V1__SUBSCRIPTION_KIND__SUBSCRIPTION_KIND_WEBHOOK;
	if (signature != NULL && !word_enum(&ocop__notification__v1__signature_kind__descriptor,
					    signature, session->arena, &value)) {
		complain("%s: is no signature: hmac or ed25519", signature);
		return false;
	}
	command->signature_kind = (Ocop__Notification__V1__SignatureKind)value;
	return true;
}

static void print_made(const Ocop__Notification__V1__SubscriptionSecret *made)
{
	(void)printf("%s\n", made->id);
	if (made->secret[0] || made->public_key[0])
		(void)printf("%s\n", made->secret[0] ? made->secret : made->public_key);
}

int subscription_add(struct session *session)
{
	Ocop__Notification__V1__CreateSubscription command =
		OCOP__NOTIFICATION__V1__CREATE_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	const ProtobufCMessage *answer;

	command.name = session->arguments.operands[0];
	command.agency_id = text_of(session, "agency");
	command.language = text_of(session, "language");
	command.after = text_of(session, "after");
	command.max_outstanding = (uint32_t)strtoul(text_of(session, "at-once"), NULL, 10);
	command.filter = &filter;
	read_filter(session, &filter);
	if (!read_kind(session, &command))
		return EXIT_USAGE;
	int result =
		peer_command(session, "notification", &command.base,
			     &ocop__notification__v1__subscription_secret__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	if (session->json)
		answer_json(answer);
	else
		print_made((const Ocop__Notification__V1__SubscriptionSecret *)answer);
	return EXIT_DONE;
}
