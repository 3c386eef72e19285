/* erasure.h - statements that take a person out of registration's tables
 *
 * Files that were handed in as evidence stay: they are what a decision rests on, and only the
 * offices that decided see them.
 */
#pragma once

#include <stddef.h>

struct erased_names;
struct transaction;

/* The service's part of an erasure (service_definition.erase): the producer's name, number and
 * address, his name in products and in what was written of him, and what persons_erase takes. */
void registration_erase(struct transaction *tx, const struct erased_names *names);

/* Who speaks for the producer, and what forms of his dossiers say of persons, drafts and versions
 * that were handed in alike. Nobody may need them any more. */
void persons_erase(struct transaction *tx, const struct erased_names *names);

/* The producer and all that was merged into him, himself first; returns how many ids. */
size_t producer_family(struct transaction *tx, const char *producer_id, const char ***ret_ids);
