/* record_linkage.c - a producer's link with another; with its id, again
 *
 * Reads:     registration.v1.RecordLinkage
 * Needs:     a producer who stands for himself; a partner, by name or as another producer here
 * Writes:    linkages, one row; a partner who is registered lends his name where none is given
 * Publishes: registration.v1.LinkageRecorded
 * Refuses:   RECORD_STRUCK, NO_SUCH_THING (another's linkage), FIELD_MISSING, FIELD_TOO_LONG,
 *            FIELD_INVALID (no such kind; himself), PRODUCER_UNKNOWN, DATE_INVALID
 */
#include <string.h>

#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

/* What the partner is called: as it was typed, or as he is registered. */
static const char *partner_name(struct transaction *tx,
				const Ocop__Registration__V1__RecordLinkage *asked,
				struct reply *reply)
{
	struct producer partner;

	if (*asked->partner_producer_id == '\0')
		return require_composed(reply, "partner_name", asked->partner_name,
					NAME_LENGTH_MAX);
	producer_load(tx, asked->partner_producer_id, &partner);
	if (!partner.exists)
		reply_refuse(reply, REFUSAL(PRODUCER_UNKNOWN), "partner_producer_id", NULL);
	else if (*partner.merged_into)
		reply_refuse(reply, REFUSAL(RECORD_STRUCK), "partner_producer_id", NULL);
	else if (strcmp(partner.producer_id, asked->producer_id) == 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "partner_producer_id",
			     "another producer");
	if (*asked->partner_name == '\0')
		return partner.name;
	return allow_composed(reply, "partner_name", asked->partner_name, NAME_LENGTH_MAX);
}

static Ocop__Registration__V1__Linkage read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordLinkage *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__Linkage linkage = OCOP__REGISTRATION__V1__LINKAGE__INIT;
	const struct period period = {"from_on", asked->from_on, "until_on", asked->until_on};

	linkage.producer_id = asked->producer_id;
	linkage.partner_name = message_text(partner_name(tx, asked, reply));
	linkage.partner_producer_id = asked->partner_producer_id;
	linkage.kind = asked->kind;
	linkage.household_count = asked->household_count;
	linkage.from_on = asked->from_on;
	linkage.until_on = asked->until_on;
	linkage.note = message_text(allow_composed(reply, "note", asked->note, LINE_LENGTH_MAX));
	check_kind(reply, "kind", (int)asked->kind, LINKAGE_KIND_LAST);
	check_count(reply, "household_count", linkage.household_count, HOUSEHOLDS_MAX);
	check_period(reply, &period);
	return linkage;
}

enum decision record_linkage(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__Linkage linkage =
		read_message(tx, (const Ocop__Registration__V1__RecordLinkage *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	linkage.linkage_id = message_text(recording.id);
	linkage.version = recording.version;
	linkage_write(tx, &linkage);
	event_linkage_recorded(tx, &linkage);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
