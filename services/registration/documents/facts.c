/* facts.c - all that a dossier's forms and letters say, loaded in one go */
#include "registration/documents/facts.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "registration/dossier_content.h"

/* The checks that held on the day of the first submission, or hold on the last move's. */
static struct rulebook_list checks_of(const struct dossier *dossier, const struct rulebook *book)
{
	const struct rulebook_dated_level *level;
	int32_t day;

	if (!date_parse(dossier->submitted_on, &day))
		day = date_of_us(dossier->changed_at_us);
	level = rulebook_level_on(book, day);
	return level ? level->screening_checks : (struct rulebook_list){.items = NULL};
}

const struct dossier_move *facts_move_to(const struct dossier_facts *facts,
					 Ocop__Registration__V1__DossierState to)
{
	for (size_t i = facts->move_count; i > 0; i--) {
		if (facts->moves[i - 1].to == to)
			return &facts->moves[i - 1];
	}
	return NULL;
}

static void load_lists(struct transaction *tx, struct dossier_facts *facts)
{
	const char *dossier_id = facts->dossier.dossier_id;
	struct finding *findings;
	struct dossier_move *moves;
	struct sample_receipt *samples;
	struct paper *papers;
	const struct dossier_move *returned;
	struct return_item *items;

	facts->finding_count = findings_load(tx, dossier_id, &findings);
	facts->findings = findings;
	facts->move_count = dossier_moves_load(tx, dossier_id, &moves);
	facts->moves = moves;
	facts->sample_count = sample_receipts_load(tx, dossier_id, &samples);
	facts->samples = samples;
	facts->paper_count = papers_load(tx, dossier_id, &papers);
	facts->papers = papers;
	returned = facts_move_to(facts, DOSSIER_STATE(RETURNED));
	if (!returned)
		return;
	facts->return_item_count = return_items_load(tx, dossier_id, returned->version, &items);
	facts->return_items = items;
}

bool dossier_facts_load(struct transaction *tx, const struct dossier *dossier,
			const struct dossier_sight *sight, struct dossier_facts *ret_facts)
{
	struct dossier_facts facts = {.arena = transaction_arena(tx), .dossier = *dossier};

	product_load(tx, facts.dossier.product_id, &facts.product);
	producer_load(tx, facts.dossier.producer_id, &facts.producer);
	unit_load(tx, facts.dossier.commune_code, &facts.commune);
	unit_load(tx, facts.dossier.province_code, &facts.province);
	load_lists(tx, &facts);
	if (transaction_failed(tx) || !dossier_content_load(tx, dossier, &facts.content) ||
	    !dossier_content_shown(tx, dossier, sight, &facts.content))
		return false;
	facts.set = rulebook_set_find(facts.content.book, facts.dossier.set_no);
	facts.checks = checks_of(&facts.dossier, facts.content.book);
	*ret_facts = facts;
	return !transaction_failed(tx);
}

const char *facts_field(const struct dossier_facts *facts, const char *form_code, const char *key)
{
	const struct dossier_content *content = &facts->content;

	for (size_t i = 0; i < content->field_count; i++) {
		if (strcmp(content->fields[i].form_code, form_code) == 0 &&
		    strcmp(content->fields[i].key, key) == 0)
			return content->fields[i].value;
	}
	return "";
}

const struct rulebook_form *facts_form(const struct dossier_facts *facts, const char *form_code)
{
	const struct rulebook *book = facts->content.book;

	for (size_t i = 0; i < book->form_count; i++) {
		if (strcmp(book->forms[i].code, form_code) == 0)
			return &book->forms[i];
	}
	return NULL;
}

const char *facts_move_day(const struct dossier_facts *facts, const struct dossier_move *move)
{
	return move ? date_text(facts->arena, date_of_us(move->moved_at_us)) : "";
}

const char *facts_field_name(const struct dossier_facts *facts, const char *code)
{
	size_t length = strcspn(code, ".");
	const struct rulebook_form *form =
		facts_form(facts, arena_printf(facts->arena, "%.*s", (int)length, code));

	for (size_t i = 0; form && code[length] && i < form->field_count; i++) {
		if (strcmp(form->fields[i].key, code + length + 1) == 0)
			return arena_printf(facts->arena, "Mẫu %s, %s", form->code + 1,
					    form->fields[i].name.vi);
	}
	return "";
}

const struct finding *facts_finding(const struct dossier_facts *facts, const char *check_code)
{
	for (size_t i = 0; i < facts->finding_count; i++) {
		if (strcmp(facts->findings[i].check_code, check_code) == 0)
			return &facts->findings[i];
	}
	return NULL;
}

bool facts_all_satisfied(const struct dossier_facts *facts)
{
	for (size_t i = 0; i < facts->checks.count; i++) {
		const struct finding *finding = facts_finding(facts, facts->checks.items[i].code);

		if (!finding || !finding->satisfied)
			return false;
	}
	return facts->finding_count > 0;
}
