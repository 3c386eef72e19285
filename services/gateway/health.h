/* health.h - how the gateway and the daemons behind it are: /healthz, /readyz, /metrics */
#pragma once

#include <stdbool.h>

struct gateway;
struct http_request;

/* Answers the request if it asks for one of these; false otherwise. */
bool health_handle(struct gateway *gateway, struct http_request *request);
