/* erasure.h - a person's name is taken out of what a daemon keeps
 *
 * Only a producer's name is a person's and in events at all: that of a household or a farm, who may
 * ask for it once nothing rests on it any more. registration decides (ErasePersonalData) and tells;
 * whoever follows it takes the name out of its own store, its events included, in the transaction
 * that applies what it was told. So the chain of events holds (event_hash.h), a follower that
 * begins anew gets what the others have, and what was signed or proven stays proven: the
 * transparency log never had more than a salted commitment.
 */
#pragma once

struct erased_names;
struct transaction;

/* Finds the producer's names in the daemon's own events (service_definition.naming_events) and
 * takes them out there and, by service_definition.erase, of the service's tables. Reads the whole
 * event log once, and once more for each name: a province's hundred thousand events in a second or
 * two, a few times a year. Done twice it changes nothing more. */
void erasure_of_producer(struct transaction *tx, const char *producer_id);
