/* followers.c - everybody follows whom he should, and nothing is held back */
#include "cli/invariants.h"
#include "cli/session.h"

static void check_followed(const char *source, const Ocop__Common__V1__FollowedSource *followed,
			   struct findings *findings)
{
	findings->checked++;
	if (followed->state == OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED)
		finding_add(findings, "%s has stopped following %s, which has diverged", source,
			    followed->source);
	else if (followed->state != OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING)
		finding_add(findings, "%s does not reach %s", source, followed->source);
	if (followed->held_events > 0)
		finding_add(findings, "%s holds %llu events of %s back", source,
			    (unsigned long long)followed->held_events, followed->source);
	if (followed->cursor_sequence > followed->head_sequence)
		finding_add(findings, "%s is ahead of %s", source, followed->source);
}

void check_followers(struct check *check, struct findings *findings)
{
	for (size_t i = 0; i < check->sources.count; i++) {
		const char *source = check->sources.names[i];
		const Ocop__Common__V1__StatusReply *reply = peer_status(check->session, source);

		if (reply == NULL) {
			finding_add(findings, "%s does not answer", source);
			continue;
		}
		for (size_t k = 0; k < reply->n_follows; k++)
			check_followed(source, reply->follows[k], findings);
	}
}
