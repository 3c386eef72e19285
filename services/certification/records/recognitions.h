/* recognitions.h - what provinces recognised on the centre's results
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* recognitions: mirrors registration's RecognisedOnCentreResult. */
struct recognition {
	const char *dossier_id;
	const char *product_id, *product_name, *producer_id, *producer_name;
	const char *commune_code, *province_code, *place_text;
	const char *rulebook_code; /* it was rated under */
	uint32_t set_no;           /* 1 to 26 */
	const char *sector_code;
	uint32_t kind;                /* ocop.registration.v1.DossierKind */
	const char *certificate_code; /* that it upgrades or renews */
	uint32_t star;
	uint32_t points_sum, points_count;        /* the mean exactly; 0 on paper */
	const char *points_text;                  /* as written */
	const char *round_id;                     /* of the centre; "" where it came on paper */
	const char *centre_decision_sha256;       /* of its scan; "" where the round is here */
	const char *decision_number, *decided_on; /* the chairman's; YYYY-MM-DD the day */
	int64_t recognised_at_us;                 /* of registration's event */
};

/* Adds one; a dossier is recognised once. */
void recognition_put(struct transaction *tx, const struct recognition *recognition);

/* By its dossier. */
bool recognition_load(struct transaction *tx, const char *dossier_id,
		      struct recognition *ret_recognition);

/* Those that wait for their certificate and have a product code, but for upgrades without more
 * stars: dossier and time only. Begins a statement; call recognition_next until it returns
 * false. */
void recognitions_without_certificate(struct transaction *tx, int64_t limit);

/* The next of recognitions_without_certificate. */
bool recognition_next(struct transaction *tx, struct recognition *ret_recognition);

/* True when it has its certificate. */
bool recognition_has_certificate(struct transaction *tx, const struct recognition *recognition);
