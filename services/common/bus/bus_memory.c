/* bus_memory.c - the bus inside one process, for tests and the simulation
 *
 * Behaves as the other driver does, without its faults: bytes are copied, limits hold, nothing is
 * delivered before the loop turns, and what a server leaves unanswered its askers are told. The
 * table of addresses is the one thing all buses of a process share, so it stands at file scope;
 * its mutex guards every link between two buses.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/bus/bus_driver.h"

static const char PREFIX[] = "memory://";

struct memory_request;

struct memory_server {
	struct bus_server base;
	LIST_ENTRY(memory_server) link;
	char *address;
	bus_request_fn *on_request;
	void *context;
	bool closed;
	LIST_HEAD(memory_request_list, memory_request) requests; /* not answered yet */
	size_t references; /* the opener's and one a request */
};

struct memory_publisher {
	struct bus_publisher base;
	char *address;
};

struct memory_subscriber {
	struct bus_subscriber base;
	LIST_ENTRY(memory_subscriber) link;
	char *address;
	bus_message_fn *on_message;
	void *context;
	bool closed;
	size_t waiting;    /* publications on their way to the loop */
	size_t references; /* the opener's and one a publication */
};

struct publication {
	struct bus_item item;
	struct memory_subscriber *subscriber;
	uint8_t *bytes;
	size_t size_bytes;
};

struct memory_client {
	struct bus_client base;
	char *address;
	size_t references; /* the opener's and one a question; touched on the loop only */
};

struct memory_question {
	struct bus_question base;
	struct memory_request *request; /* NULL once it is answered or abandoned */
	bool posted;
	int error;
	uint8_t *bytes;
	size_t size_bytes;
};

struct memory_request {
	struct bus_request base;
	LIST_ENTRY(memory_request) link;
	struct memory_server *server;
	struct memory_question *question; /* NULL when its asker no longer waits */
	uint8_t *bytes;
	size_t size_bytes;
};

/* All buses of the process meet here. */
static struct {
	pthread_mutex_t mutex;
	LIST_HEAD(memory_server_list, memory_server) servers;
	LIST_HEAD(memory_subscriber_list, memory_subscriber) subscribers;
} table = {.mutex = PTHREAD_MUTEX_INITIALIZER};

static void lock(void)
{
	int result = pthread_mutex_lock(&table.mutex);
	assert(result == 0);
}

static void unlock(void)
{
	int result = pthread_mutex_unlock(&table.mutex);
	assert(result == 0);
}

static int check_address(const char *address)
{
	return strncmp(address, PREFIX, strlen(PREFIX)) == 0 ? 0 : ERROR_SETTING;
}

static struct memory_server *find_server(const char *address)
{
	struct memory_server *server;

	for (server = LIST_FIRST(&table.servers); server != NULL; server = LIST_NEXT(server, link))
		if (strcmp(server->address, address) == 0)
			return server;
	return NULL;
}

/* Sends a question home, once; under the lock. Takes the bytes. */
static void post_question(struct memory_question *question, int error, uint8_t *bytes,
			  size_t size_bytes)
{
	assert(!question->posted);
	question->posted = true;
	question->request = NULL;
	question->error = error;
	question->bytes = bytes;
	question->size_bytes = size_bytes;
	bus_post(question->base.client->bus, &question->base.item);
}

/* --- server; under the lock */

static void server_release(struct memory_server *server)
{
	if (--server->references > 0)
		return;
	memory_free(server->address);
	memory_free(server);
}

/* Ends a request; its asker, if he still waits, gets the answer or the error. */
static void request_end(struct memory_request *request, int error, const void *bytes,
			size_t size_bytes)
{
	if (request->question != NULL)
		post_question(request->question, error,
			      error == 0 ? memory_copy(bytes, size_bytes) : NULL, size_bytes);
	request->question = NULL;
}

static void request_free(struct memory_request *request)
{
	LIST_REMOVE(request, link);
	server_release(request->server);
	memory_free(request->bytes);
	memory_free(request);
}

static void deliver_request(struct bus_item *item)
{
	struct memory_request *request = (struct memory_request *)item;
	struct memory_server *server = request->server;

	if (!server->closed) { /* written on the loop, where we are */
		server->on_request(server->context, &request->base, request->bytes,
				   request->size_bytes);
		return;
	}
	lock();
	request_end(request, ERROR_UNREACHABLE, NULL, 0);
	request_free(request);
	unlock();
}

static int server_open(struct bus *bus, const char *address, bus_request_fn *on_request,
		       void *context, struct bus_server **ret_server)
{
	if (check_address(address) != 0)
		return ERROR_SETTING;
	struct memory_server *server = memory_alloc(sizeof(*server));
	server->base.bus = bus;
	server->address = memory_strdup(address);
	server->on_request = on_request;
	server->context = context;
	server->references = 1;
	LIST_INIT(&server->requests);
	lock();
	bool taken = find_server(address) != NULL;
	if (taken)
		server_release(server);
	else
		LIST_INSERT_HEAD(&table.servers, server, link);
	unlock();
	if (taken)
		return ERROR_INPUT_OUTPUT;
	*ret_server = &server->base;
	return 0;
}

static void server_close(struct bus_server *base)
{
	struct memory_server *server = (struct memory_server *)base;
	struct memory_request *request;

	lock();
	server->closed = true;
	LIST_REMOVE(server, link);
	for (request = LIST_FIRST(&server->requests); request != NULL;
	     request = LIST_NEXT(request, link))
		request_end(request, ERROR_UNREACHABLE, NULL, 0);
	server_release(server);
	unlock();
}

static void request_answer(struct bus_request *base, const void *bytes, size_t size_bytes)
{
	struct memory_request *request = (struct memory_request *)base;

	lock();
	request_end(request, size_bytes == 0 ? ERROR_TOO_LARGE : 0, bytes, size_bytes);
	request_free(request);
	unlock();
}

/* --- publisher and subscriber */

static int publisher_open(struct bus *bus, const char *address,
			  struct bus_publisher **ret_publisher)
{
	if (check_address(address) != 0)
		return ERROR_SETTING;
	struct memory_publisher *publisher = memory_alloc(sizeof(*publisher));
	publisher->base.bus = bus;
	publisher->address = memory_strdup(address);
	*ret_publisher = &publisher->base;
	return 0;
}

static void publisher_close(struct bus_publisher *base)
{
	struct memory_publisher *publisher = (struct memory_publisher *)base;

	memory_free(publisher->address);
	memory_free(publisher);
}

static void subscriber_release(struct memory_subscriber *subscriber)
{
	if (--subscriber->references > 0)
		return;
	memory_free(subscriber->address);
	memory_free(subscriber);
}

static void deliver_publication(struct bus_item *item)
{
	struct publication *publication = (struct publication *)item;
	struct memory_subscriber *subscriber = publication->subscriber;

	if (!subscriber->closed)
		subscriber->on_message(subscriber->context, publication->bytes,
				       publication->size_bytes);
	lock();
	subscriber->waiting--;
	subscriber_release(subscriber);
	unlock();
	memory_free(publication->bytes);
	memory_free(publication);
}

static void post_publication(struct memory_subscriber *subscriber, const void *bytes,
			     size_t size_bytes)
{
	if (subscriber->waiting >= BUS_SUBSCRIBER_WAITING_MAX)
		return;
	struct publication *publication = memory_alloc(sizeof(*publication));
	publication->item.deliver = deliver_publication;
	publication->subscriber = subscriber;
	publication->bytes = memory_copy(bytes, size_bytes);
	publication->size_bytes = size_bytes;
	subscriber->waiting++;
	subscriber->references++;
	bus_post(subscriber->base.bus, &publication->item);
}

static void publish(struct bus_publisher *base, const void *bytes, size_t size_bytes)
{
	const struct memory_publisher *publisher = (struct memory_publisher *)base;
	struct memory_subscriber *subscriber;

	lock();
	for (subscriber = LIST_FIRST(&table.subscribers); subscriber != NULL;
	     subscriber = LIST_NEXT(subscriber, link))
		if (strcmp(subscriber->address, publisher->address) == 0)
			post_publication(subscriber, bytes, size_bytes);
	unlock();
}

static int subscriber_open(struct bus *bus, const char *address, bus_message_fn *on_message,
			   void *context, struct bus_subscriber **ret_subscriber)
{
	if (check_address(address) != 0)
		return ERROR_SETTING;
	struct memory_subscriber *subscriber = memory_alloc(sizeof(*subscriber));
	subscriber->base.bus = bus;
	subscriber->address = memory_strdup(address);
	subscriber->on_message = on_message;
	subscriber->context = context;
	subscriber->references = 1;
	lock();
	LIST_INSERT_HEAD(&table.subscribers, subscriber, link);
	unlock();
	*ret_subscriber = &subscriber->base;
	return 0;
}

static void subscriber_close(struct bus_subscriber *base)
{
	struct memory_subscriber *subscriber = (struct memory_subscriber *)base;

	lock();
	subscriber->closed = true;
	LIST_REMOVE(subscriber, link);
	subscriber_release(subscriber);
	unlock();
}

/* --- client */

static int client_open(struct bus *bus, const char *address, struct bus_client **ret_client)
{
	if (check_address(address) != 0)
		return ERROR_SETTING;
	struct memory_client *client = memory_alloc(sizeof(*client));
	client->base.bus = bus;
	client->address = memory_strdup(address);
	client->references = 1;
	*ret_client = &client->base;
	return 0;
}

static void client_release(struct memory_client *client)
{
	if (--client->references > 0)
		return;
	memory_free(client->address);
	memory_free(client);
}

static void client_close(struct bus_client *base)
{
	client_release((struct memory_client *)base);
}

static void deliver_question(struct bus_item *item)
{
	struct memory_question *question = (struct memory_question *)item;

	bus_question_answer(&question->base, question->error, question->bytes,
			    question->size_bytes);
	client_release((struct memory_client *)question->base.client);
	memory_free(question->bytes);
	memory_free(question);
}

/* Under the lock. */
static void post_request(struct memory_server *server, struct memory_question *question,
			 const void *bytes, size_t size_bytes)
{
	struct memory_request *request = memory_alloc(sizeof(*request));

	request->base.driver = &bus_memory;
	request->base.item.deliver = deliver_request;
	request->server = server;
	request->question = question;
	request->bytes = memory_copy(bytes, size_bytes);
	request->size_bytes = size_bytes;
	question->request = request;
	server->references++;
	LIST_INSERT_HEAD(&server->requests, request, link);
	bus_post(server->base.bus, &request->base.item);
}

static struct bus_question *client_ask(struct bus_client *base, const void *bytes,
				       size_t size_bytes)
{
	struct memory_client *client = (struct memory_client *)base;
	struct memory_question *question = memory_alloc(sizeof(*question));

	question->base.item.deliver = deliver_question;
	question->base.client = base;
	client->references++;
	lock();
	struct memory_server *server = find_server(client->address);
	if (size_bytes > BUS_FRAME_LIMIT_BYTES)
		post_question(question, ERROR_TOO_LARGE, NULL, 0);
	else if (server == NULL)
		post_question(question, ERROR_UNREACHABLE, NULL, 0);
	else
		post_request(server, question, bytes, size_bytes);
	unlock();
	return &question->base;
}

static bool question_is_stranded(const struct bus_question *question, int64_t now_us)
{
	(void)question; /* client_ask knows at once whether anybody is there */
	(void)now_us;
	return false;
}

static void question_abandon(struct bus_question *base)
{
	struct memory_question *question = (struct memory_question *)base;

	lock();
	if (question->request != NULL)
		question->request->question = NULL;
	if (!question->posted)
		post_question(question, ERROR_CLOSED, NULL, 0);
	unlock();
}

const struct bus_driver bus_memory = {
	.server_open = server_open,
	.server_close = server_close,
	.request_answer = request_answer,
	.publisher_open = publisher_open,
	.publish = publish,
	.publisher_close = publisher_close,
	.subscriber_open = subscriber_open,
	.subscriber_close = subscriber_close,
	.client_open = client_open,
	.client_close = client_close,
	.client_ask = client_ask,
	.question_is_stranded = question_is_stranded,
	.question_abandon = question_abandon,
};
