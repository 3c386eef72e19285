/* erasure.h - statements that take a producer's name out of a shard's tables */
#pragma once

struct erased_names;
struct transaction;

/* The service's part of an erasure (service_definition.erase). A result is the same bytes as the
 * one that is recomputed from what is stored then: both are without the name. */
void scoring_erase(struct transaction *tx, const struct erased_names *names);
