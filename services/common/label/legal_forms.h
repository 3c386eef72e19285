/* legal_forms.h - what legal forms of producers are called
 */
#pragma once

#include <stddef.h>

/* A form by the word of its enum without what all have in common: "COOPERATIVE". */
struct legal_form {
	const char *code;
	const char *vi, *en;
};

/* In the order in which forms are chosen from; ends with an empty row. */
extern const struct legal_form legal_forms[];

/* The form of this code; NULL for none. */
const struct legal_form *legal_form_find(const char *code);
