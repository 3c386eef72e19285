/* events.c - what scoring tells: one function an event */
#include "scoring/events.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/events.pb-c.h"

void event_round_planned(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundPlanned event = OCOP__SCORING__V1__ROUND_PLANNED__INIT;

	event.round_id = message_text(round->round_id);
	event.name = message_text(round->name);
	event.kind = round->kind;
	event.level = round->level;
	event.unit_code = message_text(round->unit_code);
	event.rulebook_code = message_text(round->rulebook_code);
	event.held_on = message_text(round->held_on);
	event.proposals_before = message_text(round->proposals_before);
	event.rulebook_sha256 = message_text(round->rulebook_sha256);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_council_appointed(struct transaction *tx, const struct round *round,
			     const struct council *council)
{
	Ocop__Scoring__V1__CouncilAppointed event = OCOP__SCORING__V1__COUNCIL_APPOINTED__INIT;
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__CouncilMember *members =
		arena_alloc(arena, council->count * sizeof(*members));

	event.round_id = message_text(round->round_id);
	event.decision_number = message_text(round->council_decision);
	event.members = arena_alloc(arena, council->count * sizeof(*event.members));
	event.n_members = council->count;
	for (size_t i = 0; i < council->count; i++) {
		ocop__scoring__v1__council_member__init(&members[i]);
		members[i].member_id = message_text(council->members[i].member_id);
		members[i].display_name = message_text(council->members[i].display_name);
		members[i].office = council->members[i].office;
		event.members[i] = &members[i];
	}
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_dossier_taken(struct transaction *tx, const struct round_dossier *dossier)
{
	Ocop__Scoring__V1__DossierTaken event = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_not_taken(struct transaction *tx, const struct admission *admission,
			     const char *reason)
{
	Ocop__Scoring__V1__DossierNotTaken event = OCOP__SCORING__V1__DOSSIER_NOT_TAKEN__INIT;

	event.round_id = message_text(admission->round_id);
	event.dossier_id = message_text(admission->dossier_id);
	event.reason = message_text(reason);
	/* It has no version here; what counts its admissions grows as a version does. */
	outbox_append(tx, admission->dossier_id, (uint64_t)admission->admission, &event.base);
}

void event_conflict_declared(struct transaction *tx, const struct round_dossier *dossier,
			     const struct conflict *conflict)
{
	Ocop__Scoring__V1__ConflictDeclared event = OCOP__SCORING__V1__CONFLICT_DECLARED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.member_id = message_text(conflict->member_id);
	event.acting_chair_id = message_text(conflict->acting_chair_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_round_opened(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundOpened event = OCOP__SCORING__V1__ROUND_OPENED__INIT;

	event.round_id = message_text(round->round_id);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_scoring_started(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__ScoringStarted event = OCOP__SCORING__V1__SCORING_STARTED__INIT;

	event.round_id = message_text(round->round_id);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_score_sheet_sealed(struct transaction *tx, const struct round_dossier *dossier,
			      const struct score_sheet *sheet)
{
	Ocop__Scoring__V1__ScoreSheetSealed event = OCOP__SCORING__V1__SCORE_SHEET_SEALED__INIT;

	event.round_id = message_text(sheet->round_id);
	event.dossier_id = message_text(sheet->dossier_id);
	event.member_id = message_text(sheet->member_id);
	event.pass = sheet->pass;
	event.commitment.data = (uint8_t *)sheet->seal.commitment;
	event.commitment.len = SEAL_COMMITMENT_SIZE_BYTES;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_finding_recorded(struct transaction *tx, const struct round_dossier *dossier,
			    const struct finding *finding)
{
	Ocop__Scoring__V1__FindingRecorded event = OCOP__SCORING__V1__FINDING_RECORDED__INIT;
	Ocop__Scoring__V1__Finding message = OCOP__SCORING__V1__FINDING__INIT;

	message.kind = finding->kind;
	message.code = message_text(finding->code);
	message.reason = message_text(finding->reason);
	message.votes_for = finding->votes_for;
	message.votes_against = finding->votes_against;
	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.finding = &message;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_agreed_options_recorded(struct transaction *tx, const struct round_dossier *dossier,
				   const struct choice *choices, size_t count)
{
	Ocop__Scoring__V1__AgreedOptionsRecorded event =
		OCOP__SCORING__V1__AGREED_OPTIONS_RECORDED__INIT;
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__AgreedOptionsRecorded__OptionsEntry *entries =
		arena_alloc(arena, (count + 1) * sizeof(*entries));

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.options = arena_alloc(arena, (count + 1) * sizeof(*event.options));
	event.n_options = count;
	for (size_t i = 0; i < count; i++) {
		ocop__scoring__v1__agreed_options_recorded__options_entry__init(&entries[i]);
		entries[i].key = message_text(choices[i].criterion_code);
		entries[i].value = choices[i].option_no;
		event.options[i] = &entries[i];
	}
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_closed(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result)
{
	Ocop__Scoring__V1__DossierClosed event = OCOP__SCORING__V1__DOSSIER_CLOSED__INIT;

	event.result = result;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_rescore_ordered(struct transaction *tx, const struct round_dossier *dossier,
			   const char *reason)
{
	Ocop__Scoring__V1__RescoreOrdered event = OCOP__SCORING__V1__RESCORE_ORDERED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.pass = dossier->pass;
	event.reason = message_text(reason);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_left_round(struct transaction *tx, const struct round_dossier *dossier)
{
	Ocop__Scoring__V1__DossierLeftRound event = OCOP__SCORING__V1__DOSSIER_LEFT_ROUND__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.reason = message_text(dossier->gone_reason);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_round_closed(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundClosed event = OCOP__SCORING__V1__ROUND_CLOSED__INIT;

	event.round_id = message_text(round->round_id);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_round_reported(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundReported event = OCOP__SCORING__V1__ROUND_REPORTED__INIT;

	event.round_id = message_text(round->round_id);
	event.report_number = message_text(round->report_number);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_result_decided(struct transaction *tx, const struct round_dossier *dossier,
			  Ocop__Scoring__V1__Result *result)
{
	Ocop__Scoring__V1__ResultDecided event = OCOP__SCORING__V1__RESULT_DECIDED__INIT;

	event.result = result;
	event.sector_code = message_text(dossier->sector_code);
	event.commune_code = message_text(dossier->commune_code);
	event.province_code = message_text(dossier->province_code);
	event.certificate_code = message_text(dossier->certificate_code);
	event.kind = (Ocop__Registration__V1__DossierKind)dossier->kind;
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_round_approved(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundApproved event = OCOP__SCORING__V1__ROUND_APPROVED__INIT;

	event.round_id = message_text(round->round_id);
	event.decision_number = message_text(round->decision_number);
	event.decided_on = message_text(round->decided_on);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_round_published(struct transaction *tx, const struct round *round)
{
	Ocop__Scoring__V1__RoundPublished event = OCOP__SCORING__V1__ROUND_PUBLISHED__INIT;

	event.round_id = message_text(round->round_id);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

const ProtobufCMessageDescriptor *const scoring_naming_events[] = {
	&ocop__scoring__v1__dossier_not_taken__descriptor,
	&ocop__scoring__v1__conflict_declared__descriptor,
	&ocop__scoring__v1__finding_recorded__descriptor,
	&ocop__scoring__v1__dossier_closed__descriptor,
	&ocop__scoring__v1__rescore_ordered__descriptor,
	&ocop__scoring__v1__dossier_left_round__descriptor,
	&ocop__scoring__v1__result_decided__descriptor,
	&ocop__scoring__v1__site_visited__descriptor,
	&ocop__scoring__v1__agency_report_filed__descriptor,
	&ocop__scoring__v1__complaint_recorded__descriptor,
	&ocop__scoring__v1__complaint_answered__descriptor,
	NULL,
};
