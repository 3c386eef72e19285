/* log_chains.c - each source's log is whole, from its first event to its head */
#include "cli/chain.h"
#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "ocop/common/v1/queries.pb-c.h"

/* Reads on from where the chain stands; false at the end of the log, or where it breaks. */
static bool read_on(struct check *check, const char *source, struct chain *chain,
		    struct findings *findings)
{
	Ocop__Common__V1__Replay replay = OCOP__COMMON__V1__REPLAY__INIT;
	const ProtobufCMessage *answer;
	const char *fault;

	replay.after_sequence = chain->sequence;
	if (peer_query(check->session, source, &replay.base,
		       &ocop__common__v1__replay_reply__descriptor, &answer) != EXIT_DONE) {
		finding_add(findings, "%s does not show its log", source);
		return false;
	}
	const Ocop__Common__V1__ReplayReply *reply = (const void *)answer;
	for (size_t i = 0; i < reply->n_events; i++) {
		if (chain_next(chain, source, &reply->events[i], check->session->arena, &fault) ==
		    NULL) {
			finding_add(findings, "%s: event %llu %s", source,
				    (unsigned long long)chain->sequence + 1, fault);
			return false;
		}
		findings->checked++;
	}
	if (reply->n_events == 0 && chain->sequence != reply->head_sequence)
		finding_add(findings, "%s: its log ends at %llu, its head is %llu", source,
			    (unsigned long long)chain->sequence,
			    (unsigned long long)reply->head_sequence);
	return reply->n_events > 0;
}

void check_log_chains(struct check *check, struct findings *findings)
{
	for (size_t i = 0; i < check->sources.count; i++) {
		struct chain chain = {0};

		while (read_on(check, check->sources.names[i], &chain, findings))
			arena_reset(check->session->arena);
	}
}
