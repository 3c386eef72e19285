/* product_code_issued.c - keeps a product's official code, for certificates and look-ups
 *
 * Follows: registration.v1.ProductCodeIssued
 * Writes:  product_codes, one row
 */
#include "certification/reactions.h"

#include "certification/records.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_product_code_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProductCodeIssued *issued =
		(const Ocop__Registration__V1__ProductCodeIssued *)body;

	(void)event; /* the code says all there is to say */
	product_code_put(tx, issued->code, issued->product_id, issued->dossier_id);
}
