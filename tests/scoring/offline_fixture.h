/* offline_fixture.h - the form for scoring without network, asked for and handed back */
#pragma once

#include "scoring/offline/upload.h"
#include "scoring_fixture.h"

/* A form as it comes back. */
struct form {
	Ocop__Scoring__V1__OfflineSheet items[UPLOAD_SHEETS_MAX + 1];
	Ocop__Scoring__V1__OfflineSheet *list[UPLOAD_SHEETS_MAX + 1];
	size_t count;
};

static inline struct form *form_empty(void)
{
	return arena_alloc(harness_arena(fixture.harness), sizeof(struct form));
}

static inline Ocop__Scoring__V1__OfflineSheet *sheet_added(struct form *form,
							   const char *dossier_id,
							   struct choices *choices, bool submit)
{
	Ocop__Scoring__V1__OfflineSheet *sheet = &form->items[form->count];

	ocop__scoring__v1__offline_sheet__init(sheet);
	sheet->dossier_id = arena_strdup(harness_arena(fixture.harness), dossier_id);
	sheet->pass = 1;
	/* Entries of all our maps of this kind have one shape. */
	sheet->choices = (Ocop__Scoring__V1__OfflineSheet__ChoicesEntry **)choices->list;
	sheet->n_choices = choices->count;
	sheet->submit = submit;
	form->list[form->count++] = sheet;
	return sheet;
}

/* Choices as entries of an offline sheet's map, of this total. */
static inline struct choices *offline_choices(uint32_t total)
{
	struct choices *choices = choices_of_total(total);

	for (size_t i = 0; i < choices->count; i++)
		choices->entries[i].base.descriptor =
			&ocop__scoring__v1__offline_sheet__choices_entry__descriptor;
	return choices;
}

static inline Ocop__Scoring__V1__UploadOfflineForm upload_of(const char *round_id,
							     const char *member_id,
							     struct form *form)
{
	Ocop__Scoring__V1__UploadOfflineForm message = OCOP__SCORING__V1__UPLOAD_OFFLINE_FORM__INIT;

	message.round_id = (char *)round_id;
	message.member_id = (char *)member_id;
	message.sheets = form->list;
	message.n_sheets = form->count;
	sign_in_member(member_id);
	return message;
}

static inline const Ocop__Common__V1__Reply *upload(const char *round_id, const char *member_id,
						    struct form *form)
{
	Ocop__Scoring__V1__UploadOfflineForm message = upload_of(round_id, member_id, form);

	return command(&message.base);
}

static inline const Ocop__Scoring__V1__ScoreSheet *sheet_of(const char *round_id,
							    const char *dossier_id,
							    const char *member_id)
{
	Ocop__Scoring__V1__GetScoreSheet query = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = (char *)dossier_id;
	query.member_id = (char *)member_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(score_sheet));
}

/* A round in scoring with a dossier of each of these sets, whose ids come back in their order. */
static inline const char *round_of_sets(const uint32_t *sets, size_t count,
					const char **ret_dossier_ids)
{
	const char *round_id = round_planned();

	for (size_t i = 0; i < count; i++)
		ret_dossier_ids[i] = dossier_admitted(round_id, sets[i]);
	council_appointed(round_id, MEMBERS);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	return round_id;
}

static inline const Ocop__Common__V1__Reply *ask_form(const char *round_id)
{
	Ocop__Scoring__V1__GetOfflineForm query = OCOP__SCORING__V1__GET_OFFLINE_FORM__INIT;

	query.round_id = (char *)round_id;
	return harness_query(fixture.harness, &query.base);
}

static inline const Ocop__Scoring__V1__OfflineForm *form_of(const char *round_id)
{
	return harness_body(fixture.harness, ask_form(round_id), MESSAGE(offline_form));
}
