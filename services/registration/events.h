/* events.h - what registration tells: one function an event
 *
 * Each builds its message on the stack and appends it to the log under the thing's version.
 */
#pragma once

#include "ocop/registration/v1/events.pb-c.h"
#include "registration/records.h"

struct choice;
struct transaction;

/* A place as messages have it; borrows the texts. */
Ocop__Registration__V1__Place place_message(const struct place *place);

void event_producer_registered(struct transaction *tx, const struct producer *producer);
void event_product_registered(struct transaction *tx, const struct product *product);
void event_recognition_claimed(struct transaction *tx, const struct product *product,
			       const struct place *place, const struct import_claim *claim);
void event_product_code_issued(struct transaction *tx, const struct product *product,
			       const struct product_code *code);

void event_dossier_submitted(struct transaction *tx, const struct dossier *dossier,
			     const char *content_sha256);
void event_dossier_screened(struct transaction *tx, const struct dossier *dossier);
void event_dossier_proposed(struct transaction *tx, const struct dossier *dossier);
void event_dossier_returned(struct transaction *tx, const struct dossier *dossier,
			    const char *reason);
void event_dossier_withdrawn(struct transaction *tx, const struct dossier *dossier,
			     const char *reason);

/* All that a scoring shard needs of an admitted dossier besides the dossier itself. */
struct admission {
	const struct dossier *dossier;
	const struct product *product;
	const char *sector_code;
	const struct choice *choices;
	size_t choice_count;
};

void event_dossier_admitted(struct transaction *tx, const struct admission *admission);
