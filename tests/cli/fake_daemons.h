/* fake_daemons.h - daemons of a test's own making, behind real sockets, for the verbs of `ocop`
 *
 * Each answers envelopes with a function of the test, on a loop in a thread of its own, while the
 * test runs a verb as the program would: words in, exit status and standard output back.
 */
#pragma once

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <uv.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/bus/envelope.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum { FAKES_MAX = 8, OUTPUT_SIZE = 64 * 1024, WORDS_MAX = 16 };

/* Fills in the reply to one envelope; texts and bodies live in the arena. */
typedef void fake_answer(void *context, const Ocop__Common__V1__Envelope *envelope,
			 struct arena *arena, Ocop__Common__V1__Reply *reply);

struct fake {
	fake_answer *answer;
	void *context;
	struct bus_server *queries, *commands, *files;
};

/* Where the shards of the fakes that run are: the table says it, so that it is found there alone.
 * One test's fakes run at a time. */
static char fakes_shards_directory[64];

struct fakes {
	char directory[32];
	char key_file[64];
	uv_loop_t loop;
	uv_async_t stop;
	pthread_t thread;
	bool running;
	struct bus *bus;
	struct fake items[FAKES_MAX];
	size_t count;
	char output[OUTPUT_SIZE];
};

/* An accepted reply with this message. */
static inline void fake_accept(Ocop__Common__V1__Reply *reply, const ProtobufCMessage *body,
			       struct arena *arena)
{
	reply->outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	reply->type = (char *)body->descriptor->name;
	reply->body = message_pack(body, arena);
}

static inline bool fake_asked(const Ocop__Common__V1__Envelope *envelope,
			      const ProtobufCMessageDescriptor *descriptor)
{
	return strcmp(envelope->type, descriptor->name) == 0;
}

static inline void fakes_on_request(void *context, struct bus_request *request,
				    const uint8_t *bytes, size_t size_bytes)
{
	const struct fake *fake = context;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	Ocop__Common__V1__ReplyFrame replies = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	const Ocop__Common__V1__Frame *frame = (const void *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);

	if (frame == NULL)
		abort(); /* the program under test sent what is no frame */
	replies.n_replies = frame->n_envelopes;
	replies.replies = arena_alloc(arena, replies.n_replies * sizeof(*replies.replies));
	for (size_t i = 0; i < frame->n_envelopes; i++) {
		replies.replies[i] = arena_alloc(arena, sizeof(**replies.replies));
		ocop__common__v1__reply__init(replies.replies[i]);
		fake->answer(fake->context, frame->envelopes[i], arena, replies.replies[i]);
	}
	ProtobufCBinaryData packed = message_pack(&replies.base, arena);
	bus_request_answer(request, packed.data, packed.len);
	arena_destroy(arena);
}

static inline void fakes_on_stop(uv_async_t *stop)
{
	uv_stop(stop->loop);
}

static inline void fakes_init(struct fakes *fakes)
{
	memset(fakes, 0, sizeof(*fakes));
	strcpy(fakes->directory, "/tmp/ocop-cli-XXXXXX");
	assert_non_null(mkdtemp(fakes->directory));
	snprintf(fakes_shards_directory, sizeof(fakes_shards_directory), "%s/shards",
		 fakes->directory);
	assert_int_equal(mkdir(fakes_shards_directory, 0700), 0);
	snprintf(fakes->key_file, sizeof(fakes->key_file), "%s/key", fakes->directory);
	FILE *file = fopen(fakes->key_file, "w");
	assert_non_null(file);
	fputs("a secret\n", file);
	fclose(file);
	uv_loop_init(&fakes->loop);
	uv_async_init(&fakes->loop, &fakes->stop, fakes_on_stop);
	fakes->bus = bus_create(BUS_NNG, &fakes->loop);
}

/* Before fakes_run. */
static inline void fakes_add(struct fakes *fakes, const char *source, fake_answer *answer,
			     void *context)
{
	struct fake *fake = &fakes->items[fakes->count++];
	bool is_shard = strncmp(source, "scoring_", 8) == 0;
	const char *folder = is_shard ? fakes_shards_directory : fakes->directory;
	char address[100];

	fake->answer = answer;
	fake->context = context;
	snprintf(address, sizeof(address), "ipc://%s/%s.queries", folder, source);
	assert_int_equal(
		bus_server_open(fakes->bus, address, fakes_on_request, fake, &fake->queries), 0);
	snprintf(address, sizeof(address), "ipc://%s/%s.commands", folder, source);
	assert_int_equal(
		bus_server_open(fakes->bus, address, fakes_on_request, fake, &fake->commands), 0);
	snprintf(address, sizeof(address), "ipc://%s/%s.files", folder, source);
	assert_int_equal(bus_server_open(fakes->bus, address, fakes_on_request, fake, &fake->files),
			 0);
}

static inline void *fakes_loop(void *argument)
{
	uv_run(argument, UV_RUN_DEFAULT);
	return NULL;
}

static inline void fakes_run(struct fakes *fakes)
{
	assert_int_equal(pthread_create(&fakes->thread, NULL, fakes_loop, &fakes->loop), 0);
	fakes->running = true;
}

static inline void fakes_deinit(struct fakes *fakes)
{
	if (fakes->running) {
		uv_async_send(&fakes->stop);
		pthread_join(fakes->thread, NULL);
	}
	for (size_t i = 0; i < fakes->count; i++) {
		bus_server_close(fakes->items[i].queries);
		bus_server_close(fakes->items[i].commands);
		bus_server_close(fakes->items[i].files);
	}
	bus_destroy(fakes->bus);
	uv_close((uv_handle_t *)&fakes->stop, NULL);
	uv_run(&fakes->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&fakes->loop), 0);
	unlink(fakes->key_file);
	rmdir(fakes_shards_directory);
	rmdir(fakes->directory);
}

/* Reads what was printed into fakes->output. */
static inline void fakes_take_output(struct fakes *fakes, FILE *captured)
{
	rewind(captured);
	size_t length = fread(fakes->output, 1, OUTPUT_SIZE - 1, captured);
	fakes->output[length] = '\0';
	fclose(captured);
}

/* Runs `ocop` with these words (ends with NULL), in this process. Returns its exit status. */
static inline int fakes_ocop(struct fakes *fakes, ...)
{
	char *words[WORDS_MAX] = {"--run-dir", fakes->directory, "--key-file", fakes->key_file};
	struct arguments arguments;
	struct session session;
	size_t count = 0;
	va_list list;
	int name_words;

	char *given[WORDS_MAX];
	va_start(list, fakes);
	while ((given[count] = va_arg(list, char *)) != NULL)
		count++;
	va_end(list);
	const struct verb *verb = verb_find((int)count, given, &name_words);
	assert_non_null(verb);
	for (size_t i = (size_t)name_words; i < count; i++)
		words[4 + i - (size_t)name_words] = given[i];
	if (!arguments_read(verb, (int)(4 + count - (size_t)name_words), words, &arguments))
		return EXIT_USAGE;
	FILE *captured = tmpfile();
	fflush(stdout);
	int shown = dup(STDOUT_FILENO);
	dup2(fileno(captured), STDOUT_FILENO);
	session_init(&session, &arguments);
	int result = verb->run(&session);
	session_deinit(&session);
	fflush(stdout);
	dup2(shown, STDOUT_FILENO);
	close(shown);
	fakes_take_output(fakes, captured);
	return result;
}

/* What every identity answers: the token exchange and one scoring shard, tn1. */
static inline bool fake_identity_answer(const Ocop__Common__V1__Envelope *envelope,
					struct arena *arena, Ocop__Common__V1__Reply *reply)
{
	if (fake_asked(envelope, &ocop__identity__v1__exchange_credential__descriptor)) {
		Ocop__Identity__V1__ExchangeCredentialReply token =
			OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL_REPLY__INIT;
		Google__Protobuf__Timestamp expires = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

		expires.seconds = clock_machine_us() / 1000000 + 300;
		token.expires_at = &expires;
		token.signed_access_token = (ProtobufCBinaryData){5, (uint8_t *)"token"};
		fake_accept(reply, &token.base, arena);
		return true;
	}
	if (fake_asked(envelope, &ocop__identity__v1__list_shards__descriptor)) {
		Ocop__Identity__V1__ListShardsReply list =
			OCOP__IDENTITY__V1__LIST_SHARDS_REPLY__INIT;
		Ocop__Identity__V1__Shard shard = OCOP__IDENTITY__V1__SHARD__INIT;
		Ocop__Identity__V1__Shard *shards[] = {&shard};

		shard.service = (char *)"scoring";
		shard.name = (char *)"tn1";
		shard.commands_address = arena_printf(arena, "ipc://%s/scoring_tn1.commands",
						      fakes_shards_directory);
		shard.queries_address =
			arena_printf(arena, "ipc://%s/scoring_tn1.queries", fakes_shards_directory);
		list.n_shards = 1;
		list.shards = shards;
		fake_accept(reply, &list.base, arena);
		return true;
	}
	return false;
}
