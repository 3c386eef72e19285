/* get_log_file.c - a file of the transparency log, as it is published
 *
 * "keys" is not in the folder: the public keys of log and register, a line each. A tile is shown
 * only once a checkpoint has it: what a crash left behind is nobody's yet.
 *
 * Reads:   certification.v1.GetLogFile
 * Answers: certification.v1.LogFile
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include <string.h>

#include "certification/log/published.h"
#include "certification/log/transparency.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* The bytes; NULL when there is no such file. */
static const uint8_t *file_read(const struct transparency *transparency, const char *path,
				struct arena *arena, size_t *ret_size_bytes)
{
	struct checkpoint checkpoint;
	struct tile tile;
	uint8_t *bytes = NULL;
	int error;

	if (strcmp(path, "keys") == 0) {
		bytes = (uint8_t *)log_keys_print(arena, &transparency->keys);
		*ret_size_bytes = strlen((const char *)bytes);
		return bytes;
	}
	if (strcmp(path, "checkpoint") == 0)
		error = published_read(transparency->folder, path, arena, &bytes, ret_size_bytes);
	else if (tile_path_read(path, &tile) &&
		 transparency_checkpoint(transparency, arena, &checkpoint, NULL) &&
		 tile_is_in(&tile, checkpoint.size))
		error = published_read_tile(transparency->folder, &tile, arena, &bytes,
					    ret_size_bytes);
	else
		error = ERROR_NOT_FOUND;
	return error ? NULL : bytes;
}

enum decision get_log_file(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Certification__V1__GetLogFile *query =
		(const Ocop__Certification__V1__GetLogFile *)message;
	Ocop__Certification__V1__LogFile answer = OCOP__CERTIFICATION__V1__LOG_FILE__INIT;
	const struct certification_state *state = certification_state(tx);

	answer.content.data = (uint8_t *)(uintptr_t)file_read(
		state->transparency, query->path, transaction_arena(tx), &answer.content.len);
	if (answer.content.data == NULL) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "path", NULL);
		return REFUSED;
	}
	answer.is_immutable = strncmp(query->path, "tile/", 5) == 0;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
