/* report_pack.c - somebody reports what he saw on a pack
 *
 * Anybody may, without an account. What he names is looked for here: with a certificate the report
 * goes where its product is from today, without one where the pack was seen. The same command again
 * is the same report, also for those who have no account and so no remembered replies.
 *
 * Reads:     certification.v1.ReportPack
 * Needs:     what was seen, or the number on the pack; a place unless a certificate has one
 * Writes:    pack_reports, pack_report_steps, one row each; contacts where the reporter wants to be
 *            answered
 * Publishes: certification.v1.PackReported
 * Refuses:   FIELD_INVALID, FIELD_MISSING, FIELD_TOO_LONG, UNIT_UNKNOWN, COMMAND_ID_REUSED
 */
#include "certification/commands.h"

#include <stdlib.h>
#include <string.h>

#include "certification/acts/pack_report.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "certification/lookup.h"
#include "certification/records.h"
#include "certification/state.h"
#include "certification/subjects.h"
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/sending/contact.h"
#include "common/sending/sent.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum {
	PLACE_LENGTH_MAX = 300,
	CONTACT_LENGTH_MAX = 200,
	LATITUDE_MAX = 90 * 1000000,
	LONGITUDE_MAX = 180 * 1000000,
	/* Who reports for his office; all others are the public. */
	REPORTING_OFFICES = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
			    ALLOW(MINISTRY) | ALLOW(INSPECTOR)
};

static const char *photo_ids_read(struct transaction *tx,
				  const Ocop__Certification__V1__ReportPack *asked,
				  struct reply *reply)
{
	const char *ids = "";

	if (asked->n_photo_ids > PACK_REPORT_PHOTOS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "photo_ids", "at most %d",
			     PACK_REPORT_PHOTOS_MAX);
	for (size_t i = 0; i < asked->n_photo_ids && !reply_refused(reply); i++) {
		if (!identifier_is(asked->photo_ids[i], "photo"))
			reply_refuse(reply, REFUSAL(FIELD_INVALID), "photo_ids", NULL);
		ids = arena_printf(transaction_arena(tx), "%s%s%s", ids, *ids ? " " : "",
				   asked->photo_ids[i]);
	}
	return ids;
}

static void read_words(struct transaction *tx, const Ocop__Certification__V1__ReportPack *asked,
		       struct reply *reply, struct pack_report *report)
{
	bool says_enough = asked->kind != PACK_REPORT_KIND(OTHER) && *asked->number != '\0';

	report->kind = asked->kind;
	if (asked->kind < PACK_REPORT_KIND(OTHER_PRODUCT) || asked->kind > PACK_REPORT_KIND(OTHER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	report->number = allow_composed(reply, "number", asked->number, ASKED_LENGTH_MAX);
	report->seen = says_enough
			       ? allow_composed(reply, "seen", asked->seen, REASON_LENGTH_MAX)
			       : require_composed(reply, "seen", asked->seen, REASON_LENGTH_MAX);
	report->place_text =
		allow_composed(reply, "place_text", asked->place_text, PLACE_LENGTH_MAX);
	report->photo_ids = photo_ids_read(tx, asked, reply);
	report->latitude_millionths = asked->latitude_millionths;
	report->longitude_millionths = asked->longitude_millionths;
	if (llabs(report->latitude_millionths) > LATITUDE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "latitude_millionths", NULL);
	if (llabs(report->longitude_millionths) > LONGITUDE_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "longitude_millionths", NULL);
}

/* Where it was seen: a commune has its province. */
static void read_place(struct transaction *tx, const Ocop__Certification__V1__ReportPack *asked,
		       struct reply *reply, struct pack_report *report)
{
	struct unit commune, province;

	unit_load(tx, asked->commune_code, &commune);
	unit_load(tx, asked->province_code, &province);
	if (*asked->commune_code &&
	    (!commune.exists || strcmp(commune.code, commune.province_code) == 0))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "commune_code", NULL);
	if (*asked->province_code &&
	    (!province.exists || strcmp(province.code, province.province_code) != 0))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "province_code", NULL);
	else if (*asked->province_code && commune.exists &&
		 strcmp(commune.province_code, province.code) != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "province_code",
			     "the commune is in another");
	report->seen_commune_code = commune.code;
	report->seen_province_code = commune.exists ? commune.province_code : province.code;
}

/* Whose it is to handle, and what it is about. */
static void read_certificate(struct transaction *tx, struct reply *reply,
			     struct pack_report *report)
{
	struct certificate certificate;
	struct place_codes today = {report->seen_commune_code, report->seen_province_code};

	report->code = report->product_id = "";
	if (*report->number && certificate_find(tx, report->number, &certificate)) {
		report->code = certificate.code;
		report->product_id = certificate.product_id;
		certificate_place_today(tx, &certificate, &today);
	} else if (*report->seen_province_code == '\0') {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "province_code",
			     "no certificate says whose it is");
	}
	report->commune_code = today.commune_code;
	report->province_code = today.province_code;
}

static enum decision answer_again(const struct pack_report *made, const struct pack_report *asked,
				  struct reply *reply)
{
	if (made->kind != asked->kind || strcmp(made->number, asked->number) != 0) {
		reply_refuse(reply, REFUSAL(COMMAND_ID_REUSED), NULL, NULL);
		return REFUSED;
	}
	reply_accept(reply, made->receipt, 1);
	return ACCEPTED;
}

static void write_report(struct transaction *tx, const struct pack_report *report,
			 const char *contact)
{
	pack_report_insert(tx, report);
	pack_report_step_insert(tx, report->report_id,
				&(struct pack_report_step){
					.step_no = 1,
					.move = PACK_REPORT_MOVE(REPORT),
					.moved_on = report->reported_on,
					.agency_id = report->agency_id,
					.commune_code = report->commune_code,
					.province_code = report->province_code,
					.reason = "",
				});
	if (*contact)
		contact_insert(tx, report->report_id, &(struct contact){"", contact},
			       day_from_today(tx, REPORTER_KEPT_DAYS_MAX));
	event_pack_reported(tx, report);
}

enum decision report_pack(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Certification__V1__ReportPack *asked =
		(const Ocop__Certification__V1__ReportPack *)message;
	const struct caller *caller = transaction_caller(tx);
	char report_id[IDENTIFIER_SIZE], receipt[RECEIPT_LENGTH + 1];
	struct pack_report made, report = {
					 .report_id = report_id,
					 .receipt = receipt,
					 .state = PACK_REPORT_STATE(RECEIVED),
					 .reported_on = today_text(tx),
				 };
	const char *contact = allow_composed(reply, "contact", asked->contact, CONTACT_LENGTH_MAX);

	read_words(tx, asked, reply, &report);
	read_place(tx, asked, reply, &report);
	read_certificate(tx, reply, &report);
	if (reply_refused(reply))
		return REFUSED;

	sent_id_derive(tx, "report", report_id);
	receipt_make(RECEIPT_LENGTH, receipt);
	if (pack_report_load(tx, report_id, &made))
		return answer_again(&made, &report, reply);
	report.agency_id = caller_has_role(caller, REPORTING_OFFICES) ? caller->agency_id : "";
	report.due_on = day_from_today(tx, certification_state(tx)->report_due_days);
	write_report(tx, &report, contact);
	reply_accept(reply, receipt, 1);
	return ACCEPTED;
}
