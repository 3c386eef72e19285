/* subjects.c - the subscription that a command or query of notification is about */
#include "notification/subjects.h"

#include "common/command.h"
#include "common/message/message.h"
#include "notification/records.h"

void subject_of_subscription(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject)
{
	struct subscription subscription;

	if (!subscription_load(tx, message_field_text(message, "subscription_id"), &subscription))
		return;
	*ret_subject = (struct subject){
		.exists = true,
		.version = subscription.version,
		.agency_id = subscription.agency_id,
	};
}
