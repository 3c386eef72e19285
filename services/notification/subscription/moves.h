/* moves.h - a subscription becomes another one: active, paused, ended */
#pragma once

#include <stdint.h>

#include "common/reply.h"

struct subscription;
struct transaction;

/* Writes the next version of a subscription, with what was done, and accepts. */
void subscription_changed(struct transaction *tx, struct subscription *subscription,
			  const char *what, struct reply *reply);

/* Moves it to a state, with a reason in a word or "". SUBSCRIPTION_STATE when it cannot. */
enum decision subscription_move(struct transaction *tx, const char *subscription_id,
				int64_t to_state, const char *why, struct reply *reply);
