/* handovers.c - what registration tells of the things that go from office to office with a dossier
 */
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/events.h"
#include "registration/records/paper.h"
#include "registration/records/sample.h"

Ocop__Registration__V1__SampleReceipt sample_receipt_message(const struct sample_receipt *receipt)
{
	Ocop__Registration__V1__SampleReceipt message =
		OCOP__REGISTRATION__V1__SAMPLE_RECEIPT__INIT;

	message.office = receipt->office;
	message.sample_count = receipt->sample_count;
	message.received_on = message_text(receipt->received_on);
	message.receipt_number = message_text(receipt->receipt_number);
	message.note = message_text(receipt->note);
	return message;
}

void event_samples_received(struct transaction *tx, const struct dossier *dossier,
			    const struct sample_receipt *receipt)
{
	Ocop__Registration__V1__SamplesReceived event =
		OCOP__REGISTRATION__V1__SAMPLES_RECEIVED__INIT;
	Ocop__Registration__V1__SampleReceipt message = sample_receipt_message(receipt);

	event.dossier_id = message_text(dossier->dossier_id);
	event.receipt = &message;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_paper_attached(struct transaction *tx, const struct dossier *dossier,
			  const struct paper *paper)
{
	Ocop__Registration__V1__PaperAttached event = OCOP__REGISTRATION__V1__PAPER_ATTACHED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.paper = paper_message(transaction_arena(tx), paper);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_paper_kept(struct transaction *tx, const struct kept_paper *kept)
{
	Ocop__Registration__V1__PaperKept event = OCOP__REGISTRATION__V1__PAPER_KEPT__INIT;

	event.paper = paper_message(transaction_arena(tx), &kept->paper);
	event.unit_code = message_text(kept->unit_code);
	outbox_append(tx, kept->paper.paper_id, 1, &event.base);
}

void event_producer_paper_kept(struct transaction *tx, const struct kept_paper *kept)
{
	Ocop__Registration__V1__ProducerPaperKept event =
		OCOP__REGISTRATION__V1__PRODUCER_PAPER_KEPT__INIT;

	event.paper = paper_message(transaction_arena(tx), &kept->paper);
	event.producer_id = message_text(kept->producer_id);
	outbox_append(tx, kept->paper.paper_id, 1, &event.base);
}

void event_late_filing_allowed(struct transaction *tx, const struct certificate *certificate,
			       const struct late_filing *filing)
{
	Ocop__Registration__V1__LateFilingAllowed event =
		OCOP__REGISTRATION__V1__LATE_FILING_ALLOWED__INIT;

	event.certificate_code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.until = message_text(filing->until);
	event.decision_number = message_text(filing->decision_number);
	event.reason = message_text(filing->reason);
	outbox_append(tx, certificate->code, 1, &event.base);
}

void event_centre_result_recorded(struct transaction *tx, const struct dossier *dossier,
				  const struct product *product,
				  const struct centre_decision *decision)
{
	Ocop__Registration__V1__CentreResultRecorded event =
		OCOP__REGISTRATION__V1__CENTRE_RESULT_RECORDED__INIT;
	Ocop__Registration__V1__Place place = place_message(&product->place);

	event.dossier_id = message_text(dossier->dossier_id);
	event.product_id = message_text(dossier->product_id);
	event.producer_id = message_text(dossier->producer_id);
	event.product_name = message_text(product->name);
	event.producer_name = message_text(product->producer_name);
	event.place = &place;
	event.rulebook_code = message_text(dossier->rulebook_code);
	event.set_no = dossier->set_no;
	event.score = message_text(decision->score);
	event.star = decision->star;
	event.given_star = decision->given_star;
	event.decision_number = message_text(decision->decision_number);
	event.decided_on = message_text(decision->decided_on);
	event.certificate_number = message_text(decision->certificate_number);
	event.valid_until = message_text(decision->valid_until);
	event.decision_sha256 = message_text(decision->decision_sha256);
	event.certificate_code = message_text(dossier->certificate_code);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_recognised_on_centre_result(struct transaction *tx, const struct dossier *dossier,
				       const struct product *product,
				       const struct centre_result *result,
				       const char *decision_number, const char *decided_on)
{
	Ocop__Registration__V1__RecognisedOnCentreResult event =
		OCOP__REGISTRATION__V1__RECOGNISED_ON_CENTRE_RESULT__INIT;
	Ocop__Registration__V1__Place place = place_message(&product->place);

	event.dossier_id = message_text(dossier->dossier_id);
	event.product_id = message_text(dossier->product_id);
	event.producer_id = message_text(dossier->producer_id);
	event.product_name = message_text(product->name);
	event.producer_name = message_text(product->producer_name);
	event.place = &place;
	event.rulebook_code = message_text(dossier->rulebook_code);
	event.set_no = dossier->set_no;
	event.sector_code = message_text(product->sector_code);
	event.kind = dossier->kind;
	event.certificate_code = message_text(dossier->certificate_code);
	event.centre_result = centre_result_message(transaction_arena(tx), result);
	event.decision_number = message_text(decision_number);
	event.decided_on = message_text(decided_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
