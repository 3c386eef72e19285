/* arguments.c - what was typed behind a verb: options and operands */
#include "cli/arguments.h"

#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"

enum { HELP_COLUMN = 26 };

/* What every verb takes. */
static const struct option common_options[] = {
	{"run-dir", "DIR", "folder of the daemons' sockets (OCOP_RUN_DIR, var/run)"},
	{"data-dir", "DIR", "folder of the daemons' stores (OCOP_DATA_DIR, var/data)"},
	{"key-file", "FILE", "operator's key (OCOP_KEY_FILE, DATA-DIR/identity/operator.key)"},
	{"json", NULL, "answer in JSON"},
	{"help", NULL, "this text"},
	{0},
};

static const struct option *option_find(const struct option *options, const char *name,
					size_t length)
{
	for (; options != NULL && options->name != NULL; options++)
		if (strlen(options->name) == length && strncmp(options->name, name, length) == 0)
			return options;
	return NULL;
}

/* Reads the option at argv[*index] and its value; false having said what is wrong. */
static bool option_read(const struct verb *verb, int argc, char **argv, int *index,
			struct arguments *arguments)
{
	const char *name = argv[*index] + 2;
	const char *equals = strchr(name, '=');
	size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
	const struct option *option = option_find(verb->options, name, length);

	if (option == NULL)
		option = option_find(common_options, name, length);
	if (option == NULL || (option->value == NULL && equals != NULL)) {
		complain("%s: --%s is not an option of it", verb->name, name);
		return false;
	}
	const char *value = equals != NULL ? equals + 1 : "";
	if (option->value != NULL && equals == NULL) {
		if (*index + 1 >= argc) {
			complain("%s: --%s wants %s", verb->name, name, option->value);
			return false;
		}
		value = argv[++*index];
	}
	if (arguments->count == OPTIONS_MAX) {
		complain("%s: too many options", verb->name);
		return false;
	}
	arguments->names[arguments->count] = option->name;
	arguments->values[arguments->count++] = value;
	return true;
}

bool arguments_read(const struct verb *verb, int argc, char **argv, struct arguments *ret)
{
	bool ended = false;

	*ret = (struct arguments){.operands = argv};
	for (int i = 0; i < argc; i++) {
		if (!ended && strcmp(argv[i], "--") == 0)
			ended = true;
		else if (ended || strncmp(argv[i], "--", 2) != 0)
			argv[ret->operand_count++] = argv[i];
		else if (!option_read(verb, argc, argv, &i, ret))
			return false;
	}
	bool fits = ret->operand_count >= verb->operands_least &&
		    ret->operand_count <= verb->operands_most;
	if (fits || argument_flag(ret, "help"))
		return true;
	complain("%s wants %s; see `ocop %s --help`", verb->name,
		 verb->operands[0] != '\0' ? verb->operands : "nothing else", verb->name);
	return false;
}

const char *argument(const struct arguments *arguments, const char *name)
{
	for (size_t i = arguments->count; i > 0; i--)
		if (strcmp(arguments->names[i - 1], name) == 0)
			return arguments->values[i - 1];
	return NULL;
}

bool argument_flag(const struct arguments *arguments, const char *name)
{
	return argument(arguments, name) != NULL;
}

static void options_print(const struct option *options)
{
	for (; options != NULL && options->name != NULL; options++) {
		const char *value = options->value != NULL ? options->value : "";
		int width = printf("  --%s %s", options->name, value);

		(void)printf("%*s%s\n", width < HELP_COLUMN ? HELP_COLUMN - width : 1, "",
			     options->help);
	}
}

void verb_help(const struct verb *verb)
{
	(void)printf("Usage: ocop %s%s%s [OPTIONS]\n\n%s.\n", verb->name,
		     verb->operands[0] != '\0' ? " " : "", verb->operands, verb->summary);
	if (verb->text != NULL)
		(void)printf("\n%s\n", verb->text);
	(void)printf("\nOptions:\n");
	options_print(verb->options);
	options_print(common_options);
	(void)printf("\nExit status: 0 done; 1 not all is as it should be; 2 wrong use or input;\n"
		     "3 a daemon does not answer; 4 a daemon refused.\n");
}
