/* record_material_area.c - where a producer's raw material grows; with its id, again
 *
 * Reads:     registration.v1.RecordMaterialArea
 * Needs:     a producer who stands for himself; a commune in force, anywhere
 * Writes:    material_areas, one row
 * Publishes: registration.v1.MaterialAreaRecorded
 * Refuses:   RECORD_STRUCK, NO_SUCH_THING (another's area), FIELD_MISSING, FIELD_TOO_LONG,
 *            FIELD_INVALID (more than a province has), DATE_INVALID, UNIT_UNKNOWN
 */
#include <string.h>

#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

static void check_commune(struct transaction *tx, struct reply *reply, const char *commune_code)
{
	struct unit commune;

	unit_load(tx, commune_code, &commune);
	if (!commune.exists || strcmp(commune.code, commune.province_code) == 0)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "commune_code", NULL);
}

static Ocop__Registration__V1__MaterialArea read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordMaterialArea *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__MaterialArea area = OCOP__REGISTRATION__V1__MATERIAL_AREA__INIT;

	area.producer_id = asked->producer_id;
	area.material =
		message_text(require_composed(reply, "material", asked->material, NAME_LENGTH_MAX));
	area.commune_code = asked->commune_code;
	area.hectares_hundredths = asked->hectares_hundredths;
	area.household_count = asked->household_count;
	area.contract_number = message_text(allow_composed(
		reply, "contract_number", asked->contract_number, NUMBER_LENGTH_MAX));
	area.contract_until = asked->contract_until;
	area.certificates = message_text(
		allow_composed(reply, "certificates", asked->certificates, LINE_LENGTH_MAX));
	check_commune(tx, reply, asked->commune_code);
	check_count(reply, "hectares_hundredths", area.hectares_hundredths,
		    HECTARES_HUNDREDTHS_MAX);
	check_count(reply, "household_count", area.household_count, HOUSEHOLDS_MAX);
	(void)allow_date(reply, "contract_until", area.contract_until); /* the reply says it */
	return area;
}

enum decision record_material_area(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__MaterialArea area = read_message(
		tx, (const Ocop__Registration__V1__RecordMaterialArea *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	area.area_id = message_text(recording.id);
	area.version = recording.version;
	material_area_write(tx, &area);
	event_material_area_recorded(tx, &area);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
