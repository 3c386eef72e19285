/* dossier.h - what certification keeps of registration's dossiers and papers: mirrors
 *
 * As records.h.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

#define DOSSIER_KIND(name) OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_##name

/* dossiers: how one was filed, and what the product it is about covers. */
struct dossier {
	const char *dossier_id, *product_id;
	uint32_t kind;                /* ocop.registration.v1.DossierKind */
	const char *certificate_code; /* that it upgrades or renews, or "" */
	const char *submitted_on;     /* YYYY-MM-DD, the first time */
	bool filed_late;              /* a re-rating outside its window */
	bool withdrawn;
	bool is_set;
};

/* Keeps that it was handed in; handed in again, it stays late if it was. */
void dossier_submitted(struct transaction *tx, const struct dossier *dossier);

/* Keeps that it was taken back. */
void dossier_withdrawn(struct transaction *tx, const char *dossier_id);

/* Keeps what it covers, in the place of what was known. */
void dossier_covers(struct transaction *tx, const char *dossier_id, bool is_set,
		    Ocop__Registration__V1__Variant *const *variants, size_t count);

/* Keeps the photos of the pack, in the place of those that were known. */
void dossier_photographed(struct transaction *tx, const char *dossier_id,
			  Ocop__Registration__V1__PackPhoto *const *photos, size_t count);

/* False for one that never came this way, such as a round's of before. */
bool dossier_load(struct transaction *tx, const char *dossier_id, struct dossier *ret);

/* True when a re-rating that starts from a certificate was handed in and not taken back; with its
 * id. */
bool re_rating_load(struct transaction *tx, const char *certificate_code,
		    const char **ret_dossier_id);

/* papers. */
void paper_put(struct transaction *tx, const Ocop__Registration__V1__Paper *paper);

/* The number it bears; "" when there is no such paper, or it has none. */
const char *paper_number(struct transaction *tx, const char *paper_id);

/* The hash of its file; false when there is no such paper. */
bool paper_sha256(struct transaction *tx, const char *paper_id, const char **ret_sha256);
