/* centre_fixture.h - upload_fixture.h and a dossier that the province proposed to the centre */
#pragma once

#include "upload_fixture.h"

#define PAPER(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

/* A dossier that a province's round proposed to the centre on 20 June, seen on 1 October. */
static inline const char *a_dossier_at_the_centre(void)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;
	Ocop__Scoring__V1__ResultDecided decided = OCOP__SCORING__V1__RESULT_DECIDED__INIT;
	Ocop__Scoring__V1__Result result = OCOP__SCORING__V1__RESULT__INIT;
	const char *dossier_id = a_proposed_dossier();

	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	taken.round_id = round.round_id;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
	decided.result = &result;
	result.round_id = round.round_id;
	result.dossier_id = (char *)dossier_id;
	result.decision = DECISION_OUTCOME(PROPOSED_TO_CENTRE);
	result.decision_number = (char *)"1234/QĐ-UBND";
	result.decided_on = (char *)"2026-06-20";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &decided.base);
	harness_set_date(fixture.harness, "2026-10-01");
	sign_in_agency();
	return dossier_id;
}

static inline const char *attach(const char *dossier_id, Ocop__Registration__V1__PaperKind kind)
{
	Ocop__Registration__V1__AttachPaper message = OCOP__REGISTRATION__V1__ATTACH_PAPER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.kind = kind;
	message.upload_id = (char *)upload("quyet-dinh.png", png, sizeof png);
	return accepted_id(&message.base);
}

/* Five stars, as of the decision whose scan is attached. */
static inline Ocop__Registration__V1__RecordCentreResult a_result(const char *dossier_id)
{
	Ocop__Registration__V1__RecordCentreResult message =
		OCOP__REGISTRATION__V1__RECORD_CENTRE_RESULT__INIT;

	message.dossier_id = (char *)dossier_id;
	message.score = (char *)"91.14";
	message.star = 5;
	message.decision_number = (char *)"88/QĐ-BNNMT";
	message.decided_on = (char *)"2026-09-25";
	message.certificate_number = (char *)"7/2026/OCOP-QG";
	message.decision_paper_id = (char *)attach(dossier_id, PAPER(CENTRE_DECISION));
	return message;
}
