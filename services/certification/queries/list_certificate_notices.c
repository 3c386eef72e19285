/* list_certificate_notices.c - the notices of a certificate: for the commune it lies in today and
 * for its producer, of each thing that happened to it
 *
 * Reads:   certification.v1.ListCertificateNotices
 * Answers: certification.v1.ListNoticesReply
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/paper/recipients.h"
#include "certification/records.h"
#include "certification/records/history.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

enum { RECIPIENTS = 2 };

static Ocop__Certification__V1__Notice *notice_message(struct arena *arena,
						       const struct certificate_move *move,
						       const struct recipient *recipient)
{
	Ocop__Certification__V1__Notice *message = arena_alloc(arena, sizeof(*message));

	ocop__certification__v1__notice__init(message);
	message->recipient = recipient->kind;
	message->recipient_id = message_text(recipient->id);
	message->recipient_name = message_text(recipient->name);
	message->move_no = move->move_no;
	message->move = move->move;
	message->dated_on = message_text(move->moved_on);
	message->products = 1;
	return message;
}

enum decision list_certificate_notices(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply)
{
	const Ocop__Certification__V1__ListCertificateNotices *query =
		(const Ocop__Certification__V1__ListCertificateNotices *)message;
	Ocop__Certification__V1__ListNoticesReply answer =
		OCOP__CERTIFICATION__V1__LIST_NOTICES_REPLY__INIT;
	struct arena *arena = transaction_arena(tx);
	struct recipient commune, producer;
	struct place_codes today;
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;
	struct certificate_move move;

	if (!certificate_code_read(query->code, code) ||
	    !certificate_load(tx, code, &certificate)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	certificate_place_today(tx, &certificate, &today);
	commune = commune_recipient(tx, today.commune_code);
	producer = producer_recipient(certificate.producer_id, certificate.producer_name);
	answer.notices =
		arena_alloc(arena, (size_t)RECIPIENTS * PAGE_LIMIT_MAX * sizeof(*answer.notices));
	certificate_moves(tx, code, 0, PAGE_LIMIT_MAX);
	while (certificate_move_next(tx, &move)) {
		if (*commune.id)
			answer.notices[answer.n_notices++] = notice_message(arena, &move, &commune);
		answer.notices[answer.n_notices++] = notice_message(arena, &move, &producer);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
