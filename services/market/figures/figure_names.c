/* figure_names.c - what lines of figures are called, in Vietnamese and English */
#include "market/figures/figure_names.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/label/legal_forms.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "common/unit/unit.h"
#include "market/figures/figure_question.h"
#include "market/state.h"

static const struct figure_name nameless = {"", ""};

/* The book in force today; the first one before any was. NULL where there is none. */
static const struct rulebook *book_today(struct transaction *tx)
{
	const struct rulebooks *books = market_state(tx)->rulebooks;
	const struct rulebook *book = rulebooks_in_force(books, date_of_us(transaction_now_us(tx)));

	return book || rulebooks_count(books) == 0 ? book : rulebooks_at(books, 0);
}

static struct figure_name name_of_text(const struct rulebook_text *text)
{
	return (struct figure_name){text->vi, text->en};
}

static struct figure_name sector_name(struct transaction *tx, const char *code)
{
	const struct rulebook *book = book_today(tx);

	for (size_t i = 0; book && i < book->set_count; i++) {
		if (strcmp(book->sets[i].sector_code, code) == 0)
			return name_of_text(&book->sets[i].sector_name);
	}
	return nameless;
}

static struct figure_name set_name(struct transaction *tx, const char *code)
{
	const struct rulebook *book = book_today(tx);
	const struct rulebook_set *set =
		book ? rulebook_set_find(book, (uint32_t)strtoul(code, NULL, 10)) : NULL;

	return set ? name_of_text(&set->name) : nameless;
}

static struct figure_name unit_name(struct transaction *tx, const char *code)
{
	struct unit unit;

	unit_load(tx, code, &unit);
	return (struct figure_name){unit.full_name_vi, unit.name_en};
}

/* A code is one commune's, whatever it was divided into. */
static struct figure_name former_commune_name(struct transaction *tx, const char *code)
{
	struct figure_name name = nameless;

	statement(tx, "SELECT commune_name FROM former_units WHERE commune_code = $1 LIMIT 1");
	bind_text(tx, code);
	while (statement_step(tx))
		name.vi = column_text(tx, "commune_name");
	return name;
}

static struct figure_name former_name(struct transaction *tx, Ocop__Market__V1__FigureBy by,
				      const char *code)
{
	const struct former_codes codes = {
		.commune_code = "",
		.district_code = by == BY(FORMER_DISTRICT) ? code : "",
		.province_code = by == BY(FORMER_PROVINCE) ? code : "",
	};
	struct former_names names;

	former_unit_names(tx, &codes, &names);
	return (struct figure_name){
		by == BY(FORMER_DISTRICT) ? names.district_name : names.province_name, ""};
}

static struct figure_name form_name(const char *code)
{
	const struct legal_form *form = legal_form_find(code);

	return form ? (struct figure_name){form->vi, form->en} : nameless;
}

struct figure_name figure_name(struct transaction *tx, Ocop__Market__V1__FigureBy by,
			       const char *code)
{
	struct arena *arena = transaction_arena(tx);

	if (*code == '\0' || strcmp(code, figure_not_known) == 0)
		return nameless;
	switch (by) {
	case BY(STAR):
		return (struct figure_name){arena_printf(arena, "%s sao", code),
					    arena_printf(arena, "%s stars", code)};
	case BY(SECTOR):
		return sector_name(tx, code);
	case BY(SET):
		return set_name(tx, code);
	case BY(COMMUNE):
	case BY(PROVINCE):
		return unit_name(tx, code);
	case BY(FORMER_COMMUNE):
		return former_commune_name(tx, code);
	case BY(FORMER_DISTRICT):
	case BY(FORMER_PROVINCE):
		return former_name(tx, by, code);
	case BY(YEAR):
		return (struct figure_name){code, code};
	case BY(LEGAL_FORM):
		return form_name(code);
	case BY(UNSPECIFIED):
	case _OCOP__MARKET__V1__FIGURE_BY_IS_INT_SIZE:
		break;
	}
	return nameless;
}

Ocop__Market__V1__FigureFilter **figure_filters_message(struct transaction *tx,
							const char *const *values,
							size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__FigureFilter **filters =
		arena_alloc(arena, FIGURE_DIMENSIONS * sizeof *filters);
	size_t count = 0;

	for (Ocop__Market__V1__FigureBy by = BY(STAR); by <= FIGURE_DIMENSIONS; by++) {
		Ocop__Market__V1__FigureFilter *filter;
		struct figure_name name;

		if (!values[by])
			continue;
		filter = arena_alloc(arena, sizeof *filter);
		ocop__market__v1__figure_filter__init(filter);
		name = figure_name(tx, by, values[by]);
		filter->by = by;
		filter->code = message_text(figure_code_told(values[by]));
		filter->name = message_text(name.vi);
		filter->name_en = message_text(name.en);
		filters[count++] = filter;
	}
	*ret_count = count;
	return filters;
}
