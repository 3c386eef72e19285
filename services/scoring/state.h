/* state.h - what scoring's handlers share: the rule books, loaded at the start */
#pragma once

struct rulebooks;
struct service;

/* What handlers find at transaction_state. */
struct scoring_state {
	struct rulebooks *rulebooks;
};

/* Start and stop of the service (service.h). */
int scoring_start(struct service *service, void **ret_state);
void scoring_stop(void *state);
