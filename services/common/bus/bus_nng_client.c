/* bus_nng_client.c - asking over nng: one req socket a peer, one context a question under way
 *
 * Contexts and their aios are used again. A question that is answered before its time loses its
 * context, which ends the aio, which posts the question: so every question comes home once.
 */
#include "common/bus/bus_nng.h"

#include <assert.h>
#include <stdatomic.h>

#include <nng/protocol/reqrep0/req.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/bus/bus_address.h"

/* To connect to a peer that is there takes a millisecond. */
static const int64_t STRANDED_US = 200 * 1000;

struct nng_client {
	struct bus_client base;
	nng_socket socket;
	struct dialer dialer;
	LIST_HEAD(nng_question_list, nng_question) under_way;
	struct nng_question_list idle;
	size_t references; /* the opener's and one a question under way */
	uv_mutex_t mutex;  /* guards what follows */
	bool closed;
	bool lost; /* nng does not let go of its socket, and the bus may be gone */
};

struct nng_question {
	struct bus_question base;
	LIST_ENTRY(nng_question) link; /* in one of the client's lists */
	nng_ctx context;
	nng_aio *aio;
	nng_msg *answer;
	int error;
	_Atomic bool sent;
	bool abandoned; /* its context is closed */
};

static void client_release(struct nng_client *client)
{
	if (--client->references == 0) {
		uv_mutex_destroy(&client->mutex);
		memory_free(client);
	}
}

static void question_free(struct nng_question *question)
{
	nng_aio_free(question->aio); /* waits for its callback, which has posted and returns */
	memory_free(question);
}

static void answer_question(struct nng_question *question)
{
	if (question->error != 0)
		bus_question_answer(&question->base, question->error, NULL, 0);
	else if (nng_msg_len(question->answer) == 0) /* see bus_request_answer */
		bus_question_answer(&question->base, ERROR_TOO_LARGE, NULL, 0);
	else
		bus_question_answer(&question->base, 0, nng_msg_body(question->answer),
				    nng_msg_len(question->answer));
}

static void deliver_question(struct bus_item *item)
{
	struct nng_question *question = (struct nng_question *)item;
	struct nng_client *client = (struct nng_client *)question->base.client;

	LIST_REMOVE(question, link);
	answer_question(question);
	nng_msg_free(question->answer);
	question->answer = NULL;
	if (question->abandoned || client->closed)
		question_free(question);
	else
		LIST_INSERT_HEAD(&client->idle, question, link);
	client_release(client);
}

/* Waits for the answer, unless the client is closing: nng 1.5.2 frees the socket under a thread
 * that is still leaving nng_ctx_recv. */
static bool question_await(struct nng_question *question)
{
	struct nng_client *client = (struct nng_client *)question->base.client;

	uv_mutex_lock(&client->mutex);
	bool open = !client->closed;
	if (open) {
		atomic_store(&question->sent, true);
		nng_ctx_recv(question->context, question->aio);
	}
	uv_mutex_unlock(&client->mutex);
	return open;
}

/* Under the lock: who closes a client that is lost may free the bus next. */
static void question_post(struct nng_question *question)
{
	struct nng_client *client = (struct nng_client *)question->base.client;

	uv_mutex_lock(&client->mutex);
	if (!client->lost)
		bus_post(client->base.bus, &question->base.item);
	uv_mutex_unlock(&client->mutex);
}

/* On nng's threads: the question has gone out, or it is over. */
static void on_question(void *argument)
{
	struct nng_question *question = argument;
	int result = nng_aio_result(question->aio);
	nng_msg *message = nng_aio_get_msg(question->aio);

	nng_aio_set_msg(question->aio, NULL);
	bool gone_out = result == 0 && !atomic_load(&question->sent);
	if (gone_out && question_await(question))
		return;
	if (result == 0 && !gone_out) {
		question->answer = message;
	} else {
		nng_msg_free(message); /* a question that could not be sent comes back */
		question->error = ERROR_UNREACHABLE;
	}
	question_post(question);
}

/* A question with a context, new or used before; NULL when nng has none. */
static struct nng_question *question_take(struct nng_client *client)
{
	struct nng_question *question = LIST_FIRST(&client->idle);

	if (question != NULL) {
		LIST_REMOVE(question, link);
		return question;
	}
	question = memory_alloc(sizeof(*question));
	question->base.item.deliver = deliver_question;
	if (nng_ctx_open(&question->context, client->socket) != 0 ||
	    nng_aio_alloc(&question->aio, on_question, question) != 0) {
		memory_free(question); /* a context that was opened goes with its socket */
		return NULL;
	}
	nng_aio_set_timeout(question->aio, NNG_DURATION_INFINITE); /* time limits are the loop's */
	return question;
}

/* One that never goes out, for an error that is told later like any other. */
static struct nng_question *question_stillborn(int error)
{
	struct nng_question *question = memory_alloc(sizeof(*question));

	question->base.item.deliver = deliver_question;
	question->error = error;
	question->abandoned = true;
	return question;
}

static int client_dial(struct nng_client *client, const char *address)
{
	int result =
		nng_socket_set_ms(client->socket, NNG_OPT_REQ_RESENDTIME, NNG_DURATION_INFINITE);

	if (result != 0)
		return nng_error_of(result);
	return dialer_open(&client->dialer, client->base.bus, client->socket, address);
}

int nng_client_open(struct bus *bus, const char *address, struct bus_client **ret_client)
{
	const char *path;
	nng_socket socket;
	int error = bus_address_path(address, &path);

	if (error == 0)
		error = nng_error_of(nng_req0_open(&socket));
	if (error != 0)
		return error;
	struct nng_client *client = memory_alloc(sizeof(*client));
	client->base.bus = bus;
	client->socket = socket;
	client->references = 1;
	LIST_INIT(&client->under_way);
	LIST_INIT(&client->idle);
	int result = uv_mutex_init(&client->mutex);
	assert(result == 0);
	error = client_dial(client, address);
	if (error != 0) {
		(void)nng_close(socket); /* fails only when it is closed */
		client_release(client);
		return error;
	}
	*ret_client = &client->base;
	return 0;
}

/* What is under way may come home at any time or never: it stays with the client until the process
 * ends. The askers have been told. */
static void client_lose(struct nng_client *client)
{
	uv_mutex_lock(&client->mutex);
	client->lost = true;
	uv_mutex_unlock(&client->mutex);
	memory_keep(client);
}

void nng_client_close(struct bus_client *base)
{
	struct nng_client *client = (struct nng_client *)base;
	struct nng_question *question;

	uv_mutex_lock(&client->mutex);
	client->closed = true;
	uv_mutex_unlock(&client->mutex);
	dialer_close(&client->dialer);
	if (!nng_close_in_time(client->socket)) { /* closed, it ends all contexts */
		client_lose(client);
		return;
	}
	for (question = LIST_FIRST(&client->under_way); question != NULL;
	     question = LIST_NEXT(question, link))
		if (question->aio != NULL)
			nng_aio_wait(question->aio); /* afterwards it has been posted */
	while ((question = LIST_FIRST(&client->idle)) != NULL) {
		LIST_REMOVE(question, link);
		question_free(question);
	}
	client_release(client);
}

struct bus_question *nng_client_ask(struct bus_client *base, const void *bytes, size_t size_bytes)
{
	struct nng_client *client = (struct nng_client *)base;
	struct nng_question *question = NULL;
	int error = size_bytes > BUS_FRAME_LIMIT_BYTES ? ERROR_TOO_LARGE : ERROR_UNREACHABLE;

	if (size_bytes <= BUS_FRAME_LIMIT_BYTES)
		question = question_take(client);
	if (question == NULL)
		question = question_stillborn(error);
	question->base.client = base;
	client->references++;
	LIST_INSERT_HEAD(&client->under_way, question, link);
	if (question->aio == NULL) {
		bus_post(base->bus, &question->base.item);
		return &question->base;
	}
	question->error = 0;
	atomic_store(&question->sent, false);
	nng_aio_set_msg(question->aio, nng_message_create(bytes, size_bytes));
	nng_ctx_send(question->context, question->aio);
	return &question->base;
}

bool nng_question_is_stranded(const struct bus_question *base, int64_t now_us)
{
	const struct nng_question *question = (const struct nng_question *)base;
	const struct nng_client *client = (const struct nng_client *)base->client;

	return !atomic_load(&question->sent) && !dialer_is_connected(&client->dialer) &&
	       now_us - base->asked_at_us > STRANDED_US;
}

void nng_question_abandon(struct bus_question *base)
{
	struct nng_question *question = (struct nng_question *)base;

	if (question->abandoned)
		return;
	question->abandoned = true;
	(void)nng_ctx_close(question->context); /* fails only when it is closed */
}
