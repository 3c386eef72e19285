/* gateway.h - the way in: HTTP to the daemons behind
 *
 * gateway.c starts the parts and answers what is the gateway's own: /healthz, /readyz, /metrics. It
 * hands every other request to routes_handle (routes.h).
 */
#pragma once

#include <stdint.h>

#include "common/base/clock.h"

struct backends;
struct bus;
struct http_server;
struct address_limit;
struct route_state;
struct sessions;
struct settings;
struct streams;
struct uv_loop_s;

enum { ANSWER_CLASSES = 6 }; /* 1xx to 5xx, by their first digit */

/* What routes work with; all of it lives as long as the gateway. */
struct gateway {
	struct uv_loop_s *loop;
	struct settings *settings;
	struct clock clock; /* the instance's: follows identity */
	struct bus *bus;
	struct backends *backends;
	struct sessions *sessions;
	struct streams *streams;
	struct http_server *http;
	struct address_limit *report_limit;       /* how often an address may report a pack */
	struct address_limit *enquiry_limit;      /* and how often it may ask a producer */
	struct address_limit *check_limit;        /* and how often it may have a list checked */
	struct address_limit *sign_in_limit;      /* and how often it may fail to sign in */
	struct address_limit *sign_in_name_limit; /* and with one name */
	uint64_t answers[ANSWER_CLASSES];
	struct route_state *route_state; /* of routes_open, before http is opened */
};

/* Runs until told to stop; returns the exit status. */
int gateway_main(int argc, char **argv);
