/* content.c - what registration tells of a dossier's content and its versions */
#include "registration/answers/content.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "registration/events.h"

void event_dossier_carried_over(struct transaction *tx, const struct dossier *dossier,
				size_t to_do_count)
{
	Ocop__Registration__V1__DossierCarriedOver event =
		OCOP__REGISTRATION__V1__DOSSIER_CARRIED_OVER__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.from_dossier_id = message_text(dossier->carried_from);
	event.to_do_count = (uint32_t)to_do_count;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_confirmed(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierConfirmed event =
		OCOP__REGISTRATION__V1__DOSSIER_CONFIRMED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.content_sha256 = message_text(dossier->confirmed_sha256);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_earlier_dossier_closed(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__EarlierDossierClosed event =
		OCOP__REGISTRATION__V1__EARLIER_DOSSIER_CLOSED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.product_id = message_text(dossier->product_id);
	event.rulebook_code = message_text(dossier->rulebook_code);
	event.set_no = dossier->set_no;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_supplement_asked(struct transaction *tx, const struct dossier *dossier,
			    Ocop__Registration__V1__Supplement *supplement)
{
	Ocop__Registration__V1__SupplementAsked event =
		OCOP__REGISTRATION__V1__SUPPLEMENT_ASKED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.supplement = supplement;
	event.round_id = message_text(dossier->round_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_supplement_given(struct transaction *tx, const struct dossier *dossier,
			    uint32_t supplement_no, const char *content_sha256)
{
	Ocop__Registration__V1__SupplementGiven event =
		OCOP__REGISTRATION__V1__SUPPLEMENT_GIVEN__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.supplement_no = supplement_no;
	event.submission_no = dossier->submissions;
	event.content_sha256 = message_text(content_sha256);
	event.pack_photos = pack_photos_of_submission(tx, dossier, &event.n_pack_photos);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
