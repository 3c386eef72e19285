/* assessment.c - the sheet as the producer filled it in, and the evidence it rests on, as tables */
#include "registration/documents/assessment.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/pdf.h"
#include "common/rulebook/sheet.h"
#include "registration/documents/facts.h"
#include "registration/documents/wording.h"

static const struct pdf_column sheet_columns[] = {
	{"TT", 1, PDF_LEFT},
	{"Tiêu chí và phương án tự chọn", 6.6, PDF_LEFT},
	{"Điểm tối đa", 1, PDF_CENTRE},
	{"Tự chấm", 1.05, PDF_CENTRE},
	{"Minh chứng số", 1.5, PDF_CENTRE},
};

static const struct pdf_column evidence_columns[] = {
	{"Số", 0.7, PDF_CENTRE},
	{"Loại minh chứng", 2.6, PDF_LEFT},
	{"Tên tệp hoặc đường dẫn", 4.2, PDF_LEFT},
	{"Tiêu chí", 1.3, PDF_LEFT},
	{"Có giá trị đến", 1.6, PDF_CENTRE},
};

static const struct choice *choice_of(const struct dossier_content *content, const char *code)
{
	for (size_t i = 0; i < content->choice_count; i++) {
		if (strcmp(content->choices[i].criterion_code, code) == 0)
			return &content->choices[i];
	}
	return NULL;
}

/* Points of the choices in nodes [from, until). */
static uint32_t points_between(const struct dossier_content *content, size_t from, size_t until)
{
	uint32_t points = 0;

	for (size_t i = from; i < until; i++) {
		const struct sheet_node *node = &content->sheet->nodes[i];
		const struct choice *choice = choice_of(content, node->code);
		const struct sheet_option *option =
			choice ? node_option(node, choice->option_no) : NULL;

		points += option ? option->points : 0;
	}
	return points;
}

/* True when `code` stands among codes parted by blanks. */
static bool codes_have(const char *codes, const char *code)
{
	size_t length = strlen(code);

	while (*codes) {
		size_t word = strcspn(codes, " ");

		if (word == length && strncmp(codes, code, length) == 0)
			return true;
		codes += word;
		codes += strspn(codes, " ");
	}
	return false;
}

/* "1, 4": which of the list of evidence go with a criterion. */
static const char *evidence_numbers(const struct dossier_facts *facts, const char *criterion_code)
{
	const struct dossier_content *content = &facts->content;
	const char *numbers = "";

	for (size_t i = 0; i < content->evidence_count; i++) {
		if (codes_have(content->evidence[i].criterion_codes, criterion_code))
			numbers = arena_printf(facts->arena, "%s%s%zu", numbers,
					       *numbers ? ", " : "", i + 1);
	}
	return numbers;
}

static void draw_group(struct pdf *pdf, const struct dossier_facts *facts, size_t index)
{
	const struct sheet_node *node = &facts->content.sheet->nodes[index];
	uint32_t points = points_between(&facts->content, index, node->end);

	pdf_table_row(pdf, PDF_BOLD,
		      (const char *[]){node->code, node->name.vi,
				       arena_printf(facts->arena, "%u", node->max),
				       arena_printf(facts->arena, "%u", points), ""});
}

static void draw_criterion(struct pdf *pdf, const struct dossier_facts *facts, size_t index)
{
	const struct sheet_node *node = &facts->content.sheet->nodes[index];
	const struct choice *choice = choice_of(&facts->content, node->code);
	const struct sheet_option *option = choice ? node_option(node, choice->option_no) : NULL;
	const char *text = node->name.vi;
	const char *points = "";

	if (option) {
		text = arena_printf(facts->arena, "%s\n☒ %s", text, option->label.vi);
		points = arena_printf(facts->arena, "%u", option->points);
	} else {
		text = arena_printf(facts->arena, "%s\n☐ (chưa chọn)", text);
	}
	pdf_table_row(pdf, 0,
		      (const char *[]){node->code, text,
				       arena_printf(facts->arena, "%u", node->max), points,
				       evidence_numbers(facts, node->code)});
}

/* A part's first node begins at `index`; its last ends before the next part's. */
static void draw_part(struct pdf *pdf, const struct dossier_facts *facts, size_t index)
{
	const struct sheet *sheet = facts->content.sheet;
	uint32_t part = sheet->nodes[index].part;
	size_t end = index;

	while (end < sheet->node_count && sheet->nodes[end].part == part)
		end++;
	pdf_table_row(
		pdf, PDF_BOLD,
		(const char *[]){sheet->book->parts[part].code,
				 arena_printf(facts->arena, "PHẦN %s: %s",
					      sheet->book->parts[part].code,
					      sheet->book->parts[part].name.vi),
				 arena_printf(facts->arena, "%u", sheet->book->parts[part].max),
				 arena_printf(facts->arena, "%u",
					      points_between(&facts->content, index, end)),
				 ""});
}

static void draw_total(struct pdf *pdf, const struct dossier_facts *facts)
{
	const struct dossier_content *content = &facts->content;
	const struct filled_sheet filled = {.choices = content->choices,
					    .choice_count = content->choice_count};
	uint32_t points = points_between(content, 0, content->sheet->node_count);
	struct score_result result;

	pdf_table_row(pdf, PDF_BOLD,
		      (const char *[]){"", "TỔNG ĐIỂM",
				       arena_printf(facts->arena, "%u", content->sheet->max_total),
				       arena_printf(facts->arena, "%u", points), ""});
	pdf_table_end(pdf);
	if (score_sheet(content->sheet, &filled, facts->arena, &result))
		pdf_field(pdf, "Hạng sao theo tự đánh giá",
			  arena_printf(facts->arena, "%u sao", result.score.star_if_capped), 1);
}

void assessment_draw(struct pdf *pdf, const struct dossier_facts *facts)
{
	const struct sheet *sheet = facts->content.sheet;

	pdf_field(pdf, "Bộ sản phẩm",
		  arena_printf(facts->arena, "%u. %s", sheet->set_no, sheet->name.vi), 1);
	pdf_table_begin(pdf, sheet_columns, sizeof sheet_columns / sizeof *sheet_columns);
	for (size_t i = 0; i < sheet->node_count; i++) {
		if (i == 0 || sheet->nodes[i].part != sheet->nodes[i - 1].part)
			draw_part(pdf, facts, i);
		if (node_is_criterion(&sheet->nodes[i]))
			draw_criterion(pdf, facts, i);
		else
			draw_group(pdf, facts, i);
	}
	draw_total(pdf, facts);
}

void evidence_list_draw(struct pdf *pdf, const struct dossier_facts *facts)
{
	const struct dossier_content *content = &facts->content;

	pdf_heading(pdf, "DANH MỤC MINH CHỨNG");
	if (!content->evidence_count) {
		pdf_text(pdf, &(struct pdf_style){.face = PDF_ITALIC}, "Chưa có minh chứng.");
		return;
	}
	pdf_table_begin(pdf, evidence_columns, sizeof evidence_columns / sizeof *evidence_columns);
	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *evidence = &content->evidence[i];
		const struct rulebook_named *type =
			rulebook_list_find(&content->book->evidence_types, evidence->evidence_type);
		const char *name = *evidence->link ? arena_printf(facts->arena, "%s\n%s",
								  evidence->name, evidence->link)
						   : evidence->name;

		pdf_table_row(pdf, 0,
			      (const char *[]){arena_printf(facts->arena, "%zu", i + 1),
					       type ? type->name.vi : evidence->evidence_type, name,
					       evidence->criterion_codes,
					       day_words(facts->arena, evidence->valid_until)});
	}
	pdf_table_end(pdf);
}
