/* offices.h - which office issues a letter, as its letterhead names it */
#pragma once

#include "ocop/registration/v1/types.pb-c.h"

struct dossier_facts;

/* Texts live in the facts' arena. */
struct issuing_office {
	const char *superior;  /* printed over it; "" for none */
	const char *lines;     /* its name over two lines */
	const char *words;     /* the same within a sentence */
	const char *number;    /* of a notice, to be filled in by hand */
	const char *place;     /* where it writes from */
	const char *authority; /* over the signature; "" for none */
	const char *position;
};

/* The commune's committee, the province's agency, or the ministry for the centre. */
struct issuing_office office_of(const struct dossier_facts *facts,
				Ocop__Registration__V1__Office office);

/* Who hands samples to an office: the producer, the commune or the province. */
const char *giver_words(const struct dossier_facts *facts, Ocop__Registration__V1__Office office);
