/* list_ideas.c - ideas, newest first, that the caller's grants cover
 *
 * What he may see is decided row by row, as for a single idea. A page gives up after SCANNED_MAX
 * rows, so that somebody who may see little costs little: it is short then, and names the next.
 *
 * Reads:   registration.v1.ListIdeas
 * Answers: registration.v1.ListIdeasReply
 * Refuses: CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/programme/programme.h"
#include "registration/subjects.h"

enum { SCANNED_MAX = 5000 };

static bool is_visible(struct transaction *tx, const struct idea *idea)
{
	const struct subject subject = idea_subject(idea);

	return caller_may(transaction_caller(tx), IDEA_READERS, &subject);
}

enum decision list_ideas(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__ListIdeas *asked =
		(const Ocop__Registration__V1__ListIdeas *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListIdeasReply answer =
		OCOP__REGISTRATION__V1__LIST_IDEAS_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	const struct idea_search search = {
		.commune_code = asked->commune_code,
		.state = asked->state,
		.before_id = asked->cursor,
	};
	const char *last_id = "";
	struct idea idea;

	if (*asked->cursor && !identifier_is(asked->cursor, "idea")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.ideas = arena_alloc(arena, limit * sizeof(*answer.ideas));
	ideas_search(tx, &search);
	for (int scanned = 0; ideas_next(tx, &idea); scanned++) {
		if (answer.n_ideas == limit || scanned == SCANNED_MAX) {
			answer.next = message_text(last_id);
			statement_end(tx);
			break;
		}
		last_id = idea.row.idea_id;
		if (is_visible(tx, &idea))
			answer.ideas[answer.n_ideas++] =
				arena_copy(arena, &idea.row, sizeof(idea.row));
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
