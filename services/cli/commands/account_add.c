/* account_add.c - an account of an agency, with its roles */
#include <string.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/password.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* Every --role; false having said which is none. */
static bool read_grants(struct session *session, Ocop__Common__V1__Grant **grants,
			size_t *ret_count)
{
	const struct arguments *arguments = &session->arguments;

	*ret_count = 0;
	for (size_t i = 0; i < arguments->count; i++) {
		if (strcmp(arguments->names[i], "role") != 0)
			continue;
		Ocop__Common__V1__Grant *grant = word_grant(arguments->values[i], session->arena);
		if (grant == NULL) {
			complain("%s: is no role with its scope", arguments->values[i]);
			return false;
		}
		grants[(*ret_count)++] = grant;
	}
	return true;
}

int account_add(struct session *session)
{
	Ocop__Identity__V1__AddAccount command = OCOP__IDENTITY__V1__ADD_ACCOUNT__INIT;
	const struct arguments *arguments = &session->arguments;
	Ocop__Common__V1__Grant *grants[OPTIONS_MAX];
	char password[PASSWORD_SIZE];
	const char *agency = argument(arguments, "agency");
	const char *name = argument(arguments, "name");

	if (agency == NULL || name == NULL) {
		complain("account add wants --agency and --name");
		return EXIT_USAGE;
	}
	if (!read_grants(session, grants, &command.n_grants) ||
	    !password_read(argument(arguments, "password-file"), password))
		return EXIT_USAGE;
	command.agency_id = (char *)agency;
	command.display_name = (char *)name;
	command.sign_in_name = arguments->operands[0];
	command.password = password;
	command.grants = grants;
	int result = answer_accepted(session, "identity", &command.base);
	explicit_bzero(password, sizeof(password));
	return result;
}
