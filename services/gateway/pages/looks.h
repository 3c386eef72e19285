/* looks.h - how states look: a class for the colour, an icon and a word, never colour alone
 */
#pragma once

#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/market/v1/types.pb-c.h"

/* How one state looks, in both languages. Owns nothing: all are literals. */
struct look {
	const char *class_name; /* of the style sheet */
	const char *icon;       /* id of the drawing: "#i-check" */
	const char *word_vi;
	const char *word_en;
	const char *meaning_vi; /* one sentence for people who have never heard of it */
	const char *meaning_en;
};

/* The look of a listing's badge; never NULL. */
const struct look *look_of_badge(Ocop__Market__V1__BadgeState badge);

/* Of a product without stars that is shown as one that may earn some. */
const struct look *look_of_potential(void);

/* The look of a certificate's state; never NULL. */
const struct look *look_of_certificate(Ocop__Certification__V1__CertificateState state);

/* What a sticker is worth; never NULL. */
const struct look *look_of_sticker(Ocop__Market__V1__SerialVerdict verdict);

/* A number that nobody here has issued. */
const struct look *look_of_unknown(void);

/* Icon of a sector "I" to "VI", or of none. */
const char *icon_of_sector(const char *sector_code);
