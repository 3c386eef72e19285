/* track.c - where a dossier has been: its stays with offices, made of its moves */
#include "registration/rules/track.h"

#include "common/base/date.h"
#include "registration/rules.h"
#include "registration/rules/due_day.h"

static void begin_stay(const struct dossier_move *move, struct stay *stay)
{
	*stay = (struct stay){
		.office = move->waits_with,
		.from_day = date_of_us(move->moved_at_us),
		.lasts = true,
		.reason = move->reason,
	};
}

static void end_stay(const struct calendar *calendar, struct stay *stay, int32_t day)
{
	int32_t due_day;

	stay->until_day = day;
	if (stay->office == OFFICE(NOBODY))
		return;
	stay->calendar_days = (uint32_t)(day - stay->from_day);
	stay->working_days = calendar_working_days_between(calendar, stay->from_day, day);
	stay->overdue = date_parse(stay->due_on, &due_day) && is_overdue(calendar, due_day, day);
}

size_t dossier_stays(const struct dossier_move *moves, size_t count,
		     const struct calendar *calendar, int32_t today, struct stay *ret_stays)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		struct stay *last = found ? &ret_stays[found - 1] : NULL;

		if (!last || last->office != moves[i].waits_with) {
			if (last) {
				last->lasts = false;
				end_stay(calendar, last, date_of_us(moves[i].moved_at_us));
			}
			begin_stay(&moves[i], &ret_stays[found++]);
		}
		ret_stays[found - 1].state = moves[i].to;
		ret_stays[found - 1].due_on = moves[i].deadline;
	}
	if (found)
		end_stay(calendar, &ret_stays[found - 1], today);
	return found;
}
