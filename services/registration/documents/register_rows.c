/* register_rows.c - a row of each list that can be exported, and whether the caller may see it */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/command.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/documents/register_lists.h"
#include "registration/documents/wording.h"
#include "registration/rules.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* Whom a row is about. */
static struct subject subject_at(const struct place *place, const char *producer_id)
{
	return (struct subject){
		.exists = true,
		.province_code = place->province_code,
		.commune_code = place->commune_code,
		.producer_id = producer_id,
	};
}

/* True when it is in the units that were asked for, and the caller may have it. */
static bool is_covered(struct transaction *tx, const struct register_list *list,
		       const struct list_scope *scope, const struct subject *subject)
{
	if (*scope->commune_code && strcmp(scope->commune_code, subject->commune_code) != 0)
		return false;
	if (*scope->province_code && strcmp(scope->province_code, subject->province_code) != 0)
		return false;
	return caller_may(transaction_caller(tx), list->allow, subject);
}

/* Figures of the producer's business: he himself, his offices, the ministry. */
static bool figures_are_covered(struct transaction *tx, const struct subject *subject)
{
	return caller_is_insider(tx, subject) ||
	       caller_may(transaction_caller(tx), ALLOW(MINISTRY), subject);
}

static void put_number_or_blank(struct spreadsheet *sheet, bool known, int64_t number)
{
	if (known)
		spreadsheet_number(sheet, number);
	else
		spreadsheet_blank(sheet);
}

static void put_place(struct spreadsheet *sheet, const struct place *place,
		      const struct place_names *names)
{
	spreadsheet_text(sheet, names->commune);
	spreadsheet_text(sheet, place->commune_code);
	spreadsheet_text(sheet, names->province);
	spreadsheet_text(sheet, place->province_code);
	spreadsheet_text(sheet, place->commune_text);
	spreadsheet_text(sheet, place->district_text);
	spreadsheet_text(sheet, place->province_text);
}

bool producer_row_next(struct transaction *tx, const struct register_list *list,
		       const struct list_scope *scope, struct spreadsheet *sheet)
{
	struct producer_line line;

	if (!producer_lines_next(tx, &line))
		return false;
	const struct subject subject = subject_at(&line.place, line.producer_id);

	if (!is_covered(tx, list, scope, &subject))
		return true;
	bool has_figures = line.year && figures_are_covered(tx, &subject);

	spreadsheet_text(sheet, line.name);
	spreadsheet_text(sheet, legal_form_words(line.legal_form));
	spreadsheet_text(sheet, line.registration_number);
	spreadsheet_text(sheet, line.address);
	put_place(sheet, &line.place, &line.names);
	spreadsheet_number(sheet, line.product_count);
	put_number_or_blank(sheet, has_figures, line.year);
	put_number_or_blank(sheet, has_figures, line.revenue_vnd);
	put_number_or_blank(sheet, has_figures, line.export_vnd);
	put_number_or_blank(sheet, has_figures, line.worker_count);
	put_number_or_blank(sheet, has_figures, line.local_worker_count);
	spreadsheet_text(sheet, !has_figures ? "" : line.in_linked_chain ? "Có" : "Không");
	spreadsheet_text(sheet, line.producer_id);
	spreadsheet_row_end(sheet);
	return true;
}

/* The set of a rule book; NULL where the register did not tell, or the book is not loaded. */
static const struct rulebook_set *set_of(struct transaction *tx, const char *rulebook_code,
					 uint32_t set_no)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, rulebook_code);

	return book ? rulebook_set_find(book, set_no) : NULL;
}

static void put_recognition(struct spreadsheet *sheet, const struct product_line *line)
{
	put_number_or_blank(sheet, line->star > 0, line->star);
	spreadsheet_text(sheet, *line->certificate_code ? certificate_words(line->certificate_state)
							: "Chưa công nhận");
}

bool product_row_next(struct transaction *tx, const struct register_list *list,
		      const struct list_scope *scope, struct spreadsheet *sheet)
{
	struct product_line line;

	if (!product_lines_next(tx, &line))
		return false;
	const struct subject subject = subject_at(&line.place, line.producer_id);

	if (!is_covered(tx, list, scope, &subject))
		return true;
	const struct rulebook_set *set = set_of(tx, line.rulebook_code, line.set_no);
	bool has_figures = line.year && figures_are_covered(tx, &subject);

	spreadsheet_text(sheet, line.product_code);
	spreadsheet_text(sheet, line.name);
	spreadsheet_text(sheet, line.producer_name);
	spreadsheet_text(sheet, legal_form_words(line.legal_form));
	spreadsheet_text(sheet, set ? set->sector_name.vi : "");
	spreadsheet_text(sheet, set ? set->name.vi : "");
	put_place(sheet, &line.place, &line.names);
	put_recognition(sheet, &line);
	spreadsheet_date(sheet, line.valid_until);
	put_number_or_blank(sheet, has_figures, line.year);
	put_number_or_blank(sheet, has_figures, line.revenue_vnd);
	put_number_or_blank(sheet, has_figures, line.export_vnd);
	spreadsheet_text(sheet, line.product_id);
	spreadsheet_row_end(sheet);
	return true;
}

/* As a single dossier is shown: a member with a conflict of interest does not see it. */
static bool dossier_is_covered(struct transaction *tx, const struct register_list *list,
			       const struct list_scope *scope, const struct dossier_line *line)
{
	const struct subject subject = {
		.exists = true,
		.province_code = line->province_code,
		.commune_code = line->commune_code,
		.producer_id = line->producer_id,
		.round_id = line->round_id,
	};

	return is_covered(tx, list, scope, &subject) &&
	       !conflict_exists(tx, line->round_id, line->dossier_id, line->producer_id,
				transaction_caller(tx)->account_id);
}

bool dossier_row_next(struct transaction *tx, const struct register_list *list,
		      const struct list_scope *scope, struct spreadsheet *sheet)
{
	struct dossier_line line;

	if (!dossier_lines_next(tx, &line))
		return false;
	if (!dossier_is_covered(tx, list, scope, &line))
		return true;
	const struct rulebook_set *set = set_of(tx, line.rulebook_code, line.set_no);

	spreadsheet_text(sheet, line.product_name);
	spreadsheet_text(sheet, line.producer_name);
	spreadsheet_text(sheet, kind_words(line.kind));
	spreadsheet_text(sheet, set ? set->name.vi : "");
	spreadsheet_text(sheet, line.names.commune);
	spreadsheet_text(sheet, line.commune_code);
	spreadsheet_text(sheet, line.names.province);
	spreadsheet_text(sheet, state_words(line.state));
	spreadsheet_text(sheet, office_words(line.waits_with));
	spreadsheet_date(sheet, date_text(transaction_arena(tx), date_of_us(line.waits_since_us)));
	spreadsheet_date(sheet, line.due_on);
	spreadsheet_date(sheet, line.submitted_on);
	spreadsheet_date(sheet, line.proposed_on);
	spreadsheet_text(sheet, line.letter_number);
	spreadsheet_text(sheet, line.commune_slip);
	spreadsheet_text(sheet, line.province_slip);
	spreadsheet_text(sheet, line.round_name);
	spreadsheet_text(sheet, line.product_code);
	spreadsheet_text(sheet, line.dossier_id);
	spreadsheet_row_end(sheet);
	return true;
}

/* The year of a row: as asked, else of the figures, else this one. */
static uint32_t time_code(struct transaction *tx, const struct list_scope *scope,
			  const struct product_line *line)
{
	if (scope->year)
		return scope->year;
	if (line->year)
		return line->year;
	return (uint32_t)date_year(date_of_us(transaction_now_us(tx)));
}

bool national_row_next(struct transaction *tx, const struct register_list *list,
		       const struct list_scope *scope, struct spreadsheet *sheet)
{
	struct product_line line;

	if (!product_lines_next(tx, &line))
		return false;
	const struct subject subject = subject_at(&line.place, line.producer_id);

	/* The register is of recognised products. */
	if (!*line.certificate_code || !is_covered(tx, list, scope, &subject))
		return true;
	const char *unit =
		*line.place.commune_code ? line.place.commune_code : line.place.province_code;
	const char *product = *line.product_code ? line.product_code : line.product_id;
	uint32_t year = time_code(tx, scope, &line);

	spreadsheet_text(sheet, arena_printf(transaction_arena(tx), "%s-%u", product, year));
	spreadsheet_text(sheet, unit);
	spreadsheet_number(sheet, year);
	spreadsheet_text(sheet, line.product_code);
	spreadsheet_text(sheet, line.name);
	put_number_or_blank(sheet, line.star > 0, line.star);
	spreadsheet_text(sheet, line.producer_name);
	put_number_or_blank(sheet, line.year && figures_are_covered(tx, &subject),
			    line.revenue_vnd);
	spreadsheet_text(sheet, certificate_words(line.certificate_state));
	spreadsheet_row_end(sheet);
	return true;
}
