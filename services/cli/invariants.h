/* invariants.h - what must hold on a running instance, each a function
 *
 * An invariant reads through the daemons' own queries, as anybody could. What it finds broken it
 * adds as a sentence; what it cannot ask is broken too. Two daemons are read one after the other,
 * so what differs is asked again before it counts: the second answer is of one moment.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "cli/peers.h"

struct session;

/* What one invariant has found. */
struct findings {
	const char *invariant;
	size_t checked;    /* events, rounds, certificates, listings */
	json_t *sentences; /* of what does not hold */
};

/* Adds a sentence about what does not hold, as printf makes it. */
void finding_add(struct findings *findings, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Everything a run of `ocop check` reads. */
struct check {
	struct session *session;
	struct source_list sources;
	json_t *certificates; /* code -> {"product", "state", "star"}; filled by its invariant */
};

/* Each source's log: every event from 1 to the head, each following from the one before. */
void check_log_chains(struct check *check, struct findings *findings);

/* No follower has diverged, lost its source or holds events back. */
void check_followers(struct check *check, struct findings *findings);

/* Every round's results are what its rule book and sheets give. */
void check_rounds(struct check *check, struct findings *findings);

/* At most one valid certificate a product, and none valid past its day. */
void check_certificates(struct check *check, struct findings *findings);

/* What an inspection came to is what it found; one that was followed has revoked its
 * certificate. */
void check_inspections(struct check *check, struct findings *findings);

/* Every event of certification is in the transparency log, once, in its place. */
void check_transparency(struct check *check, struct findings *findings);

/* No listing shows stars unless its certificate is valid now, with as many. */
void check_listings(struct check *check, struct findings *findings);

/* As many serials of stickers as were drawn, and no more drawn than granted. */
void check_stickers(struct check *check, struct findings *findings);

/* Every public event of certification is in the public feed, once, in its order. */
void check_feed(struct check *check, struct findings *findings);
