/* read_product_photo.c - a piece of the picture that was made of a product's photo
 *
 * The picture alone is open to all: a photo from a telephone says where and with what it was taken.
 *
 * Reads:   registration.v1.ReadProductPhoto
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
#include "registration/records/known/product_photo.h"

enum decision read_product_photo(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Registration__V1__ReadProductPhoto *asked =
		(const Ocop__Registration__V1__ReadProductPhoto *)message;
	struct product_photo photo;
	struct dossier_file file;

	product_photo_load(tx, asked->photo_id, &photo);
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
					    .thumbnail = true});
}
