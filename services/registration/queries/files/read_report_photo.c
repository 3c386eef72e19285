/* read_report_photo.c - a piece of a photo of a report on a pack
 *
 * Reads:   registration.v1.ReadReportPhoto
 * Answers: registration.v1.ReadFileReply
 * Refuses: FIELD_INVALID
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/file_type.h"
#include "registration/files/piece.h"
#include "registration/queries.h"
#include "registration/records/file.h"
#include "registration/records/report/report_photo.h"

enum decision read_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__ReadReportPhoto *asked =
		(const Ocop__Registration__V1__ReadReportPhoto *)message;
	struct report_photo photo;
	struct dossier_file file;

	report_photo_load(tx, asked->photo_id, &photo);
	if (!photo.exists)
		return FAILED; /* the subject was found */

	file = (struct dossier_file){
		.exists = true,
		.name = arena_printf(reply_arena(reply), "%s%s", photo.photo_id,
				     file_type_ending(photo.media_type)),
		.sha256 = photo.sha256,
		.size_bytes = photo.size_bytes,
		.media_type = photo.media_type,
		.has_thumbnail = true, /* as every photo that was inspected */
	};
	return piece_answer(tx, reply, &file,
			    &(struct piece){.offset_bytes = asked->offset_bytes,
					    .limit_bytes = asked->limit_bytes,
					    .thumbnail = asked->thumbnail});
}
