/* commands.c - what registration can be asked to change: the table */
#include "registration/commands.h"

#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/subjects.h"

enum {
	/* Who may fill in: the producer, or the commune's officer who types for him. */
	FILLERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER),
	/* Who registers a producer, after seeing his papers. */
	OFFICES = ALLOW(OPERATOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY)
};

/* What a row is for stands beside its message in the proto. */
const struct command registration_commands[] = {
	{
		.message = &ocop__registration__v1__register_producer__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = OFFICES,
		.subject = subject_of_commune,
		.handle = register_producer,
	},
	{
		.message = &ocop__registration__v1__register_product__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_producer,
		.handle = register_product,
	},
	{
		.message = &ocop__registration__v1__import_product__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(OPERATOR) | ALLOW(OCOP_AGENCY),
		.handle = import_product,
	},
	{
		.message = &ocop__registration__v1__open_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_product,
		.handle = open_dossier,
	},
	{
		.message = &ocop__registration__v1__fill_forms__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_dossier,
		.handle = fill_forms,
	},
	{
		.message = &ocop__registration__v1__save_self_assessment__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_dossier,
		.handle = save_self_assessment,
	},
	{
		.message = &ocop__registration__v1__attach_evidence__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_dossier,
		.prepare = attach_evidence_prepare,
		.handle = attach_evidence,
	},
	{
		.message = &ocop__registration__v1__remove_evidence__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = FILLERS,
		.subject = subject_of_dossier,
		.handle = remove_evidence,
	},
	{
		.message = &ocop__registration__v1__submit_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(PRODUCER),
		.subject = subject_of_dossier,
		.handle = submit_dossier,
	},
	{
		.message = &ocop__registration__v1__screen_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(COMMUNE_OFFICER),
		.subject = subject_of_dossier,
		.handle = screen_dossier,
	},
	{
		.message = &ocop__registration__v1__propose_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(COMMUNE_OFFICER),
		.subject = subject_of_dossier,
		.handle = propose_dossier,
	},
	{
		.message = &ocop__registration__v1__admit_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(OCOP_AGENCY) | ALLOW(MINISTRY),
		.subject = subject_of_dossier,
		.handle = admit_dossier,
	},
	{
		.message = &ocop__registration__v1__return_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY),
		.subject = subject_of_dossier,
		.handle = return_dossier,
	},
	{
		.message = &ocop__registration__v1__withdraw_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW(PRODUCER),
		.subject = subject_of_dossier,
		.handle = withdraw_dossier,
	},
	{
		.message = &ocop__registration__v1__issue_product_code__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW_SYSTEM,
		.subject = subject_of_dossier,
		.handle = issue_product_code,
	},
	{
		.message = &ocop__registration__v1__conclude_dossier__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.allow = ALLOW_SYSTEM,
		.subject = subject_of_dossier,
		.handle = conclude_dossier,
	},
	{0},
};
