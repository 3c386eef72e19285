/* report_product_year.c - the report on a product's year; once more, it is replaced
 *
 * Reads:     registration.v1.ReportProductYear
 * Needs:     a product that stands for itself
 * Writes:    product_years, one row
 * Publishes: registration.v1.ProductYearReported
 * Refuses:   FIELD_TOO_LONG, REPORT_INVALID, one for each rule that is not kept
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"

static Ocop__Registration__V1__ProductYear read_message(
	struct transaction *tx, const Ocop__Registration__V1__ReportProductYear *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__ProductYear year = OCOP__REGISTRATION__V1__PRODUCT_YEAR__INIT;

	year.product_id = asked->product_id;
	year.year = asked->year;
	year.revenue_vnd = asked->revenue_vnd;
	year.export_vnd = asked->export_vnd;
	year.output = message_text(allow_composed(reply, "output", asked->output, LINE_LENGTH_MAX));
	year.export_markets = message_text(
		allow_composed(reply, "export_markets", asked->export_markets, LINE_LENGTH_MAX));
	year.version = product_year_version(tx, asked->product_id, asked->year) + 1;
	return year;
}

enum decision report_product_year(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__ReportProductYear *asked =
		(const Ocop__Registration__V1__ReportProductYear *)message;
	struct report_fault faults[REPORT_FAULTS_MAX];
	struct product product;

	product_load(tx, asked->product_id, &product);

	Ocop__Registration__V1__ProductYear year = read_message(tx, asked, reply);
	check_report(
		reply, faults,
		product_year_faults(&year, date_year(date_of_us(transaction_now_us(tx))), faults));
	if (reply_refused(reply))
		return REFUSED;

	product_year_write(tx, &year);
	event_product_year_reported(tx, &product, &year);
	reply_accept(reply, asked->product_id, year.version);
	return ACCEPTED;
}
