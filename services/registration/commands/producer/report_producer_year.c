/* report_producer_year.c - a producer's report on a year; once more, it is replaced
 *
 * Reads:     registration.v1.ReportProducerYear
 * Needs:     a producer who stands for himself
 * Writes:    producer_years, one row
 * Publishes: registration.v1.ProducerYearReported
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

static Ocop__Registration__V1__ProducerYear read_message(
	struct transaction *tx, const Ocop__Registration__V1__ReportProducerYear *asked,
	struct reply *reply)
{
	Ocop__Registration__V1__ProducerYear year = OCOP__REGISTRATION__V1__PRODUCER_YEAR__INIT;

	year.producer_id = asked->producer_id;
	year.year = asked->year;
	year.revenue_vnd = asked->revenue_vnd;
	year.export_vnd = asked->export_vnd;
	year.output = message_text(allow_composed(reply, "output", asked->output, LINE_LENGTH_MAX));
	year.capacity_percent_of_year_before = asked->capacity_percent_of_year_before;
	year.worker_count = asked->worker_count;
	year.local_worker_count = asked->local_worker_count;
	year.linked_household_count = asked->linked_household_count;
	year.in_linked_chain = asked->in_linked_chain;
	year.version = producer_year_version(tx, asked->producer_id, asked->year) + 1;
	return year;
}

enum decision report_producer_year(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Registration__V1__ReportProducerYear *asked =
		(const Ocop__Registration__V1__ReportProducerYear *)message;
	struct report_fault faults[REPORT_FAULTS_MAX];
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);

	Ocop__Registration__V1__ProducerYear year = read_message(tx, asked, reply);
	check_report(
		reply, faults,
		producer_year_faults(&year, date_year(date_of_us(transaction_now_us(tx))), faults));
	if (reply_refused(reply))
		return REFUSED;

	producer_year_write(tx, &year);
	event_producer_year_reported(tx, &producer, &year);
	reply_accept(reply, asked->producer_id, year.version);
	return ACCEPTED;
}
