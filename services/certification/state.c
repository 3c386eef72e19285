/* state.c - what certification's handlers use: the rule books and how numbers are made */
#include "certification/state.h"

#include <stdio.h>
#include <string.h>

#include "certification/dump/dump_maker.h"
#include "certification/log/transparency.h"
#include "certification/paper/template.h"
#include "certification/records/recovered.h"
#include "certification/rules.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/label/asked_counter.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/rulebook_setting.h"
#include "common/service.h"
#include "common/store/transaction.h"

enum { LOG_TEXT_SIZE = 1024, ALARM_SIZE = 160 };

const struct setting certification_settings[] = {
	{"number_template", SETTING_TEXT, "{seq:04}/{year}/GCN-OCOP-{province}", 1, 100,
	 "official number of a certificate: {seq} or {seq:04}, {year}, {province}"},
	{"number_templates", SETTING_TEXT, "", 0, 4000,
	 "templates of single authorities: AUTHORITY=TEMPLATE, parted by blanks"},
	{"number_authority", SETTING_TEXT, "", 0, 20,
	 "what stands for {province}; empty: the province's code, TW for the centre"},
	{"log_origin", SETTING_TEXT, "", 0, 100,
	 "name of the transparency log, for ever; empty: ocop/ and the instance"},
	{"log_dir", SETTING_TEXT, "", 0, 256,
	 "folder of the log's published files, which no restore touches; default <data_dir>/log"},
	{"log_pause_ms", SETTING_NUMBER, "200", 0, 600000,
	 "shortest time from one checkpoint of the log to the next, milliseconds"},
	{"certificate_template", SETTING_TEXT, "deploy/certificate/template.ini", 1, 256,
	 "what stands on a printed certificate: a file with texts and names"},
	{"public_url", SETTING_TEXT, "", 0, 200,
	 "where the portal is reached, without a slash at the end; stands in the QR codes"},
	/* 26/2026 knows the transition alone. */
	{"extension", SETTING_TEXT, "transitional", 1, 20,
	 "certificates that run on for their re-rating: off, transitional or standing"},
	{"report_due_days", SETTING_NUMBER, "5", 1, 365,
	 "in which an office takes up a report on a pack; then it is overdue"},
	{"report_contact_days", SETTING_NUMBER, "90", 0, 3650,
	 "how long after its closing it is known how a reporter can be reached"},
	{"open_data_licence", SETTING_TEXT, "", 0, 200,
	 "licence of the open data, named in it; empty: none is named"},
	{"open_data_pause_ms", SETTING_NUMBER, "600000", 0, 86400000,
	 "shortest time from one dump of the open data to the next after changes, milliseconds"},
	{"unknown_numbers_pause_ms", SETTING_NUMBER, "5000", 0, 600000,
	 "how long unknown numbers that were asked for come together, milliseconds"},
	{0},
};

static int template_open(const struct settings *values, struct certificate_template **ret_template)
{
	char fault[TEMPLATE_FAULT_SIZE], quoted[LOG_TEXT_SIZE];
	int error =
		template_load(settings_text(values, "certificate_template"), ret_template, fault);

	if (error)
		log_write(LOG_ERROR, "certificate_template", "fault=%s",
			  log_quote(fault, quoted, sizeof(quoted)));
	return error;
}

static bool extension_read(const char *word, enum extension_use *ret_use)
{
	static const char *const words[] = {
		[EXTENSION_OFF] = "off",
		[EXTENSION_TRANSITIONAL] = "transitional",
		[EXTENSION_STANDING] = "standing",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i], word) == 0) {
			*ret_use = (enum extension_use)i;
			return true;
		}
	}
	return false;
}

/* The name of the setting that cannot be used; NULL when all can. */
static const char *settings_take(const struct settings *values, struct certification_state *state)
{
	state->number_template = settings_text(values, "number_template");
	state->authority = settings_text(values, "number_authority");
	if (!official_number_template_is_sound(state->number_template))
		return "number_template";
	if (!number_templates_read(settings_text(values, "number_templates"),
				   &state->number_templates))
		return "number_templates";
	if (!extension_read(settings_text(values, "extension"), &state->extension))
		return "extension";
	return NULL;
}

int certification_start(struct service *service, void **ret_state)
{
	const struct settings *values = service_settings(service);
	struct certification_state *state = memory_alloc(sizeof(*state));
	const char *unusable = settings_take(values, state);
	char quoted[LOG_TEXT_SIZE];
	int error;

	if (unusable != NULL) {
		log_write(LOG_ERROR, "setting", "name=%s value=%s", unusable,
			  log_quote(settings_text(values, unusable), quoted, sizeof(quoted)));
		memory_free(state);
		return ERROR_SETTING;
	}
	error = rulebooks_open(values, &state->rulebooks);
	if (error) {
		memory_free(state);
		return error;
	}
	state->service = service;
	state->is_demonstration = strcmp(settings_text(values, "instance_kind"), "production") != 0;
	state->public_url = settings_text(values, "public_url");
	state->report_due_days = settings_number(values, "report_due_days");
	state->report_contact_days = settings_number(values, "report_contact_days");
	state->unknown =
		asked_counter_create(1000 * settings_number(values, "unknown_numbers_pause_ms"));
	error = template_open(values, &state->certificate_template);
	if (!error)
		error = transparency_open(service, state, &state->transparency);
	if (!error)
		error = open_data_open(service, state, state->transparency, &state->open_data);
	if (error) {
		certification_stop(state);
		return error;
	}
	*ret_state = state;
	return 0;
}

void certification_stop(void *state)
{
	struct certification_state *certification = state;

	if (certification == NULL)
		return;
	asked_counter_destroy(certification->unknown);
	open_data_close(&certification->open_data);
	transparency_close(certification->transparency);
	template_destroy(certification->certificate_template);
	rulebooks_destroy(certification->rulebooks);
	memory_free(certification);
}

/* For `ocop status`: how many leaves are still to be gone through, or nothing any more. */
static void open_leaves_show(struct certification_state *state, uint32_t open)
{
	char alarm[ALARM_SIZE] = "";

	if (open == state->open_leaves)
		return;
	state->open_leaves = open;
	if (open > 0)
		(void)snprintf(alarm, sizeof(alarm),
			       "register unreconciled: %u leaves that the restored store had "
			       "forgotten are to be gone through; see `ocop reconcile`",
			       open); /* fits */
	service_set_alarm(state->service, alarm);
}

/* At the start the comparison says what is wrong; this came about since. */
static void stop_show(struct certification_state *state)
{
	if (state->stop_is_shown || !transparency_has_stopped(state->transparency))
		return;
	state->stop_is_shown = true;
	service_set_alarm(state->service,
			  "register unreconciled: the store has become another than the published "
			  "log; start certification again, and see its log");
}

Ocop__Common__V1__RefusalCode certification_closed(struct transaction *tx)
{
	struct certification_state *state = transaction_state(tx);
	uint32_t open;

	if (!transparency_is_open(state->transparency)) {
		stop_show(state);
		return REFUSAL(REGISTER_UNRECONCILED);
	}
	open = recovered_leaves_open(tx);
	open_leaves_show(state, open);
	return open > 0 ? REFUSAL(REGISTER_UNRECONCILED) : REFUSAL(UNSPECIFIED);
}

Ocop__Common__V1__RefusalCode certification_mute(const struct transaction *tx)
{
	const struct certification_state *state = transaction_state(tx);

	return transparency_is_open(state->transparency) ? REFUSAL(UNSPECIFIED)
							 : REFUSAL(REGISTER_UNRECONCILED);
}

void certification_committed(void *state)
{
	const struct certification_state *certification = state;

	transparency_wake(certification->transparency);
	dump_maker_wake(certification->open_data.maker);
}

const struct certification_state *certification_state(struct transaction *tx)
{
	return transaction_state(tx);
}
