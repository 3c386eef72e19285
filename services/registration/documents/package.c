/* package.c - a dossier with the offices' papers as one archive: its list, and the archive */
#include "registration/documents/package.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/pdf.h"
#include "common/document/spreadsheet.h"
#include "common/document/zip.h"
#include "registration/documents/facts.h"
#include "registration/documents/package_entries.h"
#include "registration/documents/wording.h"

#define PAPER_KIND(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

static const char list_title[] = "Danh mục hồ sơ";

/* What the centre must have besides the product dossier: re-ratings go without council and
 * decision. */
static const struct {
	Ocop__Registration__V1__PaperKind kind;
	bool of_re_rating;
} asked_papers[] = {
	{PAPER_KIND(PROVINCE_REQUEST), true},
	{PAPER_KIND(TEAM_REPORT), true},
	{PAPER_KIND(COUNCIL_REPORT), false},
	{PAPER_KIND(DECISION), false},
};

/* Attached, or printed by the round. */
static bool has_paper(const struct package *package, Ocop__Registration__V1__PaperKind kind)
{
	const struct dossier_facts *facts = package->facts;

	for (size_t i = 0; i < facts->paper_count; i++) {
		if (facts->papers[i].kind == kind)
			return true;
	}
	for (size_t i = 0; i < package->printed->count; i++) {
		if (package->printed->items[i]->kind == kind)
			return true;
	}
	return false;
}

bool package_paper_is_sound(const Ocop__Registration__V1__PackagePaper *paper)
{
	static const char magic[] = "%PDF-";
	bool is_printed = paper->kind == PAPER_KIND(TEAM_REPORT) ||
			  paper->kind == PAPER_KIND(COUNCIL_REPORT) ||
			  paper->kind == PAPER_KIND(DECISION);

	return is_printed && *paper->file_name && paper->content.len > strlen(magic) &&
	       memcmp(paper->content.data, magic, strlen(magic)) == 0;
}

/* The centre must have it, and it is not there yet. */
static bool is_missing(const struct package *package, size_t index)
{
	bool is_asked = package->facts->dossier.kind != DOSSIER_KIND(RE_RATING) ||
			asked_papers[index].of_re_rating;

	return is_asked && !has_paper(package, asked_papers[index].kind);
}

/* Rows without a file, after those of what is there. */
static void write_missing(struct spreadsheet *sheet, const struct package *package)
{
	int64_t number = (int64_t)package->count;

	for (size_t i = 0; i < sizeof asked_papers / sizeof *asked_papers; i++) {
		if (!is_missing(package, i))
			continue;
		spreadsheet_number(sheet, ++number);
		spreadsheet_text(sheet, paper_words(asked_papers[i].kind));
		spreadsheet_text(sheet, "Chưa có trong gói");
		spreadsheet_text(sheet, "");
		spreadsheet_blank(sheet);
		spreadsheet_text(sheet, "");
		spreadsheet_row_end(sheet);
	}
}

static int write_csv(const struct package *package, const char *path)
{
	static const struct spreadsheet_column columns[] = {
		{"TT", 6},
		{"Nội dung", 40},
		{"Chi tiết", 40},
		{"Tệp trong gói", 60},
		{"Dung lượng (byte)", 16},
		{"SHA-256", 70},
	};
	const struct spreadsheet_options options = {
		.driver = &spreadsheet_csv,
		.columns = columns,
		.column_count = sizeof columns / sizeof *columns,
	};
	struct spreadsheet *sheet;
	int error = spreadsheet_open(path, &options, &sheet);

	if (error)
		return error;
	for (size_t i = 0; i < package->count; i++) {
		const struct package_entry *entry = &package->entries[i];

		spreadsheet_number(sheet, (int64_t)i + 1);
		spreadsheet_text(sheet, entry->title);
		spreadsheet_text(sheet, entry->detail);
		spreadsheet_text(sheet, entry->name);
		if (entry->path)
			spreadsheet_number(sheet, entry->size_bytes);
		else
			spreadsheet_blank(sheet);
		spreadsheet_text(sheet, entry->sha256);
		spreadsheet_row_end(sheet);
	}
	write_missing(sheet, package);
	return spreadsheet_close(sheet);
}

static void draw_head(struct pdf *pdf, const struct dossier_facts *facts)
{
	pdf_title(pdf, "DANH MỤC HỒ SƠ");
	pdf_space(pdf, 6);
	pdf_field(pdf, "Sản phẩm", facts->product.name, 1);
	pdf_field(pdf, "Chủ thể", facts->producer.name, 1);
	pdf_field(pdf, "Nơi sản xuất",
		  arena_printf(facts->arena, "%s, %s", facts->commune.full_name_vi,
			       facts->province.full_name_vi),
		  1);
	pdf_field(pdf, "Hình thức", kind_words(facts->dossier.kind), 1);
	pdf_field(pdf, "Bộ tiêu chí",
		  arena_printf(facts->arena, "Quyết định số %s",
			       facts->content.book->official_number),
		  1);
}

static void draw_entries(struct pdf *pdf, const struct package *package)
{
	static const struct pdf_column columns[] = {
		{"TT", 0.7, PDF_CENTRE},    {"Nội dung", 3, PDF_LEFT},
		{"Chi tiết", 4, PDF_LEFT},  {"Tệp trong gói", 5, PDF_LEFT},
		{"SHA-256", 4.6, PDF_LEFT},
	};
	struct arena *arena = package->facts->arena;

	pdf_table_begin(pdf, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < package->count; i++) {
		const struct package_entry *entry = &package->entries[i];

		pdf_table_row(pdf, 0,
			      (const char *[]){arena_printf(arena, "%zu", i + 1), entry->title,
					       entry->detail,
					       entry->path ? entry->name : "(đường dẫn)",
					       entry->sha256});
	}
	pdf_table_end(pdf);
}

static void draw_missing(struct pdf *pdf, const struct package *package)
{
	bool headed = false;

	for (size_t i = 0; i < sizeof asked_papers / sizeof *asked_papers; i++) {
		if (!is_missing(package, i))
			continue;
		if (!headed)
			pdf_heading(pdf, "Văn bản chưa có trong gói");
		headed = true;
		pdf_text(pdf, &(struct pdf_style){.after = 2},
			 arena_printf(package->facts->arena, "- %s",
				      paper_words(asked_papers[i].kind)));
	}
}

static int write_pdf(const struct package *package, const char *path)
{
	const struct pdf_options options = {
		.title = list_title,
		.author = package->facts->producer.name,
		.created_us = package->facts->dossier.changed_at_us,
		.landscape = true,
	};
	struct pdf *pdf;
	int error = pdf_open(path, &options, &pdf);

	if (error)
		return error;
	draw_head(pdf, package->facts);
	draw_entries(pdf, package);
	draw_missing(pdf, package);
	return pdf_close(pdf);
}

/* The lists are of everything but themselves, and come first in the archive. */
static void add_lists(struct package *package)
{
	struct arena *arena = package->facts->arena;
	const char *pdf_path = document_scratch_path(package->document, "list.pdf", arena);
	const char *csv_path = document_scratch_path(package->document, "list.csv", arena);

	if (!package->error)
		package->error = write_pdf(package, pdf_path);
	if (!package->error)
		package->error = write_csv(package, csv_path);
	package_add_scratch(package, "00-danh-muc.pdf", list_title, pdf_path);
	package_add_scratch(package, "00-danh-muc.csv", list_title, csv_path);
}

enum { LISTS = 2 };

static int write_archive(const struct package *package)
{
	struct zip *zip;
	int error = zip_open(package->document->path, package->facts->dossier.changed_at_us, &zip);

	if (error)
		return error;
	for (size_t i = 0; i < package->count && !zip_failed(zip); i++) {
		size_t index = (i + package->count - LISTS) % package->count;
		const struct package_entry *entry = &package->entries[index];

		if (entry->path)
			zip_add_file(zip, entry->name, entry->path);
	}
	return zip_close(zip);
}

int package_write(const struct dossier_facts *facts, const struct package_papers *printed,
		  const char *root, const struct document *document)
{
	struct package package = {
		.facts = facts, .printed = printed, .root = root, .document = document};
	int error;

	package_gather(&package);
	add_lists(&package);
	error = package.error ? package.error : write_archive(&package);
	package_clean(&package);
	return error;
}
