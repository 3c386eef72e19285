/* get_product.c - one product with its codes and variants
 *
 * Reads:   registration.v1.GetProduct
 * Answers: registration.v1.Product
 * Refuses: NO_SUCH_THING
 */
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"

enum decision get_product(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__GetProduct *asked =
		(const Ocop__Registration__V1__GetProduct *)message;
	struct product product;

	product_load(tx, asked->product_id, &product);
	if (!product.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "product_id", NULL);
		return REFUSED;
	}
	reply_set(reply, &product_message_whole(tx, &product)->base);
	reply_set_version(reply, product.version);
	return ACCEPTED;
}
