/* package.h - a dossier with the offices' papers as one archive, as the centre asks for it
 *
 * A folder for each thing the rule book names: the request, the reports of the team and the
 * council, the decision, the product dossier with its forms as PDF and its evidence by kinds, extra
 * tests, what the centre decided. Reports and decision are there as the round prints them, beside
 * the signed ones that were attached. At the top a list of all of it, as PDF for people and as CSV,
 * with the SHA-256 of each file; it also names what is not there yet.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/registration/v1/types.pb-c.h"
#include "registration/files/document_store.h"

struct dossier_facts;

/* What the proposing round prints for it: reports and decision. */
struct package_papers {
	Ocop__Registration__V1__PackagePaper *const *items;
	size_t count;
};

/* True for a paper that a round prints: of its kind, and a PDF. */
bool package_paper_is_sound(const Ocop__Registration__V1__PackagePaper *paper);

/* Writes it as the content of a document that was begun. `root` is the daemon's folder. 0 or an
 * ERROR_*. */
int package_write(const struct dossier_facts *facts, const struct package_papers *printed,
		  const char *root, const struct document *document);
