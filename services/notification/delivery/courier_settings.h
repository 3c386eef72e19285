/* courier_settings.h - what the administrator says of sending: limits, networks, the relay */
#pragma once

#include "notification/delivery/sender.h"

struct settings;

/* Texts belong to the settings but for what is said. */
struct courier_settings {
	struct sender_options sender;
	char *mail_password;       /* its own */
	const char *mail_from;     /* "" when no mail can be sent */
	const char *mail_name;     /* who sends, for people */
	const char *portal_url;    /* "https://ocop.example"; "" when not known */
	int64_t heartbeat_every_s; /* 0: none */
	char *feed_source;         /* its own: the source of CloudEvents, a URI */
};

/* Reads the rows of notification_settings. 0 or an ERROR_*, having logged why: networks that are
 * none, a relay without a sender, a password file that cannot be read. */
int courier_settings_read(const struct settings *settings, struct courier_settings *ret_settings);

/* Gives back what is its own; a zeroed struct is fine. */
void courier_settings_forget(struct courier_settings *settings);
