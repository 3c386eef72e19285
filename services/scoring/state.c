/* state.c - what scoring's handlers share: the rule books, loaded at the start */
#include "scoring/state.h"

#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/rulebook/rulebook.h"
#include "common/service.h"

enum { LOG_TEXT_SIZE = 1024 };

int scoring_start(struct service *service, void **ret_state)
{
	const char *directory = settings_text(service_settings(service), "rulebooks_dir");
	struct rulebook_fault fault = {""};
	struct rulebooks *rulebooks;
	int error = rulebooks_load(directory, &rulebooks, &fault);

	if (error) {
		char quoted[LOG_TEXT_SIZE];

		log_write(LOG_ERROR, "rulebooks", "fault=%s",
			  log_quote(fault.text, quoted, sizeof(quoted)));
		return error;
	}
	struct scoring_state *state = memory_alloc(sizeof(*state));
	state->rulebooks = rulebooks;
	*ret_state = state;
	return 0;
}

void scoring_stop(void *state)
{
	struct scoring_state *scoring = state;

	if (!scoring)
		return;
	rulebooks_destroy(scoring->rulebooks);
	memory_free(scoring);
}
