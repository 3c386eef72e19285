/* rounds.c - the star of every result, recomputed from rule book and sheets by its own shard */
#include <string.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "ocop/scoring/v1/queries.pb-c.h"

enum { PAGE = 100 };

static const char SHARD_PREFIX[] = "scoring_";

static void recompute(struct check *check, const char *source, const char *round_id,
		      struct findings *findings)
{
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;
	const ProtobufCMessage *answer;

	query.round_id = (char *)round_id;
	if (peer_query_signed_in(check->session, source, &query.base,
				 &ocop__scoring__v1__recompute_round_reply__descriptor,
				 &answer) != EXIT_DONE) {
		finding_add(findings, "%s: could not be recomputed", round_id);
		return;
	}
	const Ocop__Scoring__V1__RecomputeRoundReply *reply = (const void *)answer;
	findings->checked += reply->results;
	for (size_t i = 0; i < reply->n_differing_dossier_ids; i++)
		finding_add(findings, "%s: the result of %s is not what its sheets give", round_id,
			    reply->differing_dossier_ids[i]);
}

static void check_shard(struct check *check, const char *source, struct findings *findings)
{
	Ocop__Scoring__V1__ListRounds list = OCOP__SCORING__V1__LIST_ROUNDS__INIT;
	char *cursor = memory_strdup("");
	const ProtobufCMessage *answer;

	list.limit = PAGE;
	do {
		list.cursor = cursor;
		if (peer_query_signed_in(check->session, source, &list.base,
					 &ocop__scoring__v1__list_rounds_reply__descriptor,
					 &answer) != EXIT_DONE) {
			finding_add(findings, "%s does not list its rounds", source);
			break;
		}
		const Ocop__Scoring__V1__ListRoundsReply *page = (const void *)answer;
		for (size_t i = 0; i < page->n_rounds; i++)
			recompute(check, source, page->rounds[i]->round_id, findings);
		memory_free(cursor);
		cursor = memory_strdup(page->next);
	} while (cursor[0] != '\0');
	memory_free(cursor);
}

void check_rounds(struct check *check, struct findings *findings)
{
	for (size_t i = 0; i < check->sources.count; i++)
		if (strncmp(check->sources.names[i], SHARD_PREFIX, strlen(SHARD_PREFIX)) == 0)
			check_shard(check, check->sources.names[i], findings);
}
