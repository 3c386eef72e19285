/* state.h - what certification holds from start to stop: the rule books and how numbers are made
 *
 * Read-only after the start but for what counts, which locks itself, and what is said to be the
 * writer's: any thread may use it. Handlers find it at transaction_state.
 */
#pragma once

#include <stdbool.h>

#include "certification/dump/open_data.h"
#include "certification/rules/extension.h"
#include "certification/rules/number_templates.h"
#include "common/refusal.h"
#include "common/settings.h"

struct certificate_template;
struct rulebooks;
struct service;
struct transaction;
struct transparency;
struct asked_counter;

/* Owns the rule books and the log's part; texts belong to the settings, which live as long. */
struct certification_state {
	struct rulebooks *rulebooks;
	const char *number_template; /* sound; of authorities without one of their own */
	struct number_templates number_templates; /* all sound */
	const char *authority; /* in official numbers; "": the province's code, TW for the centre */
	struct certificate_template *certificate_template;
	bool is_demonstration;  /* of no worth, and says so */
	const char *public_url; /* of the portal, without a slash at the end; "" for none */
	struct transparency *transparency;
	struct open_data open_data;
	enum extension_use extension;
	struct asked_counter *unknown; /* numbers that were asked for and are nobody's */
	struct service *service;
	/* The writer thread's: what `ocop status` shows already. */
	uint32_t open_leaves;
	bool stop_is_shown;
	int64_t report_due_days;     /* to take up a report on a pack */
	int64_t report_contact_days; /* after its closing a reporter can be reached */
};

/* The settings certification has besides those of every daemon. */
extern const struct setting certification_settings[];

/* The daemon's start: loads the rule books, refuses a template whose numbers could repeat. Returns
 * 0 or an ERROR_*, having logged why. */
int certification_start(struct service *service, void **ret_state);

/* The daemon's stop: frees the state. NULL is fine. */
void certification_stop(void *state);

/* REGISTER_UNRECONCILED while the store is not the one that the published log tells of, since
 * whatever was written to it then would be a second history; and while leaves that it had forgotten
 * are to be gone through. */
Ocop__Common__V1__RefusalCode certification_closed(struct transaction *tx);

/* REGISTER_UNRECONCILED while the store is not the one that the published log tells of: a revoked
 * certificate might be valid in it. */
Ocop__Common__V1__RefusalCode certification_mute(const struct transaction *tx);

/* After each commit with events: the log has something to publish. */
void certification_committed(void *state);

/* The state a handler's transaction was begun with. */
const struct certification_state *certification_state(struct transaction *tx);
