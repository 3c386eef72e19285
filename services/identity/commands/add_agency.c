/* add_agency.c - an agency is known from now on
 *
 * Reads:     identity.v1.AddAgency
 * Needs:     the unit it serves to be recorded
 * Writes:    agencies, one row; nothing when the same agency is there
 * Publishes: identity.v1.AgencyAdded
 * Refuses:   FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, UNIT_UNKNOWN, AGENCY_EXISTS
 */
#include <string.h>

#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/commands.pb-c.h"

static void validate(const Ocop__Identity__V1__AddAgency *message, struct reply *reply)
{
	if (!is_agency_id(message->agency_id))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "agency_id",
			     "2 to 32 characters a-z, 0-9 and hyphen, beginning with a letter");
	if (!message->name_vi[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "name_vi", NULL);
	if (strlen(message->name_vi) > NAME_SIZE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "name_vi", NULL);
	if (strlen(message->name_en) > NAME_SIZE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "name_en", NULL);
	if (!protobuf_c_enum_descriptor_get_value(&ocop__identity__v1__agency_kind__descriptor,
						  (int)message->kind) ||
	    message->kind == OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_UNSPECIFIED)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "kind", NULL);
	if (agency_needs_unit(message->kind) && !message->unit_code[0])
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "unit_code", NULL);
}

static bool is_same(const struct agency *left, const struct agency *right)
{
	return strcmp(left->name_vi, right->name_vi) == 0 &&
	       strcmp(left->name_en, right->name_en) == 0 && left->kind == right->kind &&
	       strcmp(left->unit_code, right->unit_code) == 0;
}

/* Accepts what is there already when it is the same. */
static enum decision answer_known(const struct agency *known, const struct agency *wanted,
				  struct reply *reply)
{
	if (!is_same(known, wanted)) {
		reply_refuse(reply, REFUSAL(AGENCY_EXISTS), "agency_id", "%s", known->agency_id);
		return REFUSED;
	}
	reply_accept(reply, known->agency_id, known->version);
	return ACCEPTED;
}

enum decision add_agency(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__AddAgency *add = (const Ocop__Identity__V1__AddAgency *)message;
	const struct agency agency = {add->agency_id, add->name_vi,   add->name_en,
				      add->kind,      add->unit_code, 1};
	struct agency known;

	validate(add, reply);
	if (reply_refused(reply))
		return REFUSED;

	bool is_known = agency_load(tx, agency.agency_id, &known);
	bool unit_known = !agency.unit_code[0] || unit_exists(tx, agency.unit_code);
	if (transaction_failed(tx))
		return FAILED;

	if (is_known)
		return answer_known(&known, &agency, reply);
	if (!unit_known) {
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit_code", "%s", agency.unit_code);
		return REFUSED;
	}

	agency_insert(tx, &agency);
	event_agency_added(tx, &agency);
	reply_accept(reply, agency.agency_id, agency.version);
	return ACCEPTED;
}
