/* state.c - what notification holds from start to stop: what the administrator allows, the courier
 */
#include "notification/state.h"

#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/service.h"
#include "notification/delivery/courier.h"

static const int64_t US_A_DAY = INT64_C(24) * 60 * 60 * 1000000;

const struct setting notification_settings[] = {
	{"public_url", SETTING_TEXT, "", 0, 200,
	 "where the portal is reached, without a slash at the end; stands in what is sent"},
	{"plain_http", SETTING_FLAG, "false", 0, 0,
	 "webhooks may be http:// too: for a line that is safe by other means"},
	{"webhook_networks", SETTING_TEXT, "", 0, 400,
	 "networks besides the public Internet that webhooks may lead to: \"10.20.0.0/16 "
	 "fd00::/8\""},
	{"webhook_ca_file", SETTING_TEXT, "", 0, 255,
	 "whom TLS trusts, PEM; default: whom the system trusts"},
	/* Standard Webhooks advises 15 to 30 s for the whole. */
	{"webhook_connect_timeout_ms", SETTING_NUMBER, "5000", 100, 60000,
	 "longest time for name, connection and TLS, milliseconds"},
	{"webhook_answer_timeout_ms", SETTING_NUMBER, "20000", 100, 120000,
	 "longest time for the whole of an attempt, milliseconds"},
	{"webhook_slow_after_s", SETTING_NUMBER, "10", 1, 120,
	 "an attempt with fewer than 32 bytes a second for so long is cut, seconds"},
	{"webhook_heartbeat_s", SETTING_NUMBER, "86400", 0, 2592000,
	 "how often webhooks are told where the feed and their count stand, seconds; 0: never"},
	{"deliveries_at_once", SETTING_NUMBER, "500", 1, 10000,
	 "most attempts under way at a time"},
	/* At least as long as the same attempt could be recorded again: a reply's 31 days. */
	{"delivery_attempts_days", SETTING_NUMBER, "180", 31, 36500,
	 "how long the log of single attempts is kept, days; what became of an item stays"},
	{"mail_relay", SETTING_TEXT, "", 0, 255,
	 "smtp://host:port or smtps://host:port; default: mail waits"},
	{"mail_tls", SETTING_FLAG, "true", 0, 0, "smtp:// only with STARTTLS"},
	{"mail_user", SETTING_TEXT, "", 0, 128, "who signs in at the relay; default: nobody"},
	{"mail_password_file", SETTING_TEXT, "", 0, 255, "file with the password for the relay"},
	{"mail_from", SETTING_TEXT, "", 0, 254, "address that mail comes from"},
	{"mail_name", SETTING_TEXT, "OCOP", 1, 100, "name that mail comes from"},
	{0},
};

int notification_start(struct service *service, void **ret_state)
{
	const struct settings *settings = service_settings(service);
	struct notification_state *state = memory_alloc(sizeof(*state));
	int error = courier_create(settings, &state->courier);

	if (error) {
		memory_free(state);
		return error;
	}
	state->plain_http = settings_flag(settings, "plain_http");
	state->attempts_kept_us = settings_number(settings, "delivery_attempts_days") * US_A_DAY;
	*ret_state = state;
	return 0;
}

int notification_begin(struct service *service, void *state)
{
	int error = courier_begin(((struct notification_state *)state)->courier, service);

	if (error)
		log_write(LOG_ERROR, "sender_unusable", "error=\"%s\"", error_text(error));
	return error;
}

void notification_halt(void *state)
{
	courier_halt(((struct notification_state *)state)->courier);
}

void notification_stop(void *state)
{
	struct notification_state *notification = state;

	if (!notification)
		return;
	courier_destroy(notification->courier);
	memory_free(notification);
}
