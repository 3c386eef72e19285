/* letterhead.c - the head and the foot of office papers */
#include "common/document/letterhead.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "common/base/date.h"
#include "common/document/pdf.h"

static const char state_name[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
static const char motto[] = "Độc lập - Tự do - Hạnh phúc";

/* The right column is the wider: the state's name stands on one line. */
static const double left_share = 0.42, right_share = 0.58;
static const double head_size = 10.5;
static const double motto_size = 11.5;
static const double rule_below_motto = 150; /* as long as the motto */
static const double rule_below_office = 60; /* a third to a half of the name */
static const double room_to_sign = 62;

void letterhead_day(const char *place, const char *date, char ret_text[LETTERHEAD_DAY_SIZE])
{
	int day, month, year;

	if (sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3) {
		(void)snprintf(ret_text, LETTERHEAD_DAY_SIZE, "%s, ngày …… tháng …… năm ………",
			       place); /* a longer place is cut */
		return;
	}
	(void)snprintf(ret_text, LETTERHEAD_DAY_SIZE, "%s, ngày %02d tháng %0*d năm %d", place, day,
		       month < 3 ? 2 : 1, month, year); /* likewise */
}

/* "Số: 12/TTr-UBND", and under it what the letter is about. */
static char *number_text(const struct letterhead *head)
{
	const char *number = *head->number ? head->number : "……………………";

	return g_strdup_printf("Số: %s", number);
}

void letterhead_print(struct pdf *pdf, const struct letterhead *head)
{
	const struct pdf_style plain = {.size = head_size, .align = PDF_CENTRE};
	const struct pdf_style bold = {.size = head_size, .face = PDF_BOLD, .align = PDF_CENTRE};
	const struct pdf_style number_style = {
		.size = motto_size, .align = PDF_CENTRE, .before = 2};
	const struct pdf_style regarding_style = {
		.size = head_size, .align = PDF_CENTRE, .before = 2};
	char *superior = g_utf8_strup(head->superior, -1);
	char *office = g_utf8_strup(head->office, -1);
	char *number = head->number ? number_text(head) : NULL;
	char day[LETTERHEAD_DAY_SIZE];
	struct pdf_piece left[5];
	size_t count = 0;

	letterhead_day(head->place, head->date, day);
	if (*superior)
		left[count++] = (struct pdf_piece){superior, plain};
	left[count++] = (struct pdf_piece){office, bold};
	left[count++] =
		(struct pdf_piece){NULL, {.size = rule_below_office, .before = 3, .after = 6}};
	if (number)
		left[count++] = (struct pdf_piece){number, number_style};
	if (*head->regarding)
		left[count++] = (struct pdf_piece){head->regarding, regarding_style};

	const struct pdf_piece right[] = {
		{state_name, bold},
		{motto, {.size = motto_size, .face = PDF_BOLD, .align = PDF_CENTRE}},
		{NULL, {.size = rule_below_motto, .before = 3, .after = 6}},
		{day, {.size = motto_size, .face = PDF_ITALIC, .align = PDF_CENTRE, .before = 2}},
	};
	const struct pdf_side sides[] = {
		{left_share, left, count},
		{right_share, right, sizeof right / sizeof *right},
	};

	pdf_sides(pdf, sides, 2);
	pdf_space(pdf, 14);
	g_free(superior);
	g_free(office);
	g_free(number);
}

void letterhead_of_form(struct pdf *pdf)
{
	static const struct pdf_piece pieces[] = {
		{state_name, {.size = 12, .face = PDF_BOLD, .align = PDF_CENTRE}},
		{motto, {.size = 12, .face = PDF_BOLD, .align = PDF_CENTRE}},
		{NULL, {.size = 160, .before = 3, .after = 6}},
	};
	static const struct pdf_side side = {1, pieces, sizeof pieces / sizeof *pieces};

	pdf_sides(pdf, &side, 1);
	pdf_space(pdf, 8);
}

enum { SIGNER_PIECES_MAX = 6 };

/* The pieces of one who signs; borrows his texts. */
static size_t signer_pieces(const struct signer *signer, struct pdf_piece *pieces)
{
	const struct pdf_style bold = {.face = PDF_BOLD, .align = PDF_CENTRE};
	const struct pdf_style italic = {.size = 11, .face = PDF_ITALIC, .align = PDF_CENTRE};
	size_t count = 0;

	if (*signer->dated)
		pieces[count++] = (struct pdf_piece){signer->dated, italic};
	if (*signer->authority)
		pieces[count++] = (struct pdf_piece){signer->authority, bold};
	pieces[count++] = (struct pdf_piece){signer->position, bold};
	if (*signer->hint)
		pieces[count++] = (struct pdf_piece){signer->hint, italic};
	pieces[count] = (struct pdf_piece){*signer->name ? signer->name : " ", bold};
	pieces[count++].style.before = room_to_sign;
	return count;
}

void letterhead_signature(struct pdf *pdf, const char *recipients, const struct signer *signer)
{
	const struct pdf_piece left[] = {
		{"Nơi nhận:", {.size = 11, .face = PDF_BOLD | PDF_ITALIC}},
		{recipients, {.size = 10}},
	};
	struct pdf_piece right[SIGNER_PIECES_MAX];
	const struct pdf_side sides[] = {
		{left_share, left, *recipients ? 2 : 0},
		{right_share, right, signer_pieces(signer, right)},
	};

	pdf_space(pdf, 12);
	pdf_sides(pdf, sides, 2);
}

void letterhead_signatures(struct pdf *pdf, const struct signer *left, const struct signer *right)
{
	struct pdf_piece left_pieces[SIGNER_PIECES_MAX];
	struct pdf_piece right_pieces[SIGNER_PIECES_MAX];
	const struct pdf_side sides[] = {
		{1, left_pieces, signer_pieces(left, left_pieces)},
		{1, right_pieces, signer_pieces(right, right_pieces)},
	};

	pdf_space(pdf, 12);
	pdf_sides(pdf, sides, 2);
}
