/* letter_template.h - the templates of letters, files of assets/ made part of the daemon */
#pragma once

#include <stddef.h>

/* A template; the text is as long as the program, without a zero behind it. */
struct letter_template {
	const char *name;     /* of the message: "CertificateRevoked"; "other", "closing" */
	const char *language; /* "vi" or "en" */
	const unsigned char *text;
	size_t size_bytes;
};

/* All of them; the last has no name. */
extern const struct letter_template letter_templates[];

/* The one of this name and language; NULL when there is none. */
const struct letter_template *letter_template_find(const char *name, const char *language);
