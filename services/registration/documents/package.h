/* package.h - a dossier with the offices' papers as one archive, as the centre asks for it
 *
 * A folder for each thing the rule book names: the request, the reports of the team and the
 * council, the decision, the product dossier with its forms as PDF and its evidence by kinds, extra
 * tests, what the centre decided. At the top a list of all of it, as PDF for people and as CSV,
 * with the SHA-256 of each file; it also names what is not there yet.
 */
#pragma once

#include "registration/files/document_store.h"

struct dossier_facts;

/* Writes it as the content of a document that was begun. `root` is the daemon's folder. 0 or an
 * ERROR_*. */
int package_write(const struct dossier_facts *facts, const char *root,
		  const struct document *document);
