/* commands.c - the table of what notification can be asked to change */
#include "notification/commands.h"

#include "notification/subjects.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/notification/v1/commands.pb-c.h"

/* Roles that act for their agency. */
#define AGENCIES                                                                                   \
	(ALLOW(OPERATOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |         \
	 ALLOW(MINISTRY) | ALLOW(INSPECTOR))

const struct command notification_commands[] = {
	{.message = &ocop__notification__v1__create_subscription__descriptor,
	 .reply = &ocop__notification__v1__subscription_secret__descriptor,
	 .allow = AGENCIES,
	 .handle = create_subscription,
	 .secret_reply = true},
	{.message = &ocop__notification__v1__change_subscription__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = change_subscription},
	{.message = &ocop__notification__v1__pause_subscription__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = pause_subscription},
	{.message = &ocop__notification__v1__resume_subscription__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = resume_subscription},
	{.message = &ocop__notification__v1__end_subscription__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = end_subscription},
	{.message = &ocop__notification__v1__rotate_secret__descriptor,
	 .reply = &ocop__notification__v1__subscription_secret__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = rotate_secret,
	 .secret_reply = true},
	{.message = &ocop__notification__v1__replay_deliveries__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = AGENCIES,
	 .subject = subject_of_subscription,
	 .handle = replay_deliveries},
	{.message = &ocop__notification__v1__record_attempt__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = record_attempt},
	{.message = &ocop__notification__v1__catch_up_subscription__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = catch_up_subscription},
	{.message = &ocop__notification__v1__forget_attempts__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = forget_attempts},
	{0},
};
