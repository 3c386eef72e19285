/* list_certificates.c - certificates and recognitions, newest first
 *
 * The cursor is the arrival of the last one shown.
 *
 * Reads:   certification.v1.ListCertificates
 * Answers: certification.v1.ListCertificatesReply
 * Refuses: CURSOR_INVALID
 */
#include "certification/queries.h"

#include <inttypes.h>
#include <stdlib.h>

#include "certification/acts/moves.h"
#include "certification/answers.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* False for a cursor we did not give. */
static bool cursor_read(const char *cursor, int64_t *ret_before)
{
	char *end;

	*ret_before = INT64_MAX;
	if (cursor[0] == '\0')
		return true;
	*ret_before = strtoll(cursor, &end, 10);
	return *end == '\0' && *ret_before > 0;
}

struct page {
	Ocop__Certification__V1__Certificate **list;
	size_t count;
	int64_t last_arrival;
	bool has_more;
};

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, const struct certificate_filter *filter,
		      struct page *page)
{
	struct arena *arena = transaction_arena(tx);
	size_t most = (size_t)filter->limit - 1;
	struct certificate certificate;

	page->list = arena_alloc(arena, most * sizeof(*page->list));
	certificates_list(tx, filter);
	while (certificate_next(tx, &certificate)) {
		if (page->count == most) {
			page->has_more = true;
			statement_end(tx);
			return;
		}
		certificate.state = certificate_state_now(tx, &certificate);
		page->last_arrival = certificate.arrival;
		page->list[page->count++] = certificate_message(tx, &certificate);
	}
}

enum decision list_certificates(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__ListCertificates *query =
		(const Ocop__Certification__V1__ListCertificates *)message;
	Ocop__Certification__V1__ListCertificatesReply answer =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES_REPLY__INIT;
	struct certificate_filter filter = {
		.product_id = query->product_id,
		.round_id = query->round_id,
		.decision_id = query->decision_id,
		.official_number = query->official_number,
		.province_code = query->province_code,
		.state = query->state,
		.star = query->star,
		.today = today_text(tx),
		.limit = page_limit(query->limit) + 1,
	};
	struct page page = {0};

	if (!cursor_read(query->cursor, &filter.before)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	page_read(tx, &filter, &page);
	answer.certificates = page.list;
	answer.n_certificates = page.count;
	if (page.has_more)
		answer.next = arena_printf(transaction_arena(tx), "%" PRId64, page.last_arrival);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
