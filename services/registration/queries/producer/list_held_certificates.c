/* list_held_certificates.c - other certificates by the day they end, those that end first first
 *
 * Reads:   registration.v1.ListHeldCertificates
 * Answers: registration.v1.ListHeldCertificatesReply
 * Refuses: DATE_INVALID, CURSOR_INVALID
 *
 * The cursor is the day and the id of the last row, with a bar between them.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/known/recorded.h"

static bool read_cursor(struct reply *reply, const char *cursor, struct held_search *search)
{
	const char *bar = strchr(cursor, '|');
	int32_t day;

	search->after_end = "";
	search->after_id = "";
	if (*cursor == '\0')
		return true;
	if (bar) {
		search->after_end =
			arena_printf(reply_arena(reply), "%.*s", (int)(bar - cursor), cursor);
		search->after_id = bar + 1;
	}
	if (date_parse(search->after_end, &day) && identifier_is(search->after_id, "held"))
		return true;
	reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	return false;
}

enum decision list_held_certificates(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Registration__V1__ListHeldCertificates *asked =
		(const Ocop__Registration__V1__ListHeldCertificates *)message;
	Ocop__Registration__V1__ListHeldCertificatesReply answer =
		OCOP__REGISTRATION__V1__LIST_HELD_CERTIFICATES_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	struct held_search search = {
		.province_code = asked->province_code,
		.kind = asked->kind,
		.before_end = asked->valid_until_before,
		.limit = (int64_t)limit + 1, /* one more tells whether there is a next page */
	};

	if (!allow_date(reply, "valid_until_before", asked->valid_until_before) ||
	    !read_cursor(reply, asked->cursor, &search))
		return REFUSED;

	answer.certificates = held_certificates_search(tx, &search, &answer.n_certificates);
	if (answer.n_certificates > limit) {
		const Ocop__Registration__V1__HeldCertificate *last =
			answer.certificates[limit - 1];

		answer.n_certificates = limit;
		answer.next = arena_printf(reply_arena(reply), "%s|%s", last->valid_until,
					   last->held_certificate_id);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
