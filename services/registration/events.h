/* events.h - what registration tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 */
#pragma once

#include "ocop/registration/v1/events.pb-c.h"
#include "registration/records.h"

struct choice;
struct transaction;

/* A place as messages have it; borrows the texts. */
Ocop__Registration__V1__Place place_message(const struct place *place);

/* A producer is known, under this name and in this place. */
void event_producer_registered(struct transaction *tx, const struct producer *producer);

/* A product is known: market shows it, without stars until certification says so. */
void event_product_registered(struct transaction *tx, const struct product *product);

/* An old register claims something of the product, in the words of its row; certification judges
 * what it is worth. */
void event_recognition_claimed(struct transaction *tx, const struct product *product,
			       const struct place *place, const struct import_claim *claim);

/* The product has an official code; a certificate can be issued. */
void event_product_code_issued(struct transaction *tx, const struct product *product,
			       const struct product_code *code);

/* The dossier is with the commune, with exactly the content of this hash (hex). */
void event_dossier_submitted(struct transaction *tx, const struct dossier *dossier,
			     const char *content_sha256);

/* The commune has screened it. */
void event_dossier_screened(struct transaction *tx, const struct dossier *dossier);

/* The commune has proposed it to the province, on the day that counts for a round. */
void event_dossier_proposed(struct transaction *tx, const struct dossier *dossier);

/* It was sent back to the producer, for this reason; its due_on is the day to come again by. */
void event_dossier_returned(struct transaction *tx, const struct dossier *dossier,
			    const char *reason);

/* The producer has taken it back: a round that was about to take it in does not. */
void event_dossier_withdrawn(struct transaction *tx, const struct dossier *dossier,
			     const char *reason);

/* All that a scoring shard needs of an admitted dossier besides the dossier itself. Borrows all it
 * points to. */
struct admission {
	const struct dossier *dossier;
	const struct product *product;
	const char *sector_code;
	const struct choice *choices; /* the producer's own */
	size_t choice_count;
};

/* The dossier is to enter the round it names: the shard that owns the round answers with
 * DossierTaken or DossierNotTaken. */
void event_dossier_admitted(struct transaction *tx, const struct admission *admission);

/* --- events/handovers.c: what goes from office to office with a dossier */

struct sample_receipt; /* records/sample.h */

/* A receipt as messages have it; borrows the texts. */
Ocop__Registration__V1__SampleReceipt sample_receipt_message(const struct sample_receipt *receipt);

/* An office has received samples with the dossier. */
void event_samples_received(struct transaction *tx, const struct dossier *dossier,
			    const struct sample_receipt *receipt);
