/* agreed_options.c - keeps the options that a council agreed on at criteria that bear minimums
 *
 * Follows: scoring.v1.AgreedOptionsRecorded
 * Writes:  agreed_options, one row a criterion; recorded again, it is replaced
 */
#include "certification/reactions.h"

#include "certification/records/inspection/inspection.h"
#include "ocop/scoring/v1/events.pb-c.h"

void on_agreed_options_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *body)
{
	const Ocop__Scoring__V1__AgreedOptionsRecorded *recorded =
		(const Ocop__Scoring__V1__AgreedOptionsRecorded *)body;

	(void)event; /* the body says it all */
	for (size_t i = 0; i < recorded->n_options; i++)
		agreed_option_put(tx, recorded->round_id, recorded->dossier_id,
				  recorded->options[i]->key, recorded->options[i]->value);
}
