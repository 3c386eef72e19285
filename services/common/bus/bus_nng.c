/* bus_nng.c - what every nng socket of ours has in common, and the driver's table */
#include "common/bus/bus_nng.h"

#include <assert.h>
#include <unistd.h>

#include "common/base/error.h"

enum {
	PROTOCOL_HEADER_BYTES = 64, /* nng's request id and route travel before the body */
	RECONNECT_MIN_MS = 50,
	RECONNECT_MAX_MS = 2000
};

static int first_failure(const int *results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (results[i] != 0)
			return results[i];
	return 0;
}

int nng_limit(nng_socket socket)
{
	int results[] = {
		nng_socket_set_size(socket, NNG_OPT_RECVMAXSZ,
				    BUS_FRAME_LIMIT_BYTES + PROTOCOL_HEADER_BYTES),
		nng_socket_set_ms(socket, NNG_OPT_RECONNMINT, RECONNECT_MIN_MS),
		nng_socket_set_ms(socket, NNG_OPT_RECONNMAXT, RECONNECT_MAX_MS),
	};

	return first_failure(results, sizeof(results) / sizeof(results[0]));
}

nng_msg *nng_message_create(const void *bytes, size_t size_bytes)
{
	nng_msg *message;
	int result = nng_msg_alloc(&message, 0);

	if (result == 0)
		result = nng_msg_append(message, bytes, size_bytes);
	assert(result == 0); /* no memory: what must survive is in the store */
	return message;
}

bool nng_peer_is_ours(nng_pipe pipe)
{
	uint64_t uid;

	return nng_pipe_get_uint64(pipe, NNG_OPT_IPC_PEER_UID, &uid) == 0 && uid == geteuid();
}

int nng_error_of(int nng_error)
{
	switch (nng_error) {
	case 0:
		return 0;
	case NNG_ENOMEM:
		return ERROR_MEMORY_LIMIT;
	case NNG_ETIMEDOUT:
		return ERROR_TIMED_OUT;
	case NNG_EMSGSIZE:
		return ERROR_TOO_LARGE;
	default:
		return ERROR_INPUT_OUTPUT;
	}
}

const struct bus_driver bus_nng = {
	.server_open = nng_server_open,
	.server_close = nng_server_close,
	.request_answer = nng_request_answer,
	.publisher_open = nng_publisher_open,
	.publish = nng_publish,
	.publisher_close = nng_publisher_close,
	.subscriber_open = nng_subscriber_open,
	.subscriber_close = nng_subscriber_close,
	.client_open = nng_client_open,
	.client_close = nng_client_close,
	.client_ask = nng_client_ask,
	.question_is_stranded = nng_question_is_stranded,
	.question_abandon = nng_question_abandon,
};
