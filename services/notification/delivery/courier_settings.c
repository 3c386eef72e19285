/* courier_settings.c - what the administrator says of sending: limits, networks, the relay */
#include "notification/delivery/courier_settings.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/settings.h"
#include "notification/rules.h"

enum { PASSWORD_SIZE = 256 };

static int complain(const char *name)
{
	log_write(LOG_ERROR, "setting_unusable", "name=%s", name);
	return ERROR_SETTING;
}

/* The first line of the file: a password on the command line would be seen by everybody. */
static int password_read(const char *path, char **ret_password)
{
	char line[PASSWORD_SIZE];
	FILE *file = fopen(path, "re");
	char *read;

	if (!file)
		return complain("mail_password_file");
	read = fgets(line, sizeof(line), file);
	(void)fclose(file); /* was only read */
	if (!read)
		return complain("mail_password_file");
	line[strcspn(line, "\r\n")] = 0;
	*ret_password = memory_strdup(line);
	sodium_memzero(line, sizeof(line));
	return 0;
}

static bool has_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static int mail_read(const struct settings *settings, struct courier_settings *mail)
{
	const char *relay = settings_text(settings, "mail_relay");
	const char *file = settings_text(settings, "mail_password_file");

	mail->sender.mail_relay = relay;
	mail->sender.mail_user = settings_text(settings, "mail_user");
	mail->sender.mail_password = "";
	mail->sender.mail_tls = settings_flag(settings, "mail_tls");
	mail->mail_from = settings_text(settings, "mail_from");
	mail->mail_name = settings_text(settings, "mail_name");
	if (relay[0] && !has_prefix(relay, "smtp://") && !has_prefix(relay, "smtps://"))
		return complain("mail_relay");
	if (relay[0] && !mail_address_is_sound(mail->mail_from))
		return complain("mail_from");
	/* Who listens on a line in clear would have the password. */
	if (mail->sender.mail_user[0] && !mail->sender.mail_tls && !has_prefix(relay, "smtps://"))
		return complain("mail_tls");
	if (!file[0])
		return 0;
	if (password_read(file, &mail->mail_password))
		return ERROR_SETTING;
	mail->sender.mail_password = mail->mail_password;
	return 0;
}

int courier_settings_read(const struct settings *settings, struct courier_settings *ret_settings)
{
	struct sender_options *sender = &ret_settings->sender;
	const char *url = settings_text(settings, "public_url");

	if (!networks_read(settings_text(settings, "webhook_networks"), &sender->allowed))
		return complain("webhook_networks");
	sender->plain_http = settings_flag(settings, "plain_http");
	sender->ca_file = settings_text(settings, "webhook_ca_file");
	sender->connect_timeout_ms = settings_number(settings, "webhook_connect_timeout_ms");
	sender->answer_timeout_ms = settings_number(settings, "webhook_answer_timeout_ms");
	sender->slow_after_s = settings_number(settings, "webhook_slow_after_s");
	sender->at_once = (size_t)settings_number(settings, "deliveries_at_once");
	ret_settings->portal_url = url;
	ret_settings->heartbeat_every_s = settings_number(settings, "webhook_heartbeat_s");
	ret_settings->feed_source =
		url[0] ? memory_printf("%s/api/v1/events", url)
		       : memory_printf("urn:ocop:%s", settings_text(settings, "instance"));
	return mail_read(settings, ret_settings);
}

void courier_settings_forget(struct courier_settings *settings)
{
	if (settings->mail_password)
		sodium_memzero(settings->mail_password, strlen(settings->mail_password));
	memory_free(settings->mail_password);
	memory_free(settings->feed_source);
}
