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
#include "ocop/common/v1/envelope.pb-c.h"

struct erased_names;
struct metrics;
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

	/* Begins what the service does on threads of its own, when all is open and before the
	 * writer runs; 0 or an ERROR_*, having logged why. And ends those threads, while the writer
	 * still takes what they say (own_command_send). NULL for none. */
	int (*begin)(struct service *service, void *state);
	void (*halt)(void *state);

	/* Writes what the service keeps beside every event of its own, whatever the event, in the
	 * transaction of the event: called by outbox_append. NULL for none. */
	void (*event_written)(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *message);
	/* Why no command is taken just now, but for rows that are `even_closed`, and nothing is
	 * due; UNSPECIFIED: all are. On the writer's thread, at least once a second. NULL for
	 * never. */
	Ocop__Common__V1__RefusalCode (*closed)(struct transaction *tx);
	/* Own events in which a producer's name may stand, ended by NULL, and what takes his names
	 * out of the service's tables (common/erasure/erasure.h). NULL for none. */
	const ProtobufCMessageDescriptor *const *naming_events;
	void (*erase)(struct transaction *tx, const struct erased_names *names);
	/* An own event was stored again without a name: what is kept beside it follows. NULL for
	 * none. */
	void (*event_rewritten)(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *message);
	/* Why nothing is answered just now, but for rows that are `even_mute`: what the store says
	 * would not be true. UNSPECIFIED: all is. On readers. NULL for never. */
	Ocop__Common__V1__RefusalCode (*mute)(const struct transaction *tx);
	/* Forgets what the events of a source have written, so that they can be applied from event
	 * 1 on; false, having written nothing, when it cannot be built anew. NULL for never. */
	bool (*forget)(struct transaction *tx, const char *source);
	/* Called on the writer's thread when events have been committed; does not wait. NULL for
	 * none. */
	void (*events_committed)(void *state);
};

/* Runs until told to stop; returns the exit status. */
int service_main(const struct service_definition *definition, int argc, char **argv);

/* All settings, the common ones and the service's own; as long as the service. */
const struct settings *service_settings(const struct service *service);

/* The instance's clock, for what is not in a transaction; as long as the service. */
const struct clock *service_clock(const struct service *service);

/* The store, for a service's own threads and its start; as long as the service. */
struct store *service_store(const struct service *service);

/* This daemon's own folder, <data_dir>/<source>, mode 0700: store, keys, files. Valid as long as
 * the service. */
const char *service_folder(const struct service *service);

/* "demo", "test" or "production". */
const char *service_instance_kind(const struct service *service);

/* The daemon's counters; as long as the service. */
struct metrics *service_metrics(struct service *service);

/* For how long it is not known whether all that a followed source has told is in: microseconds, or
 * INT64_MAX when it was not heard since the start. Of a service with shards the longest of them; to
 * the second. From any thread. */
int64_t service_source_silent_us(struct service *service, const char *service_name);

/* Says what an operator has to look after, in English and in one line, or "" when there is nothing
 * any more: `ocop status` shows it and ends with 1. From any thread. */
void service_set_alarm(struct service *service, const char *alarm);

/* --- own_command.c: what a thread of the service's own has found out, as a command to oneself
 *
 * As with a deadline, the command takes the path of all commands, as the system, and its id follows
 * from what it is about: said twice, also by two runs of the daemon, it has one effect. */

/* Something to be told once the command was run; on the writer thread. */
struct own_command_notice {
	/* accepted: it had its effect, now or earlier. */
	void (*done)(void *context, bool accepted);
	void *context;
};

/* Gives a command to the writer; from any thread of the service's own, until its halt. The message
 * is packed now. `what` and `thing_id` name it, as in deadline.h, and `time_us` is when it came
 * about on the instance's clock. Afterwards the deadlines are looked at, for what it made due. */
void own_command_send(struct service *service, const char *what, const char *thing_id,
		      int64_t time_us, const ProtobufCMessage *command,
		      const struct own_command_notice *notice);
