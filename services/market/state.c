/* state.c - what market holds from start to stop: nothing, all it knows is in its store */
#include "market/state.h"

#include <stddef.h>

const struct setting market_settings[] = {
	{0},
};

int market_start(struct service *service, void **ret_state)
{
	(void)service; /* every service starts alike */
	*ret_state = NULL;
	return 0;
}

void market_stop(void *state)
{
	(void)state; /* nothing was held */
}
