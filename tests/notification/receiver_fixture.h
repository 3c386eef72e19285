/* receiver_fixture.h - a receiver on loopback that does as it is told, a thread of the test */
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum { REQUEST_SIZE = 8192, DRIPS = 100, DRIP_MS = 100, LIMIT_S = 30 };

/* What a receiver does with what it was sent. */
enum manner { ANSWERS, HANGS, DRIPS_BODY, FLOODS, HANGS_UP };

struct receiver {
	pthread_t thread;
	int listener;
	int port;
	enum manner manner;
	const char *answer;
	char request[REQUEST_SIZE];
	_Atomic int connections, read; /* taken, and with a whole request */
};

static void say(int connection, const char *text)
{
	/* The sender may have gone: that is what is tested. */
	(void)!send(connection, text, strlen(text), MSG_NOSIGNAL);
}

static void drip(int connection)
{
	say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
	for (int i = 0; i < DRIPS; i++) {
		struct pollfd gone = {.fd = connection, .events = POLLRDHUP};

		if (poll(&gone, 1, DRIP_MS) > 0)
			return;
		say(connection, ".");
	}
}

static void flood(int connection)
{
	static const char page[4096] = {0};

	say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
	while (send(connection, page, sizeof(page), MSG_NOSIGNAL) > 0)
		continue;
}

/* Waits until the sender has gone. */
static void hang(int connection)
{
	struct pollfd gone = {.fd = connection, .events = POLLRDHUP};

	(void)poll(&gone, 1, LIMIT_S * 1000); /* either way it is over */
}

/* Reads headers and body; our bodies end with "}". */
static void request_read(int connection, char *request)
{
	size_t size_bytes = 0;
	ssize_t count;

	while (size_bytes + 1 < REQUEST_SIZE &&
	       (count = recv(connection, request + size_bytes, REQUEST_SIZE - 1 - size_bytes, 0)) >
		       0) {
		size_bytes += (size_t)count;
		request[size_bytes] = 0;
		if (strstr(request, "\r\n\r\n") && request[size_bytes - 1] == '}')
			return;
	}
}

static void *receiver_main(void *argument)
{
	struct receiver *receiver = argument;
	int connection;

	while ((connection = accept(receiver->listener, NULL, NULL)) >= 0) {
		receiver->connections++;
		request_read(connection, receiver->request);
		receiver->read++;
		switch (receiver->manner) {
		case ANSWERS:
			say(connection, receiver->answer);
			break;
		case HANGS:
			hang(connection);
			break;
		case DRIPS_BODY:
			drip(connection);
			break;
		case FLOODS:
			flood(connection);
			break;
		case HANGS_UP:
			break;
		}
		(void)close(connection); /* only a socket */
	}
	return NULL;
}

/* Listens, on a port of its own. */
static void receiver_start(struct receiver *receiver, enum manner manner, const char *answer)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size_bytes = sizeof(address);

	*receiver = (struct receiver){.manner = manner, .answer = answer};
	receiver->listener = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(
		bind(receiver->listener, (struct sockaddr *)(void *)&address, sizeof(address)), 0);
	assert_int_equal(listen(receiver->listener, 16), 0);
	assert_int_equal(
		getsockname(receiver->listener, (struct sockaddr *)(void *)&address, &size_bytes),
		0);
	receiver->port = ntohs(address.sin_port);
	assert_int_equal(pthread_create(&receiver->thread, NULL, receiver_main, receiver), 0);
}

/* After its sender has gone. */
static void receiver_stop(struct receiver *receiver)
{
	(void)shutdown(receiver->listener, SHUT_RDWR); /* ends accept */
	pthread_join(receiver->thread, NULL);
	(void)close(receiver->listener); /* only a socket */
}
