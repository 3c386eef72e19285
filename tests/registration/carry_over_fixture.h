/* carry_over_fixture.h - what two sheets' files say is to do, for the tests of carrying over */
#pragma once

#include "sheet_json.h"

#include "registration/rules/carry_over.h"

/* Option 1 of every criterion but each `left_out`th; 0: of every one. */
static inline size_t choose_some(const struct json_sheet *sheet, size_t left_out,
				 struct choice *choices)
{
	size_t count = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		if (left_out && i % left_out == 0)
			continue;
		choices[count++] = (struct choice){sheet->criteria[i].code, 1};
	}
	return count;
}

static inline bool is_chosen(const struct choice *choices, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(choices[i].criterion_code, code) == 0)
			return true;
	}
	return false;
}

/* What the files say is to do with a criterion; 0: nothing. `ret_kept`: its choice is kept. */
static inline enum to_do_kind expected_of(const struct json_criterion *now,
					  const struct json_sheet *before,
					  const struct choice *choices, size_t count,
					  const struct json_criterion **ret_before, bool *ret_kept)
{
	const struct json_criterion *then = json_criterion_like(before, now);

	*ret_before = then;
	*ret_kept = false;
	if (!then)
		return TO_DO_CRITERION_NEW;
	if (!json_options_are_same(now->options, then->options))
		return TO_DO_CRITERION_CHANGED;
	*ret_kept = is_chosen(choices, count, then->code);
	if (*ret_kept || now->may_be_left_out || *now->group_key)
		return (enum to_do_kind)0;
	return TO_DO_CRITERION_UNSCORED;
}
