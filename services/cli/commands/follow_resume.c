/* follow_resume.c - a follower goes on with a source that did not confirm where it stood
 *
 * Without an option only where nothing can be lost: the source has the very event that the follower
 * stands behind, and only its epoch is another. Else it says how the two stand, and what is to be
 * looked at before one of the options is taken.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/bus/envelope.h"
#include "ocop/common/v1/commands.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

/* A follower and its source, and where it shall go on. */
struct resuming {
	struct session *session;
	const char *follower, *source;
	const Ocop__Common__V1__FollowedSource *followed;
	const Ocop__Common__V1__HeadReply *head; /* with the hash of event `after` */
	uint64_t after;
};

/* How the follower stands, by its own word. An exit_status. */
static int followed_find(struct resuming *resuming)
{
	const Ocop__Common__V1__StatusReply *status =
		peer_status(resuming->session, resuming->follower);

	if (status == NULL) {
		complain("%s does not answer", resuming->follower);
		return EXIT_UNREACHABLE;
	}
	for (size_t i = 0; i < status->n_follows; i++) {
		if (strcmp(status->follows[i]->source, resuming->source) == 0)
			resuming->followed = status->follows[i];
	}
	if (resuming->followed != NULL)
		return EXIT_DONE;
	complain("%s does not follow %s", resuming->follower, resuming->source);
	return EXIT_USAGE;
}

/* The source's word on its epoch, its head and the event `after`. */
static int head_ask(struct resuming *resuming)
{
	Ocop__Common__V1__Head query = OCOP__COMMON__V1__HEAD__INIT;
	const ProtobufCMessage *answer;
	int result;

	query.sequence = resuming->after;
	result = peer_query(resuming->session, resuming->source, &query.base,
			    &ocop__common__v1__head_reply__descriptor, &answer);
	if (result == EXIT_DONE)
		resuming->head = (const void *)answer;
	return result;
}

static bool is_same_event(const struct resuming *resuming)
{
	const ProtobufCBinaryData *own = &resuming->followed->cursor_hash;
	const ProtobufCBinaryData *told = &resuming->head->hash;

	return resuming->after == 0 || (own->len == told->len && own->len > 0 &&
					memcmp(own->data, told->data, own->len) == 0);
}

/* What stands at a place of the source now, for people. */
static void event_show(const struct resuming *resuming, uint64_t sequence)
{
	Ocop__Common__V1__Replay query = OCOP__COMMON__V1__REPLAY__INIT;
	const ProtobufCMessage *answer;
	const Ocop__Common__V1__ReplayReply *reply;
	const Ocop__Common__V1__Event *event;

	query.after_sequence = sequence - 1;
	query.limit = 1;
	if (sequence == 0 ||
	    peer_query(resuming->session, resuming->source, &query.base,
		       &ocop__common__v1__replay_reply__descriptor, &answer) != EXIT_DONE)
		return;
	reply = (const void *)answer;
	if (reply->n_events == 0)
		return;
	event = (const void *)message_unpack(&ocop__common__v1__event__descriptor,
					     reply->events[0].data, reply->events[0].len,
					     resuming->session->arena, NULL);
	if (event != NULL)
		complain("event %" PRIu64 " of %s is now %s of %s", sequence, resuming->source,
			 event->type, event->thing_id);
}

/* Another history: the operator has to decide. */
static int explain(const struct resuming *resuming)
{
	complain("%s stands behind event %" PRIu64 " of %s, which has %" PRIu64
		 " events now and another one there, or none",
		 resuming->follower, resuming->after, resuming->source,
		 resuming->head->head_sequence);
	event_show(resuming, resuming->after);
	complain("--rebuild forgets what %s told and takes it again from event 1, where %s can; "
		 "--at N goes on behind event N of it: what came before counts as seen, whatever "
		 "it was",
		 resuming->source, resuming->follower);
	return EXIT_FINDINGS;
}

static int resume(const struct resuming *resuming, bool rebuild)
{
	Ocop__Common__V1__ResumeFollowing command = OCOP__COMMON__V1__RESUME_FOLLOWING__INIT;

	command.source = (char *)(uintptr_t)resuming->source; /* only read */
	command.epoch = resuming->head->epoch;
	command.after_sequence = resuming->after;
	command.hash = resuming->head->hash;
	command.rebuild = rebuild;
	command.head_sequence = resuming->head->head_sequence;
	return answer_accepted(resuming->session, resuming->follower, &command.base);
}

/* False for what is no number. */
static bool place_read(const char *text, uint64_t *ret_place)
{
	char *end;

	errno = 0;
	*ret_place = strtoull(text, &end, 10);
	return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0';
}

int follow_resume(struct session *session)
{
	const struct arguments *arguments = &session->arguments;
	const char *at = argument(arguments, "at");
	bool rebuild = argument_flag(arguments, "rebuild");
	struct resuming resuming = {.session = session,
				    .follower = arguments->operands[0],
				    .source = arguments->operands[1]};
	struct source_list sources; /* where shards answer is known from then on */
	int result;

	if (rebuild && at != NULL) {
		complain("--rebuild or --at, not both");
		return EXIT_USAGE;
	}
	(void)sources_list(session, &sources); /* without identity the services alone */
	result = followed_find(&resuming);
	if (result != EXIT_DONE)
		return result;
	resuming.after = rebuild ? 0 : resuming.followed->cursor_sequence;
	if (at != NULL && !place_read(at, &resuming.after)) {
		complain("--at wants the number of an event");
		return EXIT_USAGE;
	}
	result = head_ask(&resuming);
	if (result != EXIT_DONE)
		return result;
	if (resuming.after > resuming.head->head_sequence && at != NULL) {
		complain("%s has no event %" PRIu64 ": its log ends at %" PRIu64, resuming.source,
			 resuming.after, resuming.head->head_sequence);
		return EXIT_FINDINGS;
	}
	if (!rebuild && at == NULL && !is_same_event(&resuming))
		return explain(&resuming);
	return resume(&resuming, rebuild);
}
