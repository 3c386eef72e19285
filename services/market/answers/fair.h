/* fair.h - fairs and who takes part as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "market/records/fair.h"

/* As lists show it. */
Ocop__Market__V1__Fair *fair_message(struct transaction *tx, const struct fair *fair);

/* With up to `most` producers that take part, after a participant's id ("" begins), and their
 * products, each with the badge of today; and the sums that anybody may have. */
Ocop__Market__V1__Fair *fair_message_whole(struct transaction *tx, const struct fair *fair,
					   const char *after, size_t most);

/* As the organiser and the participant himself see it: with all that was reported. */
Ocop__Market__V1__FairParticipant *participant_message(struct transaction *tx,
						       const struct fair *fair,
						       const struct fair_participant *participant);
