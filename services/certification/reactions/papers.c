/* papers.c - papers that registration keeps, of dossiers and of offices: what a decision rests on
 *
 * Follows: registration.v1.PaperAttached, PaperKept
 * Writes:  papers, one row
 */
#include "certification/reactions.h"

#include "certification/records/dossier.h"
#include "ocop/registration/v1/events.pb-c.h"

static void mirror(struct transaction *tx, const Ocop__Registration__V1__Paper *paper)
{
	if (paper != NULL) /* else an event about nothing */
		paper_put(tx, paper);
}

void on_paper_attached(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	(void)event; /* the paper says it all */
	mirror(tx, ((const Ocop__Registration__V1__PaperAttached *)body)->paper);
}

void on_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body)
{
	(void)event; /* the paper says it all */
	mirror(tx, ((const Ocop__Registration__V1__PaperKept *)body)->paper);
}
