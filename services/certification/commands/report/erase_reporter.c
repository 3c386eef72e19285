/* erase_reporter.c - how a reporter can be reached is erased, and what he wrote where he asks so
 *
 * By an office, and by the daemon itself some time after the report was closed. Events and the log
 * never had any of it.
 *
 * Reads:     certification.v1.EraseReporter
 * Needs:     a report of its unit
 * Writes:    contacts, one row less; with `words` pack_reports: what was written empty
 * Publishes: certification.v1.ReporterErased
 * Refuses:   NO_SUCH_THING
 */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/records/pack_reports.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision erase_reporter(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Certification__V1__EraseReporter *command =
		(const Ocop__Certification__V1__EraseReporter *)message;
	struct pack_report report;

	if (!pack_report_load(tx, command->report_id, &report)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "report_id", NULL);
		return REFUSED;
	}

	contact_erase(tx, report.report_id);
	if (command->words)
		pack_report_erase_words(tx, &report);
	event_reporter_erased(tx, &report);
	reply_accept(reply, report.report_id, report.version);
	return ACCEPTED;
}
