/* main.c - `ocop`: administration, inspection, import and export of an instance */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"

static int explain(int argc, char **argv)
{
	bool asked = argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0;

	if (argc > 1 && strcmp(argv[1], "--version") == 0) {
		(void)printf("ocop %s\n", OCOP_VERSION);
		return EXIT_DONE;
	}
	/* `import` alone is half a verb. */
	if (!asked && verbs_print_of(argv[1]))
		return argc > 2 && strcmp(argv[2], "--help") == 0 ? EXIT_DONE : EXIT_USAGE;
	if (!asked) {
		complain("there is no verb `%s`; see `ocop --help`", argv[1]);
		return EXIT_USAGE;
	}
	verbs_print();
	return argc < 2 ? EXIT_USAGE : EXIT_DONE;
}

int main(int argc, char **argv)
{
	struct arguments arguments;
	struct session session;
	int words;
	const struct verb *verb = verb_find(argc - 1, argv + 1, &words);

	if (verb == NULL)
		return explain(argc, argv);
	if (!arguments_read(verb, argc - 1 - words, argv + 1 + words, &arguments))
		return EXIT_USAGE;
	if (argument_flag(&arguments, "help")) {
		verb_help(verb);
		return EXIT_DONE;
	}
	session_init(&session, &arguments);
	int result = verb->run(&session);
	session_deinit(&session);
	/* Output that was not written, to a full disk say, is no answer. */
	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_NOT_ALLOWED;
	return result;
}
