/* read_pack_photo.c - a piece of a photo of the pack of a recognised product: what the public
 * compares with the pack in its hand
 *
 * Reads:   registration.v1.ReadPackPhoto
 * Answers: registration.v1.ReadFileReply
 * Refuses: EVIDENCE_UNKNOWN (also for what is evidence, but no such photo), FIELD_INVALID
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/piece.h"
#include "registration/queries.h"
#include "registration/records/file.h"

enum decision read_pack_photo(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ReadPackPhoto *asked =
		(const Ocop__Registration__V1__ReadPackPhoto *)message;
	struct dossier_file file;

	file_of_pack_photo(tx, asked->sha256, &file);
	if (!file.exists || (asked->thumbnail && !file.has_thumbnail)) {
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), "sha256", NULL);
		return REFUSED;
	}

	return piece_answer(tx, reply, &file,
			    &(struct piece){.offset_bytes = asked->offset_bytes,
					    .limit_bytes = asked->limit_bytes,
					    .thumbnail = asked->thumbnail});
}
