/* worth.h - what a certificate is worth at this moment, in the words of signed texts */
#pragma once

#include "certification/answers.h"

struct certificate;
struct transaction;

/* Texts live in the transaction's arena; the message is as GetCertificate gives it. */
struct worth {
	const char *state;       /* "VALID", "REVOKED", ... */
	const char *last_day;    /* YYYY-MM-DD, that of an extension included; "" for none */
	const char *as_of;       /* RFC 3339, the instance's clock */
	const char *next_update; /* when it changes by itself, "" for never */
	Ocop__Certification__V1__Certificate message;
};

/* Reckons it for the moment of the transaction. */
void worth_load(struct transaction *tx, const struct certificate *certificate,
		struct worth *ret_worth);
