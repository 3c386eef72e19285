/* state.h - what market holds from start to stop: nothing, all it knows is in its store
 *
 * The same names as in every service, so that a setting or a thing to hold has its place.
 */
#pragma once

#include "common/settings.h"

struct service;

/* The settings market has besides those of every daemon: none. */
extern const struct setting market_settings[];

/* The daemon's start: nothing to load. Returns 0. */
int market_start(struct service *service, void **ret_state);

/* The daemon's stop: nothing to give back. */
void market_stop(void *state);
