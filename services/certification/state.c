/* state.c - what certification's handlers use: the rule books and how numbers are made */
#include "certification/state.h"

#include "certification/rules.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/rulebook_setting.h"
#include "common/service.h"
#include "common/store/transaction.h"

enum { LOG_TEXT_SIZE = 1024 };

const struct setting certification_settings[] = {
	{"number_template", SETTING_TEXT, "{seq:04}/{year}/GCN-OCOP-{province}", 1, 100,
	 "official number of a certificate: {seq} or {seq:04}, {year}, {province}"},
	{"number_authority", SETTING_TEXT, "", 0, 20,
	 "what stands for {province}; empty: the province's code, TW for the centre"},
	{0},
};

int certification_start(struct service *service, void **ret_state)
{
	const struct settings *values = service_settings(service);
	const char *number_template = settings_text(values, "number_template");
	struct certification_state *state;
	struct rulebooks *rulebooks;
	char quoted[LOG_TEXT_SIZE];
	int error;

	if (!official_number_template_is_sound(number_template)) {
		log_write(LOG_ERROR, "setting", "name=number_template value=%s",
			  log_quote(number_template, quoted, sizeof(quoted)));
		return ERROR_SETTING;
	}
	error = rulebooks_open(values, &rulebooks);
	if (error)
		return error;

	state = memory_alloc(sizeof(*state));
	state->rulebooks = rulebooks;
	state->number_template = number_template;
	state->authority = settings_text(values, "number_authority");
	*ret_state = state;
	return 0;
}

void certification_stop(void *state)
{
	struct certification_state *certification = state;

	if (certification == NULL)
		return;
	rulebooks_destroy(certification->rulebooks);
	memory_free(certification);
}

const struct certification_state *certification_state(struct transaction *tx)
{
	return transaction_state(tx);
}
