/* letterhead.h - the head and the foot of office papers, as Nghị định 30/2020/NĐ-CP lays them out
 *
 * Left who issues it and under which number, right the name of the state and its motto, place and
 * day; at the end who is told, and who signs. Names of offices are given as they are written in a
 * sentence and printed in capitals. What is not yet known ("") is left as dots to be filled in by
 * hand.
 */
#pragma once

struct pdf;

struct letterhead {
	const char *superior; /* of the office: printed over it; "" for none */
	const char *office; /* "Ủy ban nhân dân\nxã Tân Cương": lines part at a line feed */
	const char *number; /* "12/TTr-UBND"; NULL for a paper without one */
	const char *regarding; /* of a letter, "V/v ..." under its number; "" for none */
	const char *place;     /* "Tân Cương" */
	const char *date;      /* YYYY-MM-DD */
};

/* The head of a paper of an office. */
void letterhead_print(struct pdf *pdf, const struct letterhead *head);

/* The state's name and motto alone, in the middle: for forms that people hand in. */
void letterhead_of_form(struct pdf *pdf);

/* Who signs. */
struct signer {
	const char *dated;     /* place and day over the signature (letterhead_day); "" for none */
	const char *authority; /* "TM. ỦY BAN NHÂN DÂN"; "" for none */
	const char *position;  /* "CHỦ TỊCH" */
	const char *hint; /* what to do, in brackets: "(Ký tên, đóng dấu)"; "" for none */
	const char *name; /* below the room for the signature; "" is left to be written */
};

/* Room that a signature takes (points): what is asked for with pdf_need before the last paragraph,
 * so that no signature stands alone on a page. */
enum { LETTERHEAD_SIGNATURE_HEIGHT = 150 };

/* Left who is told (`recipients`, a line each; "" for none), right who signs. */
void letterhead_signature(struct pdf *pdf, const char *recipients, const struct signer *signer);

/* Two who sign, beside each other. */
void letterhead_signatures(struct pdf *pdf, const struct signer *left, const struct signer *right);

enum { LETTERHEAD_DAY_SIZE = 256 };

/* "Tân Cương, ngày 01 tháng 6 năm 2026" as such papers write it: days under 10 and the months 1 and
 * 2 with a zero before them. Dots for "". A longer place is cut. */
void letterhead_day(const char *place, const char *date, char ret_text[LETTERHEAD_DAY_SIZE]);
