/* links.c - what scoring tells of members who step aside for a producer */
#include "scoring/records/links.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/events.h"

void event_producer_link_declared(struct transaction *tx, const struct round *round,
				  const struct producer_link *link)
{
	Ocop__Scoring__V1__ProducerLinkDeclared event =
		OCOP__SCORING__V1__PRODUCER_LINK_DECLARED__INIT;

	event.round_id = message_text(link->round_id);
	event.member_id = message_text(link->conflict.member_id);
	event.producer_id = message_text(link->producer_id);
	outbox_append(tx, round->round_id, round->version, &event.base);
}
