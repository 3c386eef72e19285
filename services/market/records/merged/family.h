/* family.h - registrations that were merged are one thing, for statements that look through merges
 *
 * Nothing of a merge is written into what belongs to a product or a producer: it is looked up at
 * every look, so what a merge brought together is apart again once it is undone. Macros, because
 * statements are literals; a parameter of theirs is "$1" or a column.
 */
#pragma once

/* Begins a statement: `family` has the listing of this parameter and, by whatever chain, those
 * merged into it. */
#define WITH_FAMILY_OF(parameter)                                                                  \
	"WITH RECURSIVE family (listing_id) AS (SELECT CAST(" parameter " AS TEXT)"                \
	" UNION SELECT l.listing_id FROM listings l"                                               \
	" JOIN family f ON l.merged_into = f.listing_id AND l.merged_into <> '')"

/* The registration that a producer's became: himself while it was not merged into another.
 * figure_merges keeps who was merged into whom, producers as well as products. */
#define PRODUCER_STANDING(producer)                                                                \
	"(WITH RECURSIVE way (id) AS (SELECT CAST(" producer " AS TEXT)"                           \
	" UNION SELECT m.merged_into FROM figure_merges m JOIN way w ON m.product_id = w.id)"      \
	" SELECT id FROM way WHERE NOT EXISTS (SELECT 1 FROM figure_merges m"                      \
	" WHERE m.product_id = way.id))"

/* Begins a statement: `family` has those who are this producer today. */
#define WITH_PRODUCER_FAMILY(producer)                                                             \
	"WITH RECURSIVE family (id) AS (SELECT CAST(" producer " AS TEXT)"                         \
	" UNION SELECT m.product_id FROM figure_merges m JOIN family f ON m.merged_into = f.id)"

/* The same, for an IN. */
#define PRODUCER_FAMILY(producer) "(" WITH_PRODUCER_FAMILY(producer) " SELECT id FROM family)"

/* Who has a listing's product today: the producer of what stands for it. */
#define LISTING_HOLDER(listing)                                                                    \
	"(WITH RECURSIVE way (id, producer_id, next_id) AS (SELECT h.listing_id, h.producer_id,"   \
	" h.merged_into FROM listings h WHERE h.listing_id = " listing                             \
	" UNION SELECT h.listing_id, h.producer_id, h.merged_into FROM listings h"                 \
	" JOIN way w ON h.listing_id = w.next_id)"                                                 \
	" SELECT producer_id FROM way WHERE next_id = '')"

/* The listings of which this producer has the product today, for an IN. */
#define LISTINGS_HELD(producer)                                                                    \
	"(WITH RECURSIVE held (id) AS (SELECT h.listing_id FROM listings h"                        \
	" WHERE h.producer_id = " producer " AND h.merged_into = ''"                               \
	" UNION SELECT h.listing_id FROM listings h"                                               \
	" JOIN held ON h.merged_into = held.id AND h.merged_into <> '') SELECT id FROM held)"

#define EARLIER_OF_FAMILY(participant, joined)                                                     \
	" SELECT 1 FROM family CROSS JOIN fair_participants earlier" joined                        \
	" WHERE earlier.producer_id = family.id AND earlier.producer_id <> ''"                     \
	" AND earlier.fair_id = " participant ".fair_id AND earlier.state = 2"                     \
	" AND earlier.participant_id < " participant ".participant_id"

/* The accepted applications to a fair that are earlier than this and of the same producer, for an
 * EXISTS: registrations that were merged later had applied, each for itself. The family first, for
 * a fair may have thousands; `joined` may ask more of them. */
#define EXHIBITED_EARLIER(participant, joined)                                                     \
	"(" WITH_PRODUCER_FAMILY(PRODUCER_STANDING(participant ".producer_id"))                    \
		EARLIER_OF_FAMILY(participant, joined) ")"
