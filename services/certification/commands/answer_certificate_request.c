/* answer_certificate_request.c - a province answers what the ministry asked
 *
 * Reads:     certification.v1.AnswerCertificateRequest
 * Needs:     a request that is open. A revocation is followed by revoking, which answers by itself:
 *            here it can only be declined
 * Writes:    certificate_requests: outcome and answer
 * Publishes: certification.v1.CertificateRequestAnswered
 * Refuses:   NO_SUCH_THING, FIELD_INVALID, REASON_MISSING, FIELD_TOO_LONG, REQUEST_ANSWERED
 */
#include "certification/commands.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/authority.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static void check_message(const Ocop__Certification__V1__AnswerCertificateRequest *command,
			  const struct certificate_request *request, struct reply *reply)
{
	if (command->outcome != REQUEST_OUTCOME(FOLLOWED) &&
	    command->outcome != REQUEST_OUTCOME(DECLINED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", NULL);
	else if (command->outcome == REQUEST_OUTCOME(FOLLOWED) &&
		 request->kind == REQUEST_KIND(REVOCATION))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome",
			     "revoking the certificate answers the request");
	if (command->answer[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "answer", NULL);
	(void)allow_text(reply, "answer", command->answer, REASON_LENGTH_MAX);
}

enum decision answer_certificate_request(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply)
{
	const Ocop__Certification__V1__AnswerCertificateRequest *command =
		(const Ocop__Certification__V1__AnswerCertificateRequest *)message;
	struct certificate_request request;

	if (!certificate_request_load(tx, command->request_id, &request)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "request_id", NULL);
		return REFUSED;
	}
	check_message(command, &request, reply);
	if (request.outcome != REQUEST_OUTCOME(UNSPECIFIED))
		reply_refuse(reply, REFUSAL(REQUEST_ANSWERED), NULL, NULL);
	if (reply_refused(reply))
		return REFUSED;

	request.outcome = command->outcome;
	request.answer = command->answer;
	request.answered_on = today_text(tx);
	certificate_request_update(tx, &request);
	event_certificate_request_answered(tx, &request);
	reply_accept(reply, request.request_id, request.version);
	return ACCEPTED;
}
