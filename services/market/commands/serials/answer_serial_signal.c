/* answer_serial_signal.c - what the OCOP agency found about a sticker that may be a counterfeit
 *
 * Reads:     market.v1.AnswerSerialSignal
 * Needs:     a signal that nobody has answered
 * Writes:    serial_signals, one row
 * Publishes: market.v1.SerialSignalAnswered
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, SIGNAL_ANSWERED
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/signal.h"
#include "market/rules/batch.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision answer_serial_signal(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__AnswerSerialSignal *command =
		(const Ocop__Market__V1__AnswerSerialSignal *)message;
	const char *conclusion =
		require_composed(reply, "conclusion", command->conclusion, BATCH_REASON_MAX);
	struct serial_signal signal;

	if (!serial_signal_load(tx, command->signal_id, &signal))
		return FAILED; /* the subject was there */
	if (transaction_failed(tx))
		return FAILED;

	if (*signal.conclusion)
		reply_refuse(reply, REFUSAL(SIGNAL_ANSWERED), NULL, "%s", signal.concluded_on);
	if (reply_refused(reply))
		return REFUSED;

	serial_signal_conclude(tx, signal.signal_id, conclusion, trace_today(tx));
	signal.version++;
	signal.conclusion = conclusion;
	event_serial_signal_answered(tx, &signal);
	reply_accept(reply, signal.signal_id, (uint64_t)signal.version);
	return ACCEPTED;
}
