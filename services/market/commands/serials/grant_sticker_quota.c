/* grant_sticker_quota.c - the OCOP agency says how many stickers may be drawn for a batch in all
 *
 * Reads:     market.v1.GrantStickerQuota
 * Needs:     a batch that is open, a certificate of its product that is valid
 * Writes:    sticker_quotas, one row
 * Publishes: market.v1.StickerQuotaGranted
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, FIELD_INVALID, BATCH_CLOSED, CERTIFICATE_UNKNOWN,
 *            CERTIFICATE_OF_OTHER_PRODUCT, CERTIFICATE_STATE, STICKER_QUOTA_TOO_SMALL
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "market/acts/sticker_certificate.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/batch.h"
#include "market/records/serial.h"
#include "market/rules/batch.h"
#include "market/rules/serial.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision grant_sticker_quota(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__GrantStickerQuota *command =
		(const Ocop__Market__V1__GrantStickerQuota *)message;
	const char *reason = allow_composed(reply, "reason", command->reason, BATCH_REASON_MAX);
	struct sticker_quota quota;
	struct batch batch;

	if (!batch_load(tx, command->batch_id, &batch))
		return FAILED; /* the subject was there */
	sticker_quota_load(tx, command->batch_id, command->code, &quota);
	sticker_certificate_check(tx, &batch, command->code, "code", reply);
	if (transaction_failed(tx))
		return FAILED;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (command->granted > STICKERS_GRANTED_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "granted", "at most %d",
			     STICKERS_GRANTED_MAX);
	if (command->granted < quota.drawn)
		reply_refuse(reply, REFUSAL(STICKER_QUOTA_TOO_SMALL), "granted", "%lld were drawn",
			     (long long)quota.drawn);
	if (reply_refused(reply))
		return REFUSED;

	quota.granted = command->granted;
	sticker_quota_write(tx, &quota);
	batch_touch(tx, batch.batch_id);
	batch.version++;
	event_sticker_quota_granted(tx, &batch, &quota, reason);
	reply_accept(reply, batch.batch_id, (uint64_t)batch.version);
	return ACCEPTED;
}
