/* form_page.h - the form for scoring without network: one HTML file with everything in it
 *
 * It asks no other address for anything, and says so to the browser: its policy allows its own
 * style and script by their hashes, and nothing else.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

#include "scoring/records.h"

struct arena;

/* A dossier on the form, with what the member has written so far (NULL: nothing). */
struct form_dossier {
	struct round_dossier dossier;
	const struct sheet *sheet;
	const Ocop__Scoring__V1__ScoreSheet *draft;
};

/* Whose form it is. */
struct form_facts {
	const struct round *round;
	const struct rulebook *book;
	const struct council_member *member;
	const struct form_dossier *dossiers;
	size_t count;
};

/* The file, in the arena. Each set's sheet stands in it once. */
ProtobufCBinaryData form_page_make(const struct form_facts *facts, struct arena *arena);
