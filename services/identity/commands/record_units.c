/* record_units.c - administrative units, and what became of old ones
 *
 * Reads:     identity.v1.RecordUnits
 * Needs:     at most 500 rows, all of them whole: one bad row and nothing is recorded
 * Writes:    units, former_units: only the rows that differ from what is there
 * Publishes: identity.v1.UnitsRecorded with those rows, in parts that fit an event
 * Refuses:   FIELD_MISSING, FIELD_INVALID, DATE_INVALID
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* Rows of one message that were not there before. */
struct changed_units {
	Ocop__Identity__V1__Unit *units[UNITS_A_COMMAND_MAX];
	size_t unit_count;
	Ocop__Identity__V1__FormerUnit *former_units[UNITS_A_COMMAND_MAX];
	size_t former_unit_count;
};

static void refuse_row(struct reply *reply, Ocop__Common__V1__RefusalCode why, const char *list,
		       size_t index)
{
	if (why)
		reply_refuse(reply, why, arena_printf(reply_arena(reply), "%s[%zu]", list, index),
			     NULL);
}

static void validate(const Ocop__Identity__V1__RecordUnits *message, struct reply *reply)
{
	size_t count = message->n_units + message->n_former_units;

	if (count == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "units", NULL);
	if (message->n_units > UNITS_A_COMMAND_MAX ||
	    message->n_former_units > UNITS_A_COMMAND_MAX || count > UNITS_A_COMMAND_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "units", "at most %d together",
			     UNITS_A_COMMAND_MAX);
		return;
	}
	for (size_t i = 0; i < message->n_units; i++)
		refuse_row(reply, may_record_unit(message->units[i]), "units", i);
	for (size_t i = 0; i < message->n_former_units; i++)
		refuse_row(reply, may_record_former_unit(message->former_units[i]), "formerUnits",
			   i);
}

static struct changed_units *put_rows(struct transaction *tx,
				      const Ocop__Identity__V1__RecordUnits *message)
{
	struct changed_units *changed = arena_alloc(transaction_arena(tx), sizeof(*changed));

	for (size_t i = 0; i < message->n_units; i++) {
		if (unit_put(tx, message->units[i]))
			changed->units[changed->unit_count++] = message->units[i];
	}
	for (size_t i = 0; i < message->n_former_units; i++) {
		if (former_unit_put(tx, message->former_units[i]))
			changed->former_units[changed->former_unit_count++] =
				message->former_units[i];
	}
	return changed;
}

static size_t part_of(size_t count, size_t from)
{
	size_t left = count - from;

	return left < UNITS_AN_EVENT_MAX ? left : UNITS_AN_EVENT_MAX;
}

static void tell(struct transaction *tx, struct changed_units *changed)
{
	for (size_t i = 0; i < changed->unit_count; i += UNITS_AN_EVENT_MAX)
		event_units_recorded(tx, changed->units + i, part_of(changed->unit_count, i), NULL,
				     0);
	for (size_t i = 0; i < changed->former_unit_count; i += UNITS_AN_EVENT_MAX)
		event_units_recorded(tx, NULL, 0, changed->former_units + i,
				     part_of(changed->former_unit_count, i));
}

enum decision record_units(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Identity__V1__RecordUnits *record =
		(const Ocop__Identity__V1__RecordUnits *)message;

	validate(record, reply);
	if (reply_refused(reply))
		return REFUSED;

	tell(tx, put_rows(tx, record));
	reply_accept(reply, "units", thing_version(tx, "units"));
	return ACCEPTED;
}
