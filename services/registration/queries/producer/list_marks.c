/* list_marks.c - marks of a province by name, each with the products that use it
 *
 * Reads:   registration.v1.ListMarks
 * Answers: registration.v1.ListMarksReply
 * Refuses: CURSOR_INVALID
 */
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/known/recorded.h"

/* With as many products as a mark may have each takes nearly 8 KiB of the 1 MiB of a reply. */
enum { MARKS_A_PAGE_MAX = 100 };

enum decision list_marks(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__ListMarks *asked =
		(const Ocop__Registration__V1__ListMarks *)message;
	Ocop__Registration__V1__ListMarksReply answer =
		OCOP__REGISTRATION__V1__LIST_MARKS_REPLY__INIT;
	int64_t asked_limit = page_limit(asked->limit);
	size_t limit = (size_t)(asked_limit < MARKS_A_PAGE_MAX ? asked_limit : MARKS_A_PAGE_MAX);
	struct name_search search = {
		.province_code = asked->province_code,
		.limit = (int64_t)limit + 1, /* one more tells whether there is a next page */
	};

	if (!name_cursor_read(reply, asked->cursor, "mark", &search))
		return REFUSED;

	answer.marks = marks_search(tx, &search, &answer.n_marks);
	if (answer.n_marks > limit) {
		const Ocop__Registration__V1__Mark *last = answer.marks[limit - 1];

		answer.n_marks = limit;
		answer.next = name_cursor_print(reply_arena(reply), last->name, last->mark_id);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
