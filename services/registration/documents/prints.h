/* prints.h - what a dossier can be printed as: its forms, and the letters that go with it
 *
 * The table says when there is something to print; each drawing function writes one document from
 * the facts alone, so the same facts give the same bytes. Where a law gives the wording of a form,
 * the rule book's fields are it; the letters are those of Nghị định 30/2020/NĐ-CP in plain words.
 */
#pragma once

#include <stdbool.h>

#include "ocop/registration/v1/queries.pb-c.h"

struct dossier_facts;
struct pdf;

/* A row of the table. */
struct print {
	Ocop__Registration__V1__DossierDocument document;
	const char *file_name; /* without ".pdf": letters, digits and hyphens */
	const char *title;
	bool (*is_ready)(const struct dossier_facts *facts);
	void (*draw)(struct pdf *pdf, const struct dossier_facts *facts);
};

/* By what was asked for; NULL for what is none. */
const struct print *print_find(Ocop__Registration__V1__DossierDocument document);

/* Writes it to a file. 0 or an ERROR_*. */
int print_write(const struct print *print, const struct dossier_facts *facts, const char *path);

/* Mẫu 01: the registration slip. */
void draw_form_01(struct pdf *pdf, const struct dossier_facts *facts);

/* Mẫu 02: the producer's own assessment, criterion by criterion, with the list of evidence. */
void draw_form_02(struct pdf *pdf, const struct dossier_facts *facts);

/* Mẫu 03: what the commune found. */
void draw_form_03(struct pdf *pdf, const struct dossier_facts *facts);

/* The commune's letter to the province. */
void draw_request_letter(struct pdf *pdf, const struct dossier_facts *facts);

/* The receipt for the samples of the last hand-over. */
void draw_sample_receipt(struct pdf *pdf, const struct dossier_facts *facts);

/* Why it was sent back, what to put right, until when. */
void draw_return_letter(struct pdf *pdf, const struct dossier_facts *facts);
