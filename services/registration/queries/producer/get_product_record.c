/* get_product_record.c - all that is known of a product besides its name
 *
 * Reads:   registration.v1.GetProductRecord
 * Answers: registration.v1.ProductRecord
 * Refuses: NO_SUCH_THING
 *
 * Years and business plans are the producer's own business, as in get_producer_record.c.
 */
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recorded.h"
#include "registration/subjects.h"

enum decision get_product_record(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Registration__V1__GetProductRecord *asked =
		(const Ocop__Registration__V1__GetProductRecord *)message;
	Ocop__Registration__V1__ProductRecord record = OCOP__REGISTRATION__V1__PRODUCT_RECORD__INIT;
	struct product product;

	product_load(tx, asked->product_id, &product);
	if (!product.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "product_id", NULL);
		return REFUSED;
	}
	struct subject subject = product_subject(&product);
	const char *product_id = product.product_id;

	subject.producer_id = producer_of_caller(tx, product_id, product.producer_id);
	record.limited = !caller_is_insider(tx, &subject);
	record.product = product_message_whole(tx, &product);
	record.certificates = held_certificates_of_product(tx, product_id, &record.n_certificates);
	record.marks = marks_of_product(tx, product_id, &record.n_marks);
	record.changes = changes_load(tx, product_id, &record.n_changes);
	if (!record.limited) {
		record.years = product_years_load(tx, product_id, &record.n_years);
		record.business_plans =
			business_plans_load(tx, product_id, &record.n_business_plans);
	}
	reply_set(reply, &record.base);
	reply_set_version(reply, product.version);
	return ACCEPTED;
}
