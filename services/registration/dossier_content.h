/* dossier_content.h - a dossier's content as the rules want it, loaded in one go */
#pragma once

#include <stdbool.h>

#include "registration/rules.h"

struct transaction;

/* Loads fields, choices and evidence, and finds book and sheet. False when the book or its sheet
 * is not loaded here: the folder of rule books lost what a dossier rests on. */
bool dossier_content_load(struct transaction *tx, const struct dossier *dossier,
			  struct dossier_content *ret_content);
