/* bus.c - the bus without its wires: public functions, queue onto the loop, time limits
 *
 * Other threads only append to the queue and wake the loop; everything else happens on the loop.
 */
#include "common/bus/bus.h"

#include <assert.h>
#include <string.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/bus/bus_driver.h"

/* Questions have limits of seconds; a hundredth of one is near enough. */
static const uint64_t TIME_LIMITS_MS = 10;

/* A listener that went deaf is found within two rounds. */
static const uint64_t WATCHDOG_MS = 1000;

static const char MEMORY_PREFIX[] = "memory://";

/* What the blocking bus_ask waits for. */
struct waiter {
	bool answered;
	int error;
	uint8_t *bytes;
	size_t size_bytes;
};

static void deliver_arrived(struct bus *bus)
{
	struct bus_item_list items = STAILQ_HEAD_INITIALIZER(items);
	struct bus_item *item;

	uv_mutex_lock(&bus->mutex);
	STAILQ_CONCAT(&items, &bus->arrived);
	uv_mutex_unlock(&bus->mutex);
	while ((item = STAILQ_FIRST(&items)) != NULL) {
		STAILQ_REMOVE_HEAD(&items, link);
		item->deliver(item);
	}
}

static void on_wake(uv_async_t *wake)
{
	deliver_arrived(wake->data);
}

/* The error a question has run into, or 0. */
static int question_overdue(const struct bus_question *question, int64_t now_us)
{
	const struct bus_driver *driver = question->client->bus->driver;

	if (now_us >= question->deadline_us)
		return ERROR_TIMED_OUT;
	return driver->question_is_stranded(question, now_us) ? ERROR_UNREACHABLE : 0;
}

static struct bus_question *first_overdue(struct bus *bus, int64_t now_us, int *ret_error)
{
	struct bus_question *question;

	for (question = LIST_FIRST(&bus->questions); question != NULL;
	     question = LIST_NEXT(question, link)) {
		*ret_error = question_overdue(question, now_us);
		if (*ret_error != 0)
			return question;
	}
	return NULL;
}

static void end_question(struct bus_question *question, int error)
{
	const struct bus_driver *driver = question->client->bus->driver;

	/* Abandon first: the asker may close the client, and the question with it. */
	driver->question_abandon(question);
	bus_question_answer(question, error, NULL, 0);
}

static void on_time_limits(uv_timer_t *timer)
{
	struct bus *bus = timer->data;
	int64_t now_us = clock_monotonic_us();
	struct bus_question *question;
	int error = 0;

	/* The timer runs before the loop looks what has arrived: an answer that is there is not
	 * late because the loop, or the machine, stood still. */
	deliver_arrived(bus);
	/* From the start again after each: whoever was told may have asked or closed anything. */
	while ((question = first_overdue(bus, now_us, &error)) != NULL)
		end_question(question, error);
	if (LIST_EMPTY(&bus->questions))
		uv_timer_stop(timer);
}

static void on_watchdog(uv_timer_t *timer)
{
	struct bus *bus = timer->data;
	struct bus_watched *watched;

	for (watched = LIST_FIRST(&bus->watched); watched != NULL;
	     watched = LIST_NEXT(watched, link))
		watched->check(watched);
}

static void on_handle_closed(uv_handle_t *handle)
{
	struct bus *bus = handle->data;

	if (--bus->open_handles > 0)
		return;
	uv_mutex_destroy(&bus->mutex);
	memory_free(bus);
}

static void open_handle(struct bus *bus, uv_handle_t *handle, int result)
{
	assert(result == 0); /* the loop is out of descriptors before anything was opened */
	handle->data = bus;
	bus->open_handles++;
}

static void on_waiter_answer(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct waiter *waiter = context;

	waiter->answered = true;
	waiter->error = error;
	if (error != 0)
		return;
	waiter->bytes = memory_copy(bytes, size_bytes);
	waiter->size_bytes = size_bytes;
}

void bus_post(struct bus *bus, struct bus_item *item)
{
	uv_mutex_lock(&bus->mutex);
	STAILQ_INSERT_TAIL(&bus->arrived, item, link);
	/* Under the lock: afterwards the loop may have delivered it and ended. */
	(void)uv_async_send(&bus->wake); /* fails only on a closed handle */
	uv_mutex_unlock(&bus->mutex);
}

void bus_watch(struct bus *bus, struct bus_watched *watched)
{
	LIST_INSERT_HEAD(&bus->watched, watched, link);
	if (!uv_is_active((uv_handle_t *)&bus->watchdog))
		(void)uv_timer_start(&bus->watchdog, on_watchdog, WATCHDOG_MS, WATCHDOG_MS);
}

void bus_unwatch(struct bus_watched *watched)
{
	LIST_REMOVE(watched, link);
}

void bus_question_answer(struct bus_question *question, int error, const uint8_t *bytes,
			 size_t size_bytes)
{
	if (question->answered)
		return;
	question->answered = true;
	LIST_REMOVE(question, link);
	question->on_answer(question->context, error, bytes, size_bytes);
}

struct bus *bus_create(enum bus_kind kind, struct uv_loop_s *loop)
{
	struct bus *bus = memory_alloc(sizeof(*bus));

	bus->driver = kind == BUS_NNG ? &bus_nng : &bus_memory;
	STAILQ_INIT(&bus->arrived);
	LIST_INIT(&bus->questions);
	LIST_INIT(&bus->watched);
	int result = uv_mutex_init(&bus->mutex);
	assert(result == 0);
	open_handle(bus, (uv_handle_t *)&bus->wake, uv_async_init(loop, &bus->wake, on_wake));
	open_handle(bus, (uv_handle_t *)&bus->time_limits, uv_timer_init(loop, &bus->time_limits));
	open_handle(bus, (uv_handle_t *)&bus->watchdog, uv_timer_init(loop, &bus->watchdog));
	return bus;
}

void bus_destroy(struct bus *bus)
{
	if (bus == NULL)
		return;
	assert(LIST_EMPTY(&bus->questions) && LIST_EMPTY(&bus->watched)); /* all is closed */
	deliver_arrived(bus); /* its owners are closed: the items only free themselves */
	uv_close((uv_handle_t *)&bus->wake, on_handle_closed);
	uv_close((uv_handle_t *)&bus->time_limits, on_handle_closed);
	uv_close((uv_handle_t *)&bus->watchdog, on_handle_closed);
}

uint64_t bus_listeners_recreated(const struct bus *bus)
{
	return bus->listeners_recreated;
}

int bus_server_open(struct bus *bus, const char *address, bus_request_fn *on_request, void *context,
		    struct bus_server **ret_server)
{
	return bus->driver->server_open(bus, address, on_request, context, ret_server);
}

void bus_server_close(struct bus_server *server)
{
	if (server != NULL)
		server->bus->driver->server_close(server);
}

void bus_request_answer(struct bus_request *request, const void *bytes, size_t size_bytes)
{
	/* Over the limit it would be resent or refused for ever: an empty answer says so. */
	request->driver->request_answer(request, bytes,
					size_bytes > BUS_FRAME_LIMIT_BYTES ? 0 : size_bytes);
}

int bus_publisher_open(struct bus *bus, const char *address, struct bus_publisher **ret_publisher)
{
	return bus->driver->publisher_open(bus, address, ret_publisher);
}

void bus_publish(struct bus_publisher *publisher, const void *bytes, size_t size_bytes)
{
	assert(size_bytes <= BUS_FRAME_LIMIT_BYTES); /* events are capped where they are written */
	publisher->bus->driver->publish(publisher, bytes, size_bytes);
}

void bus_publisher_close(struct bus_publisher *publisher)
{
	if (publisher != NULL)
		publisher->bus->driver->publisher_close(publisher);
}

int bus_subscriber_open(struct bus *bus, const char *address, bus_message_fn *on_message,
			void *context, struct bus_subscriber **ret_subscriber)
{
	return bus->driver->subscriber_open(bus, address, on_message, context, ret_subscriber);
}

void bus_subscriber_close(struct bus_subscriber *subscriber)
{
	if (subscriber != NULL)
		subscriber->bus->driver->subscriber_close(subscriber);
}

int bus_client_open(struct bus *bus, const char *address, struct bus_client **ret_client)
{
	return bus->driver->client_open(bus, address, ret_client);
}

void bus_client_ask(struct bus_client *client, const void *bytes, size_t size_bytes,
		    int64_t timeout_ms, bus_answer_fn *on_answer, void *context)
{
	struct bus *bus = client->bus;
	struct bus_question *question = bus->driver->client_ask(client, bytes, size_bytes);

	question->on_answer = on_answer;
	question->context = context;
	question->answered = false;
	question->asked_at_us = clock_monotonic_us();
	question->deadline_us = question->asked_at_us + timeout_ms * 1000;
	LIST_INSERT_HEAD(&bus->questions, question, link);
	if (!uv_is_active((uv_handle_t *)&bus->time_limits))
		(void)uv_timer_start(&bus->time_limits, on_time_limits, TIME_LIMITS_MS,
				     TIME_LIMITS_MS);
}

static struct bus_question *first_of_client(const struct bus_client *client)
{
	struct bus_question *question = LIST_FIRST(&client->bus->questions);

	while (question != NULL && question->client != client)
		question = LIST_NEXT(question, link);
	return question;
}

void bus_client_close(struct bus_client *client)
{
	struct bus_question *question;

	if (client == NULL)
		return;
	while ((question = first_of_client(client)) != NULL)
		end_question(question, ERROR_CLOSED);
	client->bus->driver->client_close(client);
}

int bus_ask(const char *address, const void *bytes, size_t size_bytes, int64_t timeout_ms,
	    uint8_t **ret_bytes, size_t *ret_size_bytes)
{
	bool in_memory = strncmp(address, MEMORY_PREFIX, strlen(MEMORY_PREFIX)) == 0;
	struct waiter waiter = {0};
	struct bus_client *client;
	uv_loop_t loop;
	int result = uv_loop_init(&loop);

	if (result != 0)
		return ERROR_INPUT_OUTPUT;
	struct bus *bus = bus_create(in_memory ? BUS_MEMORY : BUS_NNG, &loop);

	result = bus_client_open(bus, address, &client);
	if (result == 0) {
		bus_client_ask(client, bytes, size_bytes, timeout_ms, on_waiter_answer, &waiter);
		while (!waiter.answered)
			(void)uv_run(&loop, UV_RUN_ONCE); /* there are handles; it never ends */
		bus_client_close(client);
		result = waiter.error;
	}
	bus_destroy(bus);
	(void)uv_run(&loop, UV_RUN_DEFAULT); /* until the bus's handles are closed */
	result = uv_loop_close(&loop) == 0 ? result : ERROR_INPUT_OUTPUT;
	if (result != 0)
		return result;
	*ret_bytes = waiter.bytes;
	*ret_size_bytes = waiter.size_bytes;
	return 0;
}
