/* service.h - the daemon that all of them are made of
 *
 * A service is tables handed to service_main: what may be asked (commands, queries), what it
 * follows (reactions), what time brings (deadlines), what is stored (migrations), what can be set.
 * Parts start in order - settings, log, store, workers, writer, bus, followers - and stop in
 * reverse on SIGTERM or SIGINT, in under a second; systemd is told.
 */
#pragma once

#include "common/command.h"
#include "common/deadline.h"
#include "common/query.h"
#include "common/reaction.h"
#include "common/settings.h"
#include "common/store/store.h"

struct service;

/* Tables end with an empty row; NULL means none. */
struct service_definition {
	const char *name; /* "scoring" */
	bool sharded;     /* has a --shard and a source of its own for each */
	const struct setting *settings;
	const struct migration *migrations;
	const struct command *commands;
	const struct query *queries;
	const struct query
		*files; /* the files endpoint; queries that may write files, not the store */
	const struct reaction *reactions;
	const struct deadline *deadlines;
	const char *const *follows; /* services; "scoring" is every shard of it */

	/* Loads what handlers use (transaction_state), before anything is answered; 0 or an
	 * ERROR_*, having logged why. NULL for none. */
	int (*start)(struct service *service, void **ret_state);
	void (*stop)(void *state);
};

/* Runs until told to stop; returns the exit status. */
int service_main(const struct service_definition *definition, int argc, char **argv);

/* All settings, the common ones and the service's own; as long as the service. */
const struct settings *service_settings(const struct service *service);

/* The instance's clock, for what is not in a transaction; as long as the service. */
const struct clock *service_clock(const struct service *service);

/* This daemon's own folder, <data_dir>/<source>, mode 0700: store, keys, files. Valid as long as
 * the service. */
const char *service_folder(const struct service *service);

/* "demo", "test" or "production". */
const char *service_instance_kind(const struct service *service);
