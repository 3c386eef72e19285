/* report_photos.c - what registration tells of photos of reports on packs */
#include "common/message/message.h"
#include "common/outbox.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "registration/events.h"
#include "registration/records/report/report_photo.h"

void event_report_photo_kept(struct transaction *tx, const struct report_photo *photo)
{
	Ocop__Registration__V1__ReportPhotoKept event =
		OCOP__REGISTRATION__V1__REPORT_PHOTO_KEPT__INIT;

	event.photo_id = message_text(photo->photo_id);
	event.sha256 = message_text(photo->sha256);
	event.media_type = message_text(photo->media_type);
	event.size_bytes = (uint64_t)photo->size_bytes;
	outbox_append(tx, photo->photo_id, 1, &event.base);
}
