/* visit.c - one visit to a page of forms: who asks, what was sent, what was refused of it */
#include "gateway/pages/account/visit.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "gateway/http.h"
#include "gateway/pages/pages.h"
#include "ocop/common/v1/queries.pb-c.h"

void account_visit_init(struct account_visit *visit, struct gateway *gateway,
			struct http_request *request, const char *key)
{
	*visit = (struct account_visit){.gateway = gateway, .request = request, .key = key};
}

struct account_visit *account_visit_create(struct gateway *gateway, struct http_request *request,
					   const struct route_values *values)
{
	struct account_visit *visit = arena_alloc(request->arena, sizeof(*visit));

	account_visit_init(visit, gateway, request, values->values[0]);
	return visit;
}

static void on_account(void *context, const ProtobufCMessage *reply, uint64_t version,
		       const Ocop__Common__V1__Reply *refusal)
{
	struct account_visit *visit = context;

	(void)version; /* nothing of the account is changed */
	if (!reply) {
		account_refused(visit->gateway, visit->request, refusal);
		return;
	}
	visit->account = (const Ocop__Identity__V1__Account *)reply;
	visit->show(visit);
}

void visit_show(struct account_visit *visit)
{
	Ocop__Identity__V1__GetAccount *query = arena_alloc(visit->request->arena, sizeof(*query));

	ocop__identity__v1__get_account__init(query);
	account_ask(visit->gateway, visit->request, &query->base, on_account, visit);
}

struct form visit_form(const struct account_visit *visit, const char *verb)
{
	struct form form = {.part = visit->many_forms ? verb : NULL};

	if (visit->verb && strcmp(visit->verb, verb) == 0) {
		form.entries = &visit->entries;
		form.faults = visit->faults;
	}
	return form;
}

bool visit_read(struct account_visit *visit, const char *verb)
{
	visit->verb = verb;
	return account_entries(visit->gateway, visit->request, &visit->entries);
}

bool visit_send(struct account_visit *visit, const ProtobufCMessageDescriptor *descriptor,
		const char *key_field, dispatch_answer_fn *on_answer)
{
	struct arena *arena = visit->request->arena;
	struct message_faults *faults = arena_alloc(arena, sizeof(*faults));
	ProtobufCMessage *message = entries_message(&visit->entries, descriptor, arena, faults);

	if (!message) {
		visit->faults = form_faults_of_message(arena, faults);
		return false;
	}
	if (key_field)
		message_set_text(
			message,
			protobuf_c_message_descriptor_get_field_by_name(descriptor, key_field),
			visit->key, key_field, arena, faults);
	account_send(visit->gateway, visit->request, &visit->entries, message, on_answer, visit);
	return true;
}

static const char *way_back(const struct account_visit *visit, const char *id)
{
	size_t length = strlen(visit->back);
	bool is_new = length > 0 && visit->back[length - 1] == '/';

	return arena_printf(visit->request->arena, "%s%s%s", visit->back, is_new ? id : "",
			    strchr(visit->back, '?') ? "&saved=1" : "?saved=1");
}

static void on_sent(void *context, const ProtobufCMessage *reply, uint64_t version,
		    const Ocop__Common__V1__Reply *refusal)
{
	struct account_visit *visit = context;

	(void)version; /* the page asks anew */
	if (reply) {
		account_redirect(visit->request,
				 way_back(visit, ((const Ocop__Common__V1__Accepted *)reply)->id));
	} else if (account_must_sign_in(refusal)) {
		account_refused(visit->gateway, visit->request, refusal);
	} else {
		visit->faults = form_faults_keep(visit->request->arena, refusal);
		visit_show(visit);
	}
}

void visit_command(struct account_visit *visit, const ProtobufCMessageDescriptor *descriptor,
		   const char *key_field)
{
	if (!visit_send(visit, descriptor, key_field, on_sent))
		visit_show(visit);
}

void visit_do(struct account_visit *visit, const struct visit_verb *verbs, const char *verb,
	      const char *key_field)
{
	while (verbs->verb && strcmp(verbs->verb, verb) != 0)
		verbs++;
	if (!verbs->verb)
		page_not_found(visit->gateway, visit->request);
	else if (visit_read(visit, verbs->verb))
		visit_command(visit, verbs->message, key_field);
}
