/* pack_report.c - reports on packs as messages show them */
#include "certification/answers/pack_report.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/records/pack_reports.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

char **photo_ids_message(struct transaction *tx, const char *photo_ids, size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	char **ids = arena_alloc(arena, PACK_REPORT_PHOTOS_MAX * sizeof(*ids));
	char *rest = arena_strdup(arena, photo_ids), *id;

	*ret_count = 0;
	while (*ret_count < PACK_REPORT_PHOTOS_MAX && (id = strsep(&rest, " "))) {
		if (*id != '\0')
			ids[(*ret_count)++] = id;
	}
	return ids;
}

Ocop__Certification__V1__PackReport *pack_report_message(struct transaction *tx,
							 const struct pack_report *report)
{
	Ocop__Certification__V1__PackReport *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__pack_report__init(message);
	message->report_id = message_text(report->report_id);
	message->kind = report->kind;
	message->state = report->state;
	message->number = message_text(report->number);
	message->code = message_text(report->code);
	message->product_id = message_text(report->product_id);
	message->product_name = message_text(report->product_name);
	message->producer_name = message_text(report->producer_name);
	message->seen = message_text(report->seen);
	message->place_text = message_text(report->place_text);
	message->seen_commune_code = message_text(report->seen_commune_code);
	message->seen_province_code = message_text(report->seen_province_code);
	message->latitude_millionths = (int32_t)report->latitude_millionths;
	message->longitude_millionths = (int32_t)report->longitude_millionths;
	message->photo_ids = photo_ids_message(tx, report->photo_ids, &message->n_photo_ids);
	message->commune_code = message_text(report->commune_code);
	message->province_code = message_text(report->province_code);
	message->agency_id = message_text(report->agency_id);
	message->reported_on = message_text(report->reported_on);
	message->due_on = message_text(report->due_on);
	message->overdue = pack_report_is_overdue(report->state, report->due_on, today_text(tx));
	message->conclusion = report->conclusion;
	message->answer = message_text(report->answer);
	message->closed_on = message_text(report->closed_on);
	message->paper_id = message_text(report->paper_id);
	message->revoked_on = message_text(report->revoked_on);
	message->version = report->version;
	return message;
}
