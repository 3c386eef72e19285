/* samples.h - samples of the product that go with a dossier, and their receipts
 *
 * Pure, as rules.h. How many samples go from one office to the next stands in the rule book; a set
 * may ask for none (tourism). The commune is handed by the producer what it hands on to the
 * province.
 */
#pragma once

#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules.h"

enum { SAMPLE_COUNT_MAX = 1000, RECEIPT_NUMBER_SIZE = 48 };

/* How many samples an office (COMMUNE, PROVINCE, CENTRE) must have received before the dossier goes
 * on from it; 0 where none are asked for. The set belongs to the book. */
uint32_t samples_asked(const struct rulebook *book, const struct rulebook_set *set,
		       Ocop__Registration__V1__DossierKind kind,
		       Ocop__Registration__V1__Office office);

/* What is done to a dossier when this office receives samples, as the table of moves knows it. */
enum dossier_verb verb_of_samples(Ocop__Registration__V1__Office office);

/* The unit in whose sequence an office's receipts are numbered: of the commune, of the province, or
 * "TW" for the centre. */
const char *receipt_unit(const struct dossier *dossier, Ocop__Registration__V1__Office office);

/* Writes the number of a receipt: "07/BNM-05503-2026" (biên nhận mẫu). Below ten it has a zero
 * before it, as the registration slip's. */
void receipt_number_print(const char *unit_code, int year, int64_t sequence,
			  char ret_number[RECEIPT_NUMBER_SIZE]);
