/* queries.c - what registration can be asked: the tables */
#include "registration/queries.h"

#include "ocop/registration/v1/commands.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/subjects.h"

/* Who may send files: the producer, or the commune's officer who types for him. */
enum { FILLERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) };

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
		.allow = DOSSIER_READERS,
		.subject = subject_of_dossier,
		.handle = check_dossier,
	},
	{0},
};

const struct query registration_files[] = {
	{
		.message = &ocop__registration__v1__open_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = FILLERS,
		.handle = open_upload,
	},
	{
		.message = &ocop__registration__v1__get_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = FILLERS,
		.handle = get_upload,
	},
	{
		.message = &ocop__registration__v1__write_upload__descriptor,
		.reply = &ocop__registration__v1__upload_state__descriptor,
		.allow = FILLERS,
		.handle = write_upload,
	},
	{
		.message = &ocop__registration__v1__read_file__descriptor,
		.reply = &ocop__registration__v1__read_file_reply__descriptor,
		.allow = DOSSIER_READERS,
		.subject = subject_of_dossier,
		.handle = read_file,
	},
	{0},
};
