/* import_producer.c - takes in one row of a list of producers
 *
 * Reads:     registration.v1.ImportProducer
 * Needs:     nothing that exists; the id follows from name and province, so the same row again, and
 *            a row of an old register about the same producer, are found
 * Writes:    producers, a new row, or what a known one lacks; then changes
 * Publishes: registration.v1.ProducerRegistered or ProducerChanged
 * Refuses:   IMPORT_ROW_INVALID, naming each field
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/register/import.h"
#include "registration/rules/known.h"

/* Why a producer changed, as offices read it. */
static const char filled_in[] = "Bổ sung theo danh sách chủ thể được nhập";

static void write_change(struct transaction *tx, struct producer_import *import)
{
	struct arena *arena = transaction_arena(tx);

	producer_update(tx, &import->producer);
	change_insert(tx, &(struct change){
				  .thing_id = import->producer.producer_id,
				  .version = import->producer.version,
				  .before = producer_in_words(arena, &import->before),
				  .after = producer_in_words(arena, &import->producer),
				  .reason = filled_in,
			  });
	event_producer_changed(tx, &import->producer, filled_in);
}

enum decision import_producer(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ImportProducer *asked =
		(const Ocop__Registration__V1__ImportProducer *)message;
	struct producer_import import;

	producer_import_read(tx, asked, &import);
	if (transaction_failed(tx))
		return FAILED;
	if (!import_is_sound(&import.faults, asked->line, reply))
		return REFUSED;

	if (import.is_new) {
		producer_insert(tx, &import.producer);
		event_producer_registered(tx, &import.producer);
	} else if (import.changes) {
		write_change(tx, &import);
	}
	reply_accept(reply, import.producer.producer_id, import.producer.version);
	return ACCEPTED;
}
