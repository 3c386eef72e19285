/* candidate.h - pairs that may be one, as messages of queries
 *
 * Messages live in the transaction's arena.
 */
#pragma once

#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records/register/candidate.h"
#include "registration/register/candidates.h"

struct transaction;

/* A pair as it is kept, with what is known of both today. */
Ocop__Registration__V1__MergeCandidate *candidate_message(struct transaction *tx,
							  const struct candidate *candidate);

/* Producers that look like what was asked for, which is the first of each pair and has no
 * id. */
Ocop__Registration__V1__MergeCandidate **similar_messages(struct transaction *tx,
							  const struct producer_facts *asked,
							  const struct similar_producer *similar,
							  size_t count);
