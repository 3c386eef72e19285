/* deadline.h - time as a caller: due rows become commands of the daemon to itself
 *
 * Run every second, after reactions, and when the clock moves. The command's id follows from
 * (deadline, thing, due time), so it has one effect across restarts and downtime. The command takes
 * the path of all commands, as the system.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct due_commands;
struct transaction;

enum { DUE_COMMANDS_MAX = 256 }; /* one group */

/* A row of a service's table. find reads what is due at transaction_now_us (an indexed query, at
 * most due_commands_limit rows) and adds a command for each. A thing must stop being due once its
 * command was accepted; one that was refused is left alone for a minute. */
struct deadline {
	const char *name;
	void (*find)(struct transaction *tx, struct due_commands *due);
};

/* How many rows to read: a group, and as many as are left alone now and may come first. */
int64_t due_commands_limit(const struct due_commands *due);

/* Adds a command about a thing. The message is packed now. */
void due_commands_add(struct due_commands *due, const char *thing_id, int64_t due_at_us,
		      const ProtobufCMessage *command);
