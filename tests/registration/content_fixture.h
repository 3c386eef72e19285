/* content_fixture.h - what the tests of a dossier's content share: checks, versions, supplements */
#pragma once

#include "registration_fixture.h"

/* True when the refusal is among those of the answer, for this field ("" for none). */
static inline bool is_refused_for(const Ocop__Common__V1__Reply *reply,
				  Ocop__Common__V1__RefusalCode code, const char *field)
{
	for (size_t i = 0; i < reply->n_refusals; i++) {
		if (reply->refusals[i]->code == code &&
		    strcmp(reply->refusals[i]->field, field) == 0)
			return true;
	}
	return false;
}

static inline const Ocop__Registration__V1__CheckDossierReply *check(const char *dossier_id)
{
	Ocop__Registration__V1__CheckDossier message = OCOP__REGISTRATION__V1__CHECK_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(check_dossier_reply));
}

static inline const Ocop__Common__V1__Reply *confirm(const char *dossier_id, const char *sha256)
{
	Ocop__Registration__V1__ConfirmDossier message =
		OCOP__REGISTRATION__V1__CONFIRM_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.content_sha256 = (char *)sha256;
	return command(&message.base);
}

static inline const Ocop__Common__V1__Reply *remove_evidence_of(const char *dossier_id,
								const char *evidence_id)
{
	Ocop__Registration__V1__RemoveEvidence message =
		OCOP__REGISTRATION__V1__REMOVE_EVIDENCE__INIT;

	message.dossier_id = (char *)dossier_id;
	message.evidence_id = (char *)evidence_id;
	return command(&message.base);
}

static inline const Ocop__Registration__V1__ListSubmissionsReply *list_submissions_of(
	const char *dossier_id)
{
	Ocop__Registration__V1__ListSubmissions message =
		OCOP__REGISTRATION__V1__LIST_SUBMISSIONS__INIT;

	message.dossier_id = (char *)dossier_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_submissions_reply));
}

static inline const Ocop__Common__V1__Reply *ask_for_submission(const char *dossier_id,
								uint32_t submission_no)
{
	Ocop__Registration__V1__GetSubmission message =
		OCOP__REGISTRATION__V1__GET_SUBMISSION__INIT;

	message.dossier_id = (char *)dossier_id;
	message.submission_no = submission_no;
	return harness_query(fixture.harness, &message.base);
}

static inline const Ocop__Registration__V1__SubmissionContent *get_submission_of(
	const char *dossier_id, uint32_t submission_no)
{
	return harness_body(fixture.harness, ask_for_submission(dossier_id, submission_no),
			    MESSAGE(submission_content));
}

/* One thing is asked for, by 20 June 2026. */
static inline Ocop__Registration__V1__AskSupplement a_question(const char *dossier_id)
{
	static Ocop__Registration__V1__ReturnItem item, *items[] = {&item};
	Ocop__Registration__V1__AskSupplement message =
		OCOP__REGISTRATION__V1__ASK_SUPPLEMENT__INIT;

	ocop__registration__v1__return_item__init(&item);
	item.code = (char *)"EV_TEST";
	item.text = (char *)"Phiếu kiểm nghiệm còn hạn";
	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)"Phiếu kiểm nghiệm đã cũ";
	message.items = items;
	message.n_items = 1;
	message.deadline = (char *)"2026-06-20";
	return message;
}

static inline const Ocop__Common__V1__Reply *give(const char *dossier_id, const char *note)
{
	Ocop__Registration__V1__GiveSupplement message =
		OCOP__REGISTRATION__V1__GIVE_SUPPLEMENT__INIT;

	message.dossier_id = (char *)dossier_id;
	message.note = (char *)note;
	return command(&message.base);
}

/* A link of this type; its id. */
static inline const char *attach_link(const char *dossier_id, const char *type, const char *link)
{
	Ocop__Registration__V1__AttachEvidence message = a_link(dossier_id);

	message.evidence_type = (char *)type;
	message.link = (char *)link;
	return accepted_id(&message.base);
}

/* In the round of a_round; the agency is signed in. */
static inline const char *an_admitted_dossier(void)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	return dossier_id;
}
