/* queries.c - the table of what notification can be asked */
#include "notification/queries.h"

#include "notification/subjects.h"
#include "ocop/notification/v1/queries.pb-c.h"

/* Roles that look for their agency. */
#define READERS                                                                                    \
	(ALLOW(OPERATOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |         \
	 ALLOW(MINISTRY) | ALLOW(INSPECTOR) | ALLOW(AUDITOR))

const struct query notification_queries[] = {
	{.message = &ocop__notification__v1__list_feed__descriptor,
	 .reply = &ocop__notification__v1__feed_page__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .handle = list_feed},
	{.message = &ocop__notification__v1__get_feed_head__descriptor,
	 .reply = &ocop__notification__v1__feed_head__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .handle = get_feed_head},
	{.message = &ocop__notification__v1__list_subscription_feed__descriptor,
	 .reply = &ocop__notification__v1__feed_page__descriptor,
	 .allow = READERS,
	 .subject = subject_of_subscription,
	 .handle = list_subscription_feed},
	{.message = &ocop__notification__v1__get_subscription_head__descriptor,
	 .reply = &ocop__notification__v1__feed_head__descriptor,
	 .allow = READERS,
	 .subject = subject_of_subscription,
	 .handle = get_subscription_head},
	{.message = &ocop__notification__v1__get_subscription__descriptor,
	 .reply = &ocop__notification__v1__subscription__descriptor,
	 .allow = READERS,
	 .subject = subject_of_subscription,
	 .handle = get_subscription},
	{.message = &ocop__notification__v1__list_subscriptions__descriptor,
	 .reply = &ocop__notification__v1__list_subscriptions_reply__descriptor,
	 .allow = READERS,
	 .handle = list_subscriptions},
	{.message = &ocop__notification__v1__list_deliveries__descriptor,
	 .reply = &ocop__notification__v1__list_deliveries_reply__descriptor,
	 .allow = READERS,
	 .subject = subject_of_subscription,
	 .handle = list_deliveries},
	{0},
};
