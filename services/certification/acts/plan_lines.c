/* plan_lines.c - lines of a plan of inspections out of a message */
#include "certification/acts/plan_lines.h"

#include <string.h>

#include "certification/records.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/store/transaction.h"

/* Of the plan's province, or any for the ministry's. */
static bool is_of_plan(const struct inspection_plan *plan, const char *province_code)
{
	return plan->level == AUTHORITY_LEVEL(CENTRE) ||
	       strcmp(plan->province_code, province_code) == 0;
}

static Ocop__Common__V1__RefusalCode certificate_fault(struct transaction *tx,
						       const struct inspection_plan *plan,
						       const char *code)
{
	struct certificate certificate;
	struct place_codes today;

	if (!certificate_load(tx, code, &certificate))
		return REFUSAL(CERTIFICATE_UNKNOWN);
	certificate_place_today(tx, &certificate, &today);
	return is_of_plan(plan, today.province_code) ? REFUSAL(UNSPECIFIED)
						     : REFUSAL(LEVEL_NOT_COMPETENT);
}

static Ocop__Common__V1__RefusalCode commune_fault(struct transaction *tx,
						   const struct inspection_plan *plan,
						   const char *commune_code)
{
	struct unit commune;

	unit_load(tx, commune_code, &commune);
	if (!commune.exists || strcmp(commune.code, commune.province_code) == 0)
		return REFUSAL(UNIT_UNKNOWN);
	return is_of_plan(plan, commune.province_code) ? REFUSAL(UNSPECIFIED)
						       : REFUSAL(LEVEL_NOT_COMPETENT);
}

/* What cannot be planned about the one target that the line has. */
static Ocop__Common__V1__RefusalCode target_fault(struct transaction *tx,
						  const struct inspection_plan *plan,
						  const struct inspection_plan_line *line)
{
	if (*line->code)
		return certificate_fault(tx, plan, line->code);
	if (*line->commune_code)
		return commune_fault(tx, plan, line->commune_code);
	return producer_is_certified(tx, line->producer_id, plan->province_code)
		       ? REFUSAL(UNSPECIFIED)
		       : REFUSAL(PRODUCER_UNKNOWN);
}

static struct inspection_plan_line line_read(
	struct transaction *tx, struct reply *reply, const struct inspection_plan *plan,
	const char *field, const Ocop__Certification__V1__PlannedInspection *asked)
{
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	bool has_code = certificate_code_read(asked->code, code);
	struct inspection_plan_line line = {
		.plan_id = plan->plan_id,
		.code = has_code ? code : asked->code,
		.producer_id = asked->producer_id,
		.commune_code = asked->commune_code,
		.quarter = asked->quarter,
		.month = asked->month,
		.note = allow_composed(reply, arena_printf(reply_arena(reply), "%s.note", field),
				       asked->note, PLAN_NOTE_LENGTH_MAX),
	};
	int targets =
		(*line.code != '\0') + (*line.producer_id != '\0') + (*line.commune_code != '\0');
	Ocop__Common__V1__RefusalCode why = REFUSAL(FIELD_INVALID);

	if (targets == 1 && plan_time_is_sound(line.quarter, line.month))
		why = target_fault(tx, plan, &line);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field, NULL);
	return line;
}

struct inspection_plan_line *plan_lines_read(
	struct transaction *tx, struct reply *reply, const struct inspection_plan *plan,
	const char *field, Ocop__Certification__V1__PlannedInspection *const *asked, size_t count)
{
	struct inspection_plan_line *lines =
		arena_alloc(transaction_arena(tx), (count + 1) * sizeof(*lines));

	if (count > PLAN_LINES_AT_ONCE) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "at most %d at once",
			     PLAN_LINES_AT_ONCE);
		return lines;
	}
	for (size_t i = 0; i < count; i++)
		lines[i] =
			line_read(tx, reply, plan,
				  arena_printf(reply_arena(reply), "%s[%zu]", field, i), asked[i]);
	return lines;
}

bool plan_line_covers(struct transaction *tx, const struct inspection_plan_line *line,
		      const struct certificate *certificate)
{
	struct place_codes today;

	if (*line->code)
		return strcmp(line->code, certificate->code) == 0;
	if (*line->producer_id)
		return strcmp(line->producer_id, certificate->producer_id) == 0;
	certificate_place_today(tx, certificate, &today);
	return strcmp(line->commune_code, today.commune_code) == 0;
}
