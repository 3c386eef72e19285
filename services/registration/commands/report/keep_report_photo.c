/* keep_report_photo.c - a photo for a report on a pack, from an upload
 *
 * Anybody may keep one, and nobody sees it until a report names it: then the offices do whose
 * the report is to handle.
 *
 * Reads:     registration.v1.KeepReportPhoto
 * Needs:     a complete upload of the caller's, or of nobody's for a caller without an account
 * Writes:    report_photos, one row; before, in `prepare`: the file's place
 * Publishes: registration.v1.ReportPhotoKept
 * Refuses:   FIELD_MISSING, UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED,
 *            FILE_TYPE_MISMATCH, IMAGE_INVALID
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/records/report/report_photo.h"

enum decision keep_report_photo_prepare(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply, void **ret_prepared)
{
	return taken_upload_prepare_kept(
		tx, reply, ((const Ocop__Registration__V1__KeepReportPhoto *)message)->upload_id,
		ret_prepared);
}

enum decision keep_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const struct taken_upload *taken = transaction_prepared(tx);
	char photo_id[IDENTIFIER_SIZE];
	struct report_photo photo;

	(void)message; /* `prepare` has taken all that it says */
	if (!taken)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", NULL);
	else if (strncmp(taken->media_type, "image/", strlen("image/")) != 0)
		reply_refuse(reply, REFUSAL(FILE_TYPE_REFUSED), "upload_id", "a photo");
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("photo", NULL, transaction_now_us(tx), photo_id);
	photo = (struct report_photo){
		.photo_id = photo_id,
		.sha256 = taken->sha256,
		.size_bytes = taken->size_bytes,
		.media_type = taken->media_type,
	};
	report_photo_insert(tx, &photo);
	event_report_photo_kept(tx, &photo);
	reply_accept(reply, photo_id, 1);
	return ACCEPTED;
}
