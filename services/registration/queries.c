/* queries.c - what registration can be asked: the tables */
#include "registration/queries.h"

#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/subjects.h"

enum {
	/* Who may send files: the producer, or the commune's officer who types for him, of
	 * evidence; the offices of papers. */
	SENDERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
		  ALLOW(MINISTRY) | ALLOW(INSPECTOR),
	/* Who reads papers that decisions rest on. */
	PAPER_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) |
			ALLOW(CHAIRMAN) | ALLOW(MINISTRY) | ALLOW(INSPECTOR) | ALLOW(AUDITOR),
	/* Who keeps the register. */
	OFFICES = ALLOW(OPERATOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY)
};

/* What a row is for stands beside its message in the proto. */
const struct query registration_queries[] = {
	{
		.message = &ocop__registration__v1__get_producer__descriptor,
		.reply = &ocop__registration__v1__producer__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = get_producer,
	},
	{
		.message = &ocop__registration__v1__list_producers__descriptor,
		.reply = &ocop__registration__v1__list_producers_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_producers,
	},
	{
		.message = &ocop__registration__v1__get_product__descriptor,
		.reply = &ocop__registration__v1__product__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = get_product,
	},
	{
		.message = &ocop__registration__v1__list_products__descriptor,
		.reply = &ocop__registration__v1__list_products_reply__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = list_products,
	},
	{
		.message = &ocop__registration__v1__get_dossier__descriptor,
		.reply = &ocop__registration__v1__dossier__descriptor,
		.allow = DOSSIER_READERS,
		.subject = subject_of_dossier,
		.handle = get_dossier,
	},
	{
		/* Shows what the caller's grants cover, row by row. */
		.message = &ocop__registration__v1__list_dossiers__descriptor,
		.reply = &ocop__registration__v1__list_dossiers_reply__descriptor,
		.allow = DOSSIER_READERS,
		.handle = list_dossiers,
	},
	{
		.message = &ocop__registration__v1__check_dossier__descriptor,
		.reply = &ocop__registration__v1__check_dossier_reply__descriptor,
		.allow = CONTENT_READERS,
		.subject = subject_of_dossier,
		.handle = check_dossier,
	},
	{
		.message = &ocop__registration__v1__list_carry_over__descriptor,
		.reply = &ocop__registration__v1__list_carry_over_reply__descriptor,
		.allow = CONTENT_READERS,
		.subject = subject_of_dossier,
		.handle = list_carry_over,
	},
	{
		.message = &ocop__registration__v1__list_submissions__descriptor,
		.reply = &ocop__registration__v1__list_submissions_reply__descriptor,
		.allow = CONTENT_READERS,
		.subject = subject_of_dossier,
		.handle = list_submissions,
	},
	{
		.message = &ocop__registration__v1__get_submission__descriptor,
		.reply = &ocop__registration__v1__submission_content__descriptor,
		.allow = WHOLE_READERS,
		.subject = subject_of_dossier,
		.handle = get_submission,
	},
	{
		.message = &ocop__registration__v1__get_dossier_track__descriptor,
		.reply = &ocop__registration__v1__dossier_track__descriptor,
		.allow = DOSSIER_READERS,
		.subject = subject_of_dossier,
		.handle = get_dossier_track,
	},
	{
		.message = &ocop__registration__v1__list_desk__descriptor,
		.reply = &ocop__registration__v1__list_desk_reply__descriptor,
		.allow = DOSSIER_READERS,
		.handle = list_desk,
	},
	{
		.message = &ocop__registration__v1__get_filing_calendar__descriptor,
		.reply = &ocop__registration__v1__filing_calendar__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = get_filing_calendar,
	},
	{
		.message = &ocop__registration__v1__get_producer_record__descriptor,
		.reply = &ocop__registration__v1__producer_record__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = get_producer_record,
	},
	{
		.message = &ocop__registration__v1__get_product_record__descriptor,
		.reply = &ocop__registration__v1__product_record__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = get_product_record,
	},
	{
		.message = &ocop__registration__v1__list_held_certificates__descriptor,
		.reply = &ocop__registration__v1__list_held_certificates_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_held_certificates,
	},
	{
		.message = &ocop__registration__v1__list_marks__descriptor,
		.reply = &ocop__registration__v1__list_marks_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_marks,
	},
	{
		.message = &ocop__registration__v1__list_merge_candidates__descriptor,
		.reply = &ocop__registration__v1__list_merge_candidates_reply__descriptor,
		.allow = OFFICES | ALLOW(MINISTRY),
		.handle = list_merge_candidates,
	},
	{
		.message = &ocop__registration__v1__find_similar_producers__descriptor,
		.reply = &ocop__registration__v1__find_similar_producers_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = find_similar_producers,
	},
	{
		.message = &ocop__registration__v1__list_merges__descriptor,
		.reply = &ocop__registration__v1__list_merges_reply__descriptor,
		.allow = OFFICES | ALLOW(MINISTRY),
		.handle = list_merges,
	},
	{
		.message = &ocop__registration__v1__count_products__descriptor,
		.reply = &ocop__registration__v1__count_products_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = count_products,
	},
	{
		.message = &ocop__registration__v1__list_product_numbers__descriptor,
		.reply = &ocop__registration__v1__list_product_numbers_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_product_numbers,
	},
	{
		.message = &ocop__registration__v1__preview_import__descriptor,
		.reply = &ocop__registration__v1__import_preview__descriptor,
		.allow = ALLOW(OPERATOR) | ALLOW(OCOP_AGENCY),
		.handle = preview_import,
	},
	{
		.message = &ocop__registration__v1__list_survey_entries__descriptor,
		.reply = &ocop__registration__v1__list_survey_entries_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_survey_entries,
	},
	{
		.message = &ocop__registration__v1__get_idea__descriptor,
		.reply = &ocop__registration__v1__idea__descriptor,
		.allow = IDEA_READERS,
		.subject = subject_of_idea,
		.handle = get_idea,
	},
	{
		/* Shows what the caller's grants cover, row by row. */
		.message = &ocop__registration__v1__list_ideas__descriptor,
		.reply = &ocop__registration__v1__list_ideas_reply__descriptor,
		.allow = IDEA_READERS,
		.handle = list_ideas,
	},
	{
		.message = &ocop__registration__v1__list_plans__descriptor,
		.reply = &ocop__registration__v1__list_plans_reply__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = list_plans,
	},
	{
		.message = &ocop__registration__v1__get_plan_progress__descriptor,
		.reply = &ocop__registration__v1__plan_progress__descriptor,
		.allow = ALLOW_SIGNED_IN,
		.handle = get_plan_progress,
	},
	{0},
};

const struct query registration_files[] = {
	{
		.message = &ocop__registration__v1__open_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = SENDERS,
		.handle = open_upload,
	},
	{
		.message = &ocop__registration__v1__get_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = SENDERS,
		.handle = get_upload,
	},
	{
		/* Nobody's are photos of reports; nobody else's may be written to. */
		.message = &ocop__registration__v1__write_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = SENDERS | ALLOW_ANYONE,
		.handle = write_upload,
	},
	{
		.message = &ocop__registration__v1__drop_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = SENDERS,
		.handle = drop_upload,
	},
	{
		.message = &ocop__registration__v1__get_upload_limits__descriptor,
		.reply = &ocop__registration__v1__upload_limits__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = get_upload_limits,
	},
	{
		.message = &ocop__registration__v1__read_file__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = CONTENT_READERS,
		.subject = subject_of_dossier,
		.handle = read_file,
	},
	{
		.message = &ocop__registration__v1__read_paper__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = PAPER_READERS,
		.subject = subject_of_kept_paper,
		.handle = read_paper,
	},
	{
		/* What the public compares with the pack in its hand. */
		.message = &ocop__registration__v1__read_pack_photo__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = read_pack_photo,
	},
	{
		/* What a product's page shows. */
		.message = &ocop__registration__v1__read_product_photo__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = ALLOW_ANYONE,
		.subject = subject_of_product_photo,
		.handle = read_product_photo,
	},
	{
		.message = &ocop__registration__v1__open_report_photo__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = open_report_photo,
	},
	{
		.message = &ocop__registration__v1__read_report_photo__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = PAPER_READERS,
		.subject = subject_of_report_photo,
		.handle = read_report_photo,
	},
	{
		.message = &ocop__registration__v1__print_dossier__descriptor,
		.reply = &ocop__registration__v1__document_made__descriptor,
		.allow = CONTENT_READERS,
		.subject = subject_of_dossier,
		.handle = print_dossier,
	},
	{
		.message = &ocop__registration__v1__pack_dossier__descriptor,
		.reply = &ocop__registration__v1__document_made__descriptor,
		.allow = WHOLE_READERS,
		.subject = subject_of_dossier,
		.handle = pack_dossier,
	},
	{
		.message = &ocop__registration__v1__export_register__descriptor,
		.reply = &ocop__registration__v1__document_made__descriptor,
		.allow = REGISTER_READERS,
		.handle = export_register,
	},
	{
		/* Of dossiers and lists: who had it made may read it. */
		.message = &ocop__registration__v1__read_document__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = DOSSIER_READERS,
		.handle = read_document,
	},
	{0},
};
