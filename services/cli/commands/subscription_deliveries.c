/* subscription_deliveries.c - the log of a subscription's deliveries, newest first */
#include <inttypes.h>
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/notification/v1/queries.pb-c.h"

enum { PAGE = 200 };

static void print_delivery(const ProtobufCMessage *item)
{
	const Ocop__Notification__V1__Delivery *one = (const void *)item;

	(void)printf(
		"%" PRIu64 "  %s  %s  %s  %" PRIu32 " attempts", one->count, one->event_id,
		one->type,
		enum_word(&ocop__notification__v1__delivery_state__descriptor, (int)one->state),
		one->attempt_count);
	if (one->n_attempts > 0)
		(void)printf(", last %s %" PRIu32,
			     enum_word(&ocop__notification__v1__attempt_end__descriptor,
				       (int)one->attempts[0]->end),
			     one->attempts[0]->status);
	(void)putchar('\n');
}

/* False having said that the word is no state. */
static bool read_state(struct session *session, Ocop__Notification__V1__DeliveryState *ret_state)
{
	const char *word = argument(&session->arguments, "state");
	int value = 0;

	if (word != NULL && !word_enum(&ocop__notification__v1__delivery_state__descriptor, word,
				       session->arena, &value)) {
		complain("%s: is no state: pending, delivered or dead", word);
		return false;
	}
	*ret_state = (Ocop__Notification__V1__DeliveryState)value;
	return true;
}

int subscription_deliveries(struct session *session)
{
	Ocop__Notification__V1__ListDeliveries list = OCOP__NOTIFICATION__V1__LIST_DELIVERIES__INIT;

	list.limit = PAGE;
	list.subscription_id = session->arguments.operands[0];
	if (!read_state(session, &list.state))
		return EXIT_USAGE;
	return answer_list(session, "notification", &list.base,
			   &ocop__notification__v1__list_deliveries_reply__descriptor,
			   print_delivery);
}
