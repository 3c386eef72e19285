/* read_paper.c - a piece of a paper that belongs to no dossier
 *
 * Reads:   registration.v1.ReadPaper
 * Answers: registration.v1.ReadFileReply
 * Refuses: NO_SUCH_THING, FIELD_INVALID
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/piece.h"
#include "registration/queries.h"
#include "registration/records/file.h"
#include "registration/records/paper.h"

enum decision read_paper(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__ReadPaper *asked =
		(const Ocop__Registration__V1__ReadPaper *)message;
	struct dossier_file file;
	struct kept_paper kept;

	kept_paper_load(tx, asked->paper_id, &kept);
	if (!kept.paper.exists)
		return FAILED; /* the subject was found */

	file = (struct dossier_file){
		.exists = true,
		.name = kept.paper.name,
		.sha256 = kept.paper.sha256,
		.size_bytes = kept.paper.size_bytes,
		.media_type = kept.paper.media_type,
	};
	return piece_answer(tx, reply, &file,
			    &(struct piece){.offset_bytes = asked->offset_bytes,
					    .limit_bytes = asked->limit_bytes});
}
