/* pack_reports.c - reports on packs, told to agencies
 *
 * Of the unit whose it is to handle, which need not be the certificate's: a filter by place passes
 * what the offices there have to do.
 *
 * Follows: certification.v1.PackReported, PackReportForwarded, PackReportOverdue, PackReportClosed
 * Writes:  the feed's next item; subscription_items of all who are to be told
 */
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "notification/feed/tell.h"
#include "notification/reactions.h"
#include "notification/records.h"

void on_pack_report(struct transaction *tx, const Ocop__Common__V1__Event *event,
		    const ProtobufCMessage *body)
{
	struct certificate about = {0};
	const char *code = message_field_text(body, "certificate_code");

	/* An unknown number has no sector and no star. */
	if (*code && !certificate_load(tx, code, &about) && transaction_failed(tx))
		return;
	about.commune_code = message_field_text(body, "commune_code");
	about.province_code = message_field_text(body, "province_code");
	feed_tell(tx, event, body, &about);
}
