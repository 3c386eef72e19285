/* state.c - what registration holds from start to stop: rule books and settings */
#include "registration/state.h"

#include <string.h>

#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/rulebook_setting.h"
#include "common/service.h"
#include "common/store/transaction.h"
#include "registration/files/content_store.h"
#include "registration/files/document_store.h"
#include "registration/files/inspection.h"
#include "registration/files/upload.h"

const struct setting registration_settings[] = {
	/* 256 MiB holds some minutes of a phone's video; 100 scanned pages have 50 MB. */
	{"evidence_limit_bytes", SETTING_NUMBER, "268435456", 1024, 1073741824,
	 "largest file of a dossier, bytes"},
	/* The largest dossiers have 500 pages in 77 files. */
	{"dossier_limit_bytes", SETTING_NUMBER, "2147483648", 1024, 1099511627776,
	 "all files of a dossier together, bytes"},
	{"file_inspector", SETTING_TEXT, "", 0, 255,
	 "program that looks into files; default: ocop-inspector beside the daemon"},
	/* The law leaves it open; either way it is recorded. */
	{"re_rating_late_filing", SETTING_TEXT, "first_rating", 1, 30,
	 "a re-rating outside its window: first_rating (only as one) or chairman_exception"},
	{0},
};

static bool late_filing_read(const char *word, bool *ret_by_exception)
{
	*ret_by_exception = strcmp(word, "chairman_exception") == 0;
	return *ret_by_exception || strcmp(word, "first_rating") == 0;
}

int registration_start(struct service *service, void **ret_state)
{
	const struct settings *settings = service_settings(service);
	struct registration_state *registration = memory_alloc(sizeof(*registration));
	int error = rulebooks_open(settings, &registration->rulebooks);

	if (error) {
		memory_free(registration);
		return error;
	}
	registration->folder = service_folder(service);
	registration->evidence_limit_bytes = settings_number(settings, "evidence_limit_bytes");
	registration->dossier_limit_bytes = settings_number(settings, "dossier_limit_bytes");
	if (!late_filing_read(settings_text(settings, "re_rating_late_filing"),
			      &registration->late_filing_by_exception)) {
		log_write(LOG_ERROR, "setting",
			  "name=re_rating_late_filing value=first_rating|chairman_exception");
		registration_stop(registration);
		return ERROR_SETTING;
	}

	error = inspector_find(settings_text(settings, "file_inspector"), registration->inspector,
			       sizeof registration->inspector);
	if (error) {
		log_write(LOG_ERROR, "file_inspector_unusable", "path=%s error=%s",
			  registration->inspector, error_text(error));
		registration_stop(registration);
		return error;
	}
	error = content_store_open(registration->folder);
	if (!error)
		error = uploads_open(registration->folder);
	if (!error)
		error = documents_open(registration->folder);
	if (error) {
		log_write(LOG_ERROR, "file_folders_unusable", "folder=%s error=%s",
			  registration->folder, error_text(error));
		registration_stop(registration);
		return error;
	}
	*ret_state = registration;
	return 0;
}

void registration_stop(void *state)
{
	struct registration_state *registration = state;

	if (!registration)
		return;
	rulebooks_destroy(registration->rulebooks);
	memory_free(registration);
}

const struct registration_state *registration_state(struct transaction *tx)
{
	return transaction_state(tx);
}
