/* feed_source.c - where a follower asks for the public feed: this instance, or another's gateway */
#include "cli/feed/feed_source.h"

#include "cli/commands.h"
#include "cli/feed/feed_http.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/error.h"
#include "common/json/message_json.h"
#include "ocop/notification/v1/queries.pb-c.h"

int feed_source_open(struct session *session, struct feed_source *ret_source)
{
	*ret_source = (struct feed_source){
		.session = session,
		.url = argument(&session->arguments, "url"),
		.subscription = argument(&session->arguments, "subscription"),
	};
	return ret_source->url ? feed_http_open(ret_source) : EXIT_DONE;
}

void feed_source_close(struct feed_source *source)
{
	if (source->http)
		feed_http_close(source);
}

const char *feed_source_name(const struct feed_source *source)
{
	return source->subscription ? source->subscription : "notification";
}

/* The reply of this instance's notification. */
static int reply_read(struct feed_source *source, const Ocop__Common__V1__Reply *reply,
		      json_t **ret_page)
{
	const ProtobufCMessage *page =
		reply_body(source->session, reply, &ocop__notification__v1__feed_page__descriptor);

	if (page) {
		*ret_page = message_to_json(page);
		return EXIT_DONE;
	}
	reply_complain(source->session, "notification", reply);
	if (reply->n_refusals > 0 && reply->refusals[0]->code == REFUSAL(FEED_PLACE_UNKNOWN))
		return EXIT_FINDINGS;
	return EXIT_NOT_ALLOWED;
}

static int page_of_instance(struct feed_source *source, const ProtobufCMessage *query, bool quietly,
			    json_t **ret_page)
{
	struct question question = {.message = query};
	const Ocop__Common__V1__ReplyFrame *replies;
	int result = session_sign_in(source->session, &question.token);
	int error;

	if (result != EXIT_DONE)
		return result;
	error = peer_ask(source->session, "notification", "queries", &question, 1, &replies);
	if (error) {
		if (!quietly)
			complain("notification: %s", error_text(error));
		return EXIT_UNREACHABLE;
	}
	return reply_read(source, replies->replies[0], ret_page);
}

int feed_source_page(struct feed_source *source, const char *after, uint32_t limit, bool quietly,
		     json_t **ret_page)
{
	Ocop__Notification__V1__ListFeed list = OCOP__NOTIFICATION__V1__LIST_FEED__INIT;
	Ocop__Notification__V1__ListSubscriptionFeed list_of =
		OCOP__NOTIFICATION__V1__LIST_SUBSCRIPTION_FEED__INIT;

	if (source->url)
		return feed_http_page(source, after, limit, quietly, ret_page);
	list.after = list_of.after = (char *)after;
	list.limit = list_of.limit = limit;
	list.packed = list_of.packed = true;
	list_of.subscription_id = (char *)source->subscription;
	return page_of_instance(source, source->subscription ? &list_of.base : &list.base, quietly,
				ret_page);
}
