/* mail.h - a mail as it goes to the relay (RFC 5322, MIME)
 *
 * Plain text in UTF-8, in base64, so that no relay breaks Vietnamese; headers beyond ASCII as
 * encoded words (RFC 2047). No value can begin another header: addresses are checked when they are
 * entered, and a subject is encoded as soon as anything but printable ASCII is in it. Sent again, a
 * mail has the same Message-ID, so a mailbox shows it once.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* A mail. Texts are borrowed. */
struct mail {
	const char *from, *from_name; /* the address sound (rules.h): asserted, as is to */
	const char *to;
	const char *subject;
	const char *text;     /* lines end with \n */
	const char *language; /* "vi" */
	const char *id;       /* what stands before the @ of its Message-ID: letters, digits, - _ */
	int64_t now_us;       /* on the machine's clock */
};

/* The mail with its headers, lines ending with \r\n, all ASCII; in the arena. */
char *mail_print(struct arena *arena, const struct mail *mail);
