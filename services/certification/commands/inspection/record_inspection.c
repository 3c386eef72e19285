/* record_inspection.c - a visit took place: what was found at every line of its checklist
 *
 * Reads:     certification.v1.RecordInspection
 * Needs:     who leads it, or an inspector of the place; every line with its result
 * Writes:    inspections: state, day, how many lines do not conform; inspection_lines: result and
 *            note; inspection_papers
 * Publishes: certification.v1.InspectionHeld
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, DATE_INVALID,
 *            INSPECTION_LINE_UNKNOWN, INSPECTION_LINE_MISSING, FIELD_INVALID, REASON_MISSING (a
 *            line does not conform, and nobody says how), FIELD_TOO_LONG, PAPER_MISSING
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/events/inspection.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum { LINE_NOTE_LENGTH_MAX = 1000 };

/* The lines of the checklist by their number, each with what the message says of it. */
struct filled {
	struct inspection_line lines[INSPECTION_LINES_MAX + 1];
	const Ocop__Certification__V1__InspectedLine *results[INSPECTION_LINES_MAX + 1];
	uint32_t count;
};

static void filled_load(struct transaction *tx, const char *inspection_id, struct filled *filled)
{
	struct inspection_line line;

	inspection_lines(tx, inspection_id);
	while (inspection_line_next(tx, &line)) {
		filled->count = line.line_no;
		filled->lines[line.line_no] = line;
	}
}

static void check_line(struct transaction *tx, struct reply *reply, const char *field,
		       const Ocop__Certification__V1__InspectedLine *line)
{
	const struct named_papers papers = {line->paper_ids, line->n_paper_ids};

	if (line->result < INSPECTION_LINE_RESULT(CONFORMS) ||
	    line->result > INSPECTION_LINE_RESULT(NOT_APPLICABLE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "no such result");
	if (line->result == INSPECTION_LINE_RESULT(DOES_NOT_CONFORM) && line->note[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), field, NULL);
	(void)allow_text(reply, field, line->note, LINE_NOTE_LENGTH_MAX);
	(void)papers_are_kept(tx, reply, field, &papers);
}

/* Each line of the message to its own of the checklist, which it may have once. */
static void results_match(struct transaction *tx, struct reply *reply,
			  const Ocop__Certification__V1__RecordInspection *command,
			  struct filled *filled)
{
	for (size_t i = 0; i < command->n_lines; i++) {
		const Ocop__Certification__V1__InspectedLine *line = command->lines[i];
		const char *field = arena_printf(reply_arena(reply), "lines[%zu]", i);

		if (line->line_no < 1 || line->line_no > filled->count ||
		    filled->results[line->line_no] != NULL) {
			reply_refuse(reply, REFUSAL(INSPECTION_LINE_UNKNOWN), field, NULL);
			continue;
		}
		check_line(tx, reply, field, line);
		filled->results[line->line_no] = line;
	}
	for (uint32_t line_no = 1; line_no <= filled->count; line_no++) {
		if (filled->results[line_no] == NULL)
			reply_refuse(reply, REFUSAL(INSPECTION_LINE_MISSING), "lines", "line %u",
				     line_no);
	}
}

static void check_day(struct transaction *tx, struct reply *reply, const char *held_on)
{
	int32_t day;

	if (require_date(reply, "held_on", held_on, &day) &&
	    day > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "held_on", "a day that is yet to come");
}

/* How many of them do not conform. */
static uint32_t results_write(struct transaction *tx, const char *inspection_id,
			      struct filled *filled)
{
	uint32_t faults = 0;

	for (uint32_t line_no = 1; line_no <= filled->count; line_no++) {
		const Ocop__Certification__V1__InspectedLine *result = filled->results[line_no];
		const struct named_papers papers = {result->paper_ids, result->n_paper_ids};

		filled->lines[line_no].result = result->result;
		filled->lines[line_no].note = result->note;
		inspection_line_record(tx, inspection_id, &filled->lines[line_no]);
		papers_put(tx,
			   &(struct inspection_place){.inspection_id = inspection_id,
						      .line_no = line_no},
			   &papers);
		faults += result->result == INSPECTION_LINE_RESULT(DOES_NOT_CONFORM);
	}
	return faults;
}

enum decision record_inspection(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__RecordInspection *command =
		(const Ocop__Certification__V1__RecordInspection *)message;
	struct filled *filled = arena_alloc(transaction_arena(tx), sizeof(*filled));
	struct inspection inspection;

	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_RECORD, &inspection))
		return REFUSED;
	*filled = (struct filled){.count = 0};
	filled_load(tx, inspection.inspection_id, filled);
	check_day(tx, reply, command->held_on);
	results_match(tx, reply, command, filled);
	if (reply_refused(reply))
		return REFUSED;

	inspection.state = INSPECTION_STATE(HELD);
	inspection.held_on = command->held_on;
	inspection.faults = results_write(tx, inspection.inspection_id, filled);
	inspection_update(tx, &inspection);
	event_inspection_held(tx, &inspection);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
