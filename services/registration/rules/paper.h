/* paper.h - papers of offices: which office a paper comes from, and when it may be attached
 *
 * Pure, as rules.h.
 */
#pragma once

#include <stdint.h>

#include "registration/rules.h"

#define PAPER_KIND(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

/* Who attaches papers of a kind: a set of enum dossier_actor, 0 for a kind that is none. The
 * centre's own papers come through the province. */
uint32_t paper_comes_from(Ocop__Registration__V1__PaperKind kind);

/* DOSSIER_STATE while the dossier is not handed in, or is withdrawn; ROLE_MISSING for other actors
 * than such a paper comes from. */
Ocop__Common__V1__RefusalCode may_attach_paper(Ocop__Registration__V1__PaperKind kind,
					       Ocop__Registration__V1__DossierState state,
					       uint32_t actors);
