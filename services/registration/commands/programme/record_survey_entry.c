/* record_survey_entry.c - writes a line of a commune's survey, a new one or, with its id, again
 *
 * Reads:     registration.v1.RecordSurveyEntry
 * Needs:     a commune in force within the caller's unit; a line that is written again stands, and
 *            stays in its commune
 * Writes:    survey_entries, one row
 * Publishes: registration.v1.SurveyEntryRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (sector, potential), DATE_INVALID,
 *            NO_SUCH_THING (another commune's line), RECORD_STRUCK
 */
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recordings.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/programme.h"
#include "registration/state.h"

static Ocop__Registration__V1__SurveyEntry read_message(
	struct transaction *tx, const Ocop__Registration__V1__RecordSurveyEntry *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__SurveyEntry row = OCOP__REGISTRATION__V1__SURVEY_ENTRY__INIT;
	int32_t day;

	row.commune_code = asked->commune_code;
	row.sector_code = asked->sector_code;
	row.product_name = message_text(
		require_composed(reply, "product_name", asked->product_name, NAME_LENGTH_MAX));
	row.makers =
		message_text(require_composed(reply, "makers", asked->makers, LINE_LENGTH_MAX));
	row.household_count = asked->household_count;
	row.area_hectares_hundredths = asked->area_hectares_hundredths;
	row.yearly_output = message_text(
		allow_composed(reply, "yearly_output", asked->yearly_output, LINE_LENGTH_MAX));
	row.potential = asked->potential;
	row.note = message_text(allow_composed(reply, "note", asked->note, REASON_LENGTH_MAX));
	row.surveyed_on = asked->surveyed_on;
	if (!sector_is_known(registration_state(tx)->rulebooks, asked->sector_code))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "sector_code", "\"I\" to \"VI\"");
	check_kind(reply, "potential", (int)asked->potential,
		   OCOP__REGISTRATION__V1__POTENTIAL__POTENTIAL_HIGH);
	if (require_date(reply, "surveyed_on", asked->surveyed_on, &day))
		check_day_has_come(tx, reply, "surveyed_on", asked->surveyed_on);
	return row;
}

enum decision record_survey_entry(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__RecordSurveyEntry *asked =
		(const Ocop__Registration__V1__RecordSurveyEntry *)message;
	struct recording recording;
	struct unit commune;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__SurveyEntry row = read_message(tx, asked, reply);
	if (reply_refused(reply))
		return REFUSED;

	unit_load(tx, asked->commune_code, &commune);
	row.entry_id = message_text(recording.id);
	row.version = recording.version;
	survey_entry_write(tx, &row, commune.province_code);
	event_survey_entry_recorded(tx, &row);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
