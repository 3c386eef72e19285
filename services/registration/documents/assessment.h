/* assessment.h - the sheet as the producer filled it in, and the evidence it rests on, as tables */
#pragma once

struct dossier_facts;
struct pdf;

/* Every group and criterion with the option that was chosen, its points and the numbers of its
 * evidence; sums by group and part; the total, and the star when nothing is missing. */
void assessment_draw(struct pdf *pdf, const struct dossier_facts *facts);

/* Evidence in its order, numbered as the assessment names it. */
void evidence_list_draw(struct pdf *pdf, const struct dossier_facts *facts);
