/* move_clock.c - the clock of a demo or test instance goes on at once
 *
 * Reads:     identity.v1.MoveClock
 * Needs:     an instance of kind demo or test
 * Writes:    instance_clock, the whole offset from the machine's clock; thing_versions
 * Publishes: identity.v1.ClockMoved
 * Refuses:   INSTANCE_KIND, FIELD_INVALID
 */
#include "common/instance_clock.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "identity/state.h"
#include "ocop/identity/v1/commands.pb-c.h"

static const int64_t SECOND_US = 1000000;

enum decision move_clock(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__MoveClock *move = (const Ocop__Identity__V1__MoveClock *)message;
	const struct identity_state *identity = identity_state(tx);

	int64_t offset_seconds = instance_clock_load(tx) / SECOND_US;
	if (transaction_failed(tx))
		return FAILED;

	Ocop__Common__V1__RefusalCode why =
		may_move_clock(identity->clock_moves, offset_seconds, move->seconds);
	if (why) {
		reply_refuse(reply, why, "seconds", "forward, 1 second to 10 years");
		return REFUSED;
	}

	offset_seconds += move->seconds;
	instance_clock_move(tx, offset_seconds * SECOND_US);
	uint64_t version = thing_version_count(tx, "clock");
	event_clock_moved(tx, version, offset_seconds);
	reply_accept(reply, "clock", version);
	return ACCEPTED;
}
