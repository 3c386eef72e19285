/* checkpoint.c - how large a log is and what its root is, signed: c2sp.org/tlog-checkpoint */
#include "common/tlog/checkpoint.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/tlog/base64.h"
#include "common/tlog/tlog_proof.h"

char *checkpoint_sign(struct arena *arena, const struct note_signer *signer,
		      const struct checkpoint *checkpoint)
{
	return note_sign(
		arena, signer,
		arena_printf(arena, "%s\n%llu\n%s\n", signer->verifier.name,
			     (unsigned long long)checkpoint->size,
			     base64_print(arena, checkpoint->root.bytes, MERKLE_HASH_SIZE)));
}

enum note_result checkpoint_open(const char *bytes, size_t size_bytes,
				 const struct note_verifier *verifier,
				 struct checkpoint *ret_checkpoint)
{
	struct checkpoint checkpoint;
	struct note note;
	enum note_result result = note_open(bytes, size_bytes, verifier, 1, &note);
	struct tlog_text text, line;

	if (result != NOTE_GENUINE)
		return result;
	text = (struct tlog_text){note.text, note.text_size_bytes};
	if (!tlog_line_next(&text, &line))
		return NOTE_UNREADABLE;
	if (strlen(verifier->name) != line.size_bytes ||
	    memcmp(verifier->name, line.bytes, line.size_bytes) != 0)
		return NOTE_OF_OTHER_KEY;
	if (!tlog_line_next(&text, &line) || !tlog_number_read(&line, &checkpoint.size) ||
	    !tlog_line_next(&text, &line) || !tlog_hash_read(&line, &checkpoint.root))
		return NOTE_UNREADABLE;
	*ret_checkpoint = checkpoint;
	return NOTE_GENUINE;
}
