/* transfer.c - a request about files on its way: who asks, asked anew for every piece */
#include "gateway/files/transfer.h"

#include "common/bus/envelope.h"
#include "common/refusal.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"

static void on_token(void *context, const ProtobufCBinaryData *access_token, const char *account_id,
		     const Ocop__Common__V1__Reply *refusal)
{
	struct transfer *transfer = context;
	struct backend_call call = {
		.source = transfer->source,
		.endpoint = transfer->endpoint,
		.message = transfer->message,
		.command_id = transfer->command_id,
		.request_id = transfer->request->request_id,
		.timeout_ms = transfer->timeout_ms,
	};

	(void)account_id; /* the token says it, signed */
	if (refusal) {
		transfer->on_reply(transfer, refusal);
		return;
	}
	call.access_token = *access_token;
	backends_ask(transfer->gateway->backends, &call, transfer->on_reply, transfer);
}

void transfer_ask_at(struct transfer *transfer, const char *source, enum backend_endpoint endpoint,
		     const ProtobufCMessage *message, backend_reply_fn *on_reply)
{
	static const ProtobufCBinaryData no_token = {0};

	transfer->source = source;
	transfer->endpoint = endpoint;
	transfer->message = message;
	transfer->on_reply = on_reply;
	if (transfer->anonymous)
		on_token(transfer, &no_token, "", NULL);
	else
		sessions_find(transfer->gateway->sessions, transfer->request, on_token, transfer);
}

void transfer_ask(struct transfer *transfer, const ProtobufCMessage *message,
		  backend_reply_fn *on_reply)
{
	transfer_ask_at(transfer, "registration", BACKEND_FILES, message, on_reply);
}

const void *transfer_accepted(const Ocop__Common__V1__Reply *reply,
			      const ProtobufCMessageDescriptor *descriptor, struct arena *arena)
{
	if (reply->outcome != OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return NULL;
	return message_unpack(descriptor, reply->body.data, reply->body.len, arena, NULL);
}

void transfer_refuse(const struct transfer *transfer, const Ocop__Common__V1__Reply *reply)
{
	if (reply->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		problem_respond(transfer->request, REFUSAL(HANDLER_FAILED), NULL, "answer");
	else
		problem_respond_reply(transfer->request, reply);
}
