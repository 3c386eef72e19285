/* session.c - one run of `ocop`: where the daemons are, who asks, memory, what is said */
#include "cli/session.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/memory.h"
#include "ocop/identity/v1/queries.pb-c.h"

/* A token is fetched anew when it is good for less than this. */
static const int64_t TOKEN_MARGIN_US = 60 * 1000 * 1000;

void complain(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)fputs("ocop: ", stderr); /* nowhere left to say that it failed */
	(void)vfprintf(stderr, format, arguments);
	(void)fputc('\n', stderr);
	va_end(arguments);
}

const char *session_setting(const struct session *session, const char *option,
			    const char *environment, const char *fallback)
{
	const char *given = argument(&session->arguments, option);

	if (given == NULL)
		given = getenv(environment);
	return given != NULL && given[0] != '\0' ? given : fallback;
}

static char *absolute_path(const char *path)
{
	char absolute[PATH_MAX];

	if (path[0] == '/' || getcwd(absolute, sizeof(absolute)) == NULL)
		return memory_strdup(path);
	return memory_printf("%s/%s", absolute, path);
}

static bool speaks_vietnamese(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof(variables) / sizeof(variables[0]); i++) {
		const char *value = getenv(variables[i]);
		if (value != NULL && value[0] != '\0')
			return strncmp(value, "vi", 2) == 0;
	}
	return false;
}

void session_init(struct session *session, const struct arguments *arguments)
{
	*session = (struct session){.arguments = *arguments};
	session->arena = arena_create(ARENA_LIMIT_BYTES);
	session->json = argument_flag(arguments, "json");
	session->vietnamese = speaks_vietnamese();
	session->run_dir =
		absolute_path(session_setting(session, "run-dir", "OCOP_RUN_DIR", "var/run"));
	session->data_dir =
		memory_strdup(session_setting(session, "data-dir", "OCOP_DATA_DIR", "var/data"));
	const char *key_file = session_setting(session, "key-file", "OCOP_KEY_FILE", NULL);
	session->key_file = key_file != NULL
				    ? memory_strdup(key_file)
				    : memory_printf("%s/identity/operator.key", session->data_dir);
}

void session_deinit(struct session *session)
{
	shards_forget(session);
	memory_free(session->token);
	memory_free(session->key_file);
	memory_free(session->data_dir);
	memory_free(session->run_dir);
	arena_destroy(session->arena);
}

int session_read_secret(const struct session *session, char *ret_secret)
{
	FILE *file = fopen(session->key_file, "re");

	if (file == NULL) {
		complain("no operator's key in %s: give --key-file or OCOP_KEY_FILE",
			 session->key_file);
		return EXIT_USAGE;
	}
	bool read = fgets(ret_secret, SECRET_SIZE, file) != NULL;
	(void)fclose(file); /* it was only read */
	if (!read) {
		complain("%s holds no key", session->key_file);
		return EXIT_USAGE;
	}
	ret_secret[strcspn(ret_secret, "\r\n")] = '\0';
	return EXIT_DONE;
}

static int exchange_key(struct session *session)
{
	Ocop__Identity__V1__ExchangeCredential exchange =
		OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL__INIT;
	char secret[SECRET_SIZE];
	const ProtobufCMessage *answer;
	int result = session_read_secret(session, secret);

	if (result != EXIT_DONE)
		return result;
	exchange.secret = secret;
	result = peer_query(session, "identity", &exchange.base,
			    &ocop__identity__v1__exchange_credential_reply__descriptor, &answer);
	explicit_bzero(secret, sizeof(secret));
	if (result != EXIT_DONE)
		return result;
	const Ocop__Identity__V1__ExchangeCredentialReply *reply = (const void *)answer;
	memory_free(session->token);
	session->token_size_bytes = reply->signed_access_token.len;
	session->token = memory_copy(reply->signed_access_token.data, session->token_size_bytes);
	session->token_expires_us =
		reply->expires_at != NULL ? reply->expires_at->seconds * 1000000 : 0;
	return EXIT_DONE;
}

int session_sign_in(struct session *session, ProtobufCBinaryData *ret_token)
{
	if (session->token == NULL ||
	    session->token_expires_us - clock_machine_us() < TOKEN_MARGIN_US) {
		int result = exchange_key(session);
		if (result != EXIT_DONE)
			return result;
	}
	*ret_token =
		(ProtobufCBinaryData){.len = session->token_size_bytes, .data = session->token};
	return EXIT_DONE;
}
