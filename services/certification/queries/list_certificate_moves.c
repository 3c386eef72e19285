/* list_certificate_moves.c - everything that happened to a certificate, in order, and the reminders
 * of its end that were told
 *
 * Reads:   certification.v1.ListCertificateMoves
 * Answers: certification.v1.ListCertificateMovesReply
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/records.h"
#include "certification/records/history.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

static Ocop__Certification__V1__CertificateMoveRecord *move_message(
	struct arena *arena, const struct certificate_move *move)
{
	Ocop__Certification__V1__CertificateMoveRecord *message =
		arena_alloc(arena, sizeof(*message));
	Google__Protobuf__Timestamp *at = arena_alloc(arena, sizeof(*at));

	ocop__certification__v1__certificate_move_record__init(message);
	message->move_no = move->move_no;
	message->move = move->move;
	message->state = move->state;
	message->moved_on = message_text(move->moved_on);
	message->decision_number = message_text(move->decision_number);
	message->reason = message_text(move->reason);
	message->other_code = message_text(move->other_code);
	*at = message_time(move->moved_at_us);
	message->at = at;
	return message;
}

static Ocop__Certification__V1__CertificateReminderRecord *reminder_message(
	struct arena *arena, const struct certificate_reminder *reminder)
{
	Ocop__Certification__V1__CertificateReminderRecord *message =
		arena_alloc(arena, sizeof(*message));
	Google__Protobuf__Timestamp *at = arena_alloc(arena, sizeof(*at));

	ocop__certification__v1__certificate_reminder_record__init(message);
	message->reminder = reminder->reminder;
	message->due_on = message_text(reminder->due_on);
	message->overtaken = reminder->overtaken;
	*at = message_time(reminder->told_at_us);
	message->at = at;
	return message;
}

static void add_reminders(struct transaction *tx, const char *code,
			  Ocop__Certification__V1__ListCertificateMovesReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct certificate_reminder reminder;

	answer->reminders = arena_alloc(arena, REMINDER_KINDS * sizeof(*answer->reminders));
	certificate_reminders(tx, code);
	while (certificate_reminder_next(tx, &reminder))
		answer->reminders[answer->n_reminders++] = reminder_message(arena, &reminder);
}

enum decision list_certificate_moves(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Certification__V1__ListCertificateMoves *query =
		(const Ocop__Certification__V1__ListCertificateMoves *)message;
	Ocop__Certification__V1__ListCertificateMovesReply answer =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATE_MOVES_REPLY__INIT;
	struct arena *arena = transaction_arena(tx);
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate_move move;

	if (!certificate_code_read(query->code, code) || !certificate_exists(tx, code)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	answer.moves = arena_alloc(arena, PAGE_LIMIT_MAX * sizeof(*answer.moves));
	certificate_moves(tx, code, 0, PAGE_LIMIT_MAX);
	while (certificate_move_next(tx, &move))
		answer.moves[answer.n_moves++] = move_message(arena, &move);
	add_reminders(tx, code, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
