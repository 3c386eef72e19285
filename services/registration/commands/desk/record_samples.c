/* record_samples.c - samples came with the dossier; the receipt gets a number
 *
 * Reads:     registration.v1.RecordSamples
 * Needs:     a dossier that is with the office that receives (the centre's receipt the province may
 *            keep), of a set that asks for samples; a day from its submission to today
 * Writes:    sample_receipts, one row; sample_sequences; dossiers (its version)
 * Publishes: registration.v1.SamplesReceived
 * Refuses:   FIELD_INVALID, FIELD_TOO_LONG, DATE_INVALID, DOSSIER_STATE, ROLE_MISSING,
 *            SAMPLES_NOT_ASKED
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/sample.h"
#include "registration/rules/samples.h"
#include "registration/state.h"

static bool read_message(struct transaction *tx, const Ocop__Registration__V1__RecordSamples *asked,
			 struct reply *reply, struct sample_receipt *ret_receipt)
{
	int32_t day;

	*ret_receipt = (struct sample_receipt){
		.office = asked->office,
		.sample_count = asked->sample_count,
		.received_on = asked->received_on,
		.note = allow_composed(reply, "note", asked->note, LINE_LENGTH_MAX),
		.recorded_by = transaction_caller(tx)->account_id,
	};
	if (asked->office != OFFICE(COMMUNE) && asked->office != OFFICE(PROVINCE) &&
	    asked->office != OFFICE(CENTRE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "office",
			     "the commune, the province or the centre");
	if (asked->sample_count == 0 || asked->sample_count > SAMPLE_COUNT_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "sample_count", "1 to %d",
			     (int)SAMPLE_COUNT_MAX);
	if (require_date(reply, "received_on", asked->received_on, &day) &&
	    day > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "received_on",
			     "a day that is yet to come");
	return !reply_refused(reply);
}

/* Whether the rule book asks for samples of what this dossier is about. */
static bool samples_are_asked(struct transaction *tx, const struct dossier *dossier,
			      Ocop__Registration__V1__Office office)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, dossier->set_no) : NULL;

	return set && samples_asked(book, set, dossier->kind, office) > 0;
}

/* Returns the receipt's number. */
static const char *write_receipt(struct transaction *tx, struct dossier *dossier,
				 struct sample_receipt *receipt)
{
	const char *unit_code = receipt_unit(dossier, receipt->office);
	int year = date_year(date_of_us(transaction_now_us(tx)));
	char *number = arena_alloc(transaction_arena(tx), RECEIPT_NUMBER_SIZE);

	receipt_number_print(unit_code, year, sample_sequence_next(tx, unit_code, year), number);
	receipt->receipt_number = number;
	sample_receipt_insert(tx, dossier->dossier_id, receipt);
	dossier_update(tx, dossier);
	event_samples_received(tx, dossier, receipt);
	return number;
}

enum decision record_samples(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__RecordSamples *asked =
		(const Ocop__Registration__V1__RecordSamples *)message;
	struct sample_receipt receipt;
	const char *number;
	struct move move;

	if (!read_message(tx, asked, reply, &receipt))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, verb_of_samples(asked->office), &move))
		return REFUSED;

	if (!samples_are_asked(tx, &move.dossier, asked->office))
		reply_refuse(reply, REFUSAL(SAMPLES_NOT_ASKED), NULL, NULL);
	/* Days compare as texts. */
	if (strcmp(asked->received_on, move.dossier.submitted_on) < 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "received_on",
			     "a day before the dossier was submitted");
	if (reply_refused(reply))
		return REFUSED;

	number = write_receipt(tx, &move.dossier, &receipt);
	reply_accept(reply, number, move.dossier.version);
	return ACCEPTED;
}
