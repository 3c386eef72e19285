/* recovery.h - leaves that a restored store has forgotten, taken back from the published files
 *
 * The tree goes on where the published one ends, so it does not fork; and each leaf's event stands
 * in its old place in the event log again, as far as the log tells it. The event log is another
 * than the one that was followed until now: it begins a new epoch.
 */
#pragma once

struct log_comparison;
struct service;
struct transparency;

/* Takes back what the comparison (LOG_IS_BEHIND) found missing, in one transaction that is
 * committed only when the store then has the signed root. `state` is certification's, for what is
 * applied. 0 or an ERROR_*, having logged why: then nothing was changed. */
int log_recover(struct service *service, void *state, const struct transparency *transparency,
		const struct log_comparison *comparison);
