/* arguments.h - what was typed behind a verb: options and operands
 *
 * Options are --name VALUE, --name=VALUE or, for flags, --name; anywhere between operands. "--"
 * ends them, "-" is an operand.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A row of a table that ends with an empty one. */
struct option {
	const char *name;
	const char *value; /* the word for what follows: "FILE"; NULL for a flag */
	const char *help;
};

enum { OPTIONS_MAX = 24 };

struct arguments {
	const char *names[OPTIONS_MAX];
	const char *values[OPTIONS_MAX];
	size_t count;
	char **operands; /* in argv */
	size_t operand_count;
};

struct verb;

/* Reads over the verb's options and those of every verb; moves operands to the front of argv.
 * Returns false for an unknown option, a missing value or a wrong number of operands, having said
 * which. */
bool arguments_read(const struct verb *verb, int argc, char **argv, struct arguments *ret);

/* An option's value, or NULL; the last one given counts. */
const char *argument(const struct arguments *arguments, const char *name);
bool argument_flag(const struct arguments *arguments, const char *name);

/* The help of a verb, on standard output. */
void verb_help(const struct verb *verb);
