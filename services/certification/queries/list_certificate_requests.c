/* list_certificate_requests.c - what the ministry asked of a province, newest first
 *
 * The cursor is the id of the last one shown.
 *
 * Reads:   certification.v1.ListCertificateRequests
 * Answers: certification.v1.ListCertificateRequestsReply
 * Refuses: CERTIFICATE_UNKNOWN
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/records.h"
#include "certification/records/authority.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListCertificateRequestsReply *answer)
{
	struct certificate_request request;

	answer->requests = arena_alloc(transaction_arena(tx), most * sizeof(*answer->requests));
	while (certificate_request_next(tx, &request)) {
		if (answer->n_requests == most) {
			answer->next = answer->requests[most - 1]->request_id;
			statement_end(tx);
			return;
		}
		answer->requests[answer->n_requests++] = certificate_request_message(tx, &request);
	}
}

enum decision list_certificate_requests(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply)
{
	const Ocop__Certification__V1__ListCertificateRequests *query =
		(const Ocop__Certification__V1__ListCertificateRequests *)message;
	Ocop__Certification__V1__ListCertificateRequestsReply answer =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATE_REQUESTS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	char code[CERTIFICATE_CODE_SIZE] = "";

	if (*query->code && !certificate_code_read(query->code, code)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
		return REFUSED;
	}

	certificate_requests_list(tx, &(struct certificate_request_filter){
					      .province_code = query->province_code,
					      .code = code,
					      .open_only = query->open_only,
					      .before_request_id = query->cursor,
					      .limit = (int64_t)most + 1,
				      });
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
