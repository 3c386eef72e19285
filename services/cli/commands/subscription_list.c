/* subscription_list.c - who is told of what, and how far, page by page */
#include <inttypes.h>
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/notification/v1/queries.pb-c.h"

enum { PAGE = 100 };

static void print_subscription(const ProtobufCMessage *item)
{
	const Ocop__Notification__V1__Subscription *one = (const void *)item;

	const char *where = one->url[0] ? one->url : one->mail_address;

	(void)printf(
		"%s  %s  %s  %s  %s%s%s  %" PRIu64 " told, %" PRIu64 " delivered, %" PRIu64
		" waiting, %" PRIu64 " dead\n",
		one->subscription_id, one->agency_id,
		enum_word(&ocop__notification__v1__subscription_kind__descriptor, (int)one->kind),
		enum_word(&ocop__notification__v1__subscription_state__descriptor, (int)one->state),
		one->name, where[0] ? "  " : "", where, one->count, one->delivered, one->pending,
		one->dead);
}

int subscription_list(struct session *session)
{
	Ocop__Notification__V1__ListSubscriptions list =
		OCOP__NOTIFICATION__V1__LIST_SUBSCRIPTIONS__INIT;
	const char *agency = argument(&session->arguments, "agency");

	list.limit = PAGE;
	list.agency_id = agency != NULL ? (char *)agency : list.agency_id;
	return answer_list(session, "notification", &list.base,
			   &ocop__notification__v1__list_subscriptions_reply__descriptor,
			   print_subscription);
}
