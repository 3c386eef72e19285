/* record_agreed_options.c - the options the council agrees on for criteria that bear minimums
 *
 * They bear on the minimums only, never on the points. A criterion recorded again is replaced; one
 * that is not named keeps what was recorded.
 *
 * Reads:     scoring.v1.RecordAgreedOptions
 * Needs:     a round that is open or in scoring, an open dossier
 * Writes:    agreed_options, one row a criterion
 * Publishes: scoring.v1.AgreedOptionsRecorded
 * Refuses:   FIELD_MISSING, MESSAGE_TOO_LARGE, DOSSIER_NOT_IN_ROUND, ROUND_STATE, DOSSIER_CLOSED,
 *            MEMBER_HAS_CONFLICT, CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN,
 *            AGREED_OPTION_INVALID, MEETING_NOT_NEEDED
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

static bool stands_before(const struct choice *choices, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (strcmp(choices[i].criterion_code, choices[index].criterion_code) == 0)
			return true;
	return false;
}

/* Asks the rule about each option; every fault is named. */
static bool options_check(struct reply *reply, const struct sheet *sheet,
			  const struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Ocop__Common__V1__RefusalCode why =
			stands_before(choices, i) ? REFUSAL(CRITERION_DOUBLED)
						  : may_agree_on_option(sheet, &choices[i]);

		if (why)
			reply_refuse(reply, why,
				     arena_printf(reply_arena(reply), "options[%.64s]",
						  choices[i].criterion_code),
				     NULL);
	}
	return !reply_refused(reply);
}

enum decision record_agreed_options(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Scoring__V1__RecordAgreedOptions *command =
		(const Ocop__Scoring__V1__RecordAgreedOptions *)message;
	const struct choice *choices =
		choices_read(reply, (const ProtobufCMessage *const *)command->options,
			     command->n_options, "options");
	struct sitting sitting;

	if (command->n_options == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "options", NULL);
	if (reply_refused(reply))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting))
		return REFUSED;

	if (!require_act(reply, &sitting.round, ACT_RECORD_AGREED_OPTIONS, &sitting.round.state) ||
	    !require_no_conflict(tx, reply, &sitting) || !require_meeting(reply, &sitting))
		return REFUSED;
	if (sitting.dossier.closed)
		reply_refuse(reply, REFUSAL(DOSSIER_CLOSED), NULL, NULL);
	if (!options_check(reply, sitting.sheet, choices, command->n_options))
		return REFUSED;

	for (size_t i = 0; i < command->n_options; i++)
		agreed_option_put(tx, &sitting.dossier, &choices[i]);
	round_dossier_update(tx, &sitting.dossier);
	event_agreed_options_recorded(tx, &sitting.dossier, choices, command->n_options);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
