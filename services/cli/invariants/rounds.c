/* rounds.c - the star of every result, recomputed from rule book and sheets by its own shard */
#include <string.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "ocop/scoring/v1/queries.pb-c.h"

enum { PAGE = 100 };

#define DIFFERENCE(name) OCOP__SCORING__V1__DIFFERENCE_KIND__DIFFERENCE_KIND_##name

static const char SHARD_PREFIX[] = "scoring_";

static const char *or_nothing(const char *text)
{
	return text[0] != '\0' ? text : "nothing";
}

static void difference_tell(struct findings *findings, const char *round_id,
			    const Ocop__Scoring__V1__ResultDifference *difference)
{
	const char *dossier_id = difference->dossier_id;
	const char *stored = or_nothing(difference->stored);
	const char *recomputed = or_nothing(difference->recomputed);

	switch (difference->kind) {
	case DIFFERENCE(SHEET):
		finding_add(findings,
			    "%s: the sheet of %s on %s, pass %u, is not the one that was sealed: "
			    "its commitment is stored as %s, its bytes give %s",
			    round_id, difference->member_id, dossier_id, difference->pass, stored,
			    recomputed);
		break;
	case DIFFERENCE(REPORT):
		finding_add(findings,
			    "%s: the agency's report on %s, pass %u, is not the one that was "
			    "filed: its "
			    "commitment is stored as %s, its bytes give %s",
			    round_id, dossier_id, difference->pass, stored, recomputed);
		break;
	case DIFFERENCE(OPINION):
		finding_add(findings,
			    "%s: opinions on %s, pass %u, are not those that were sealed: "
			    "%s%sstored is "
			    "%s, they give %s",
			    round_id, dossier_id, difference->pass, difference->member_id,
			    difference->member_id[0] != '\0' ? ": " : "", stored, recomputed);
		break;
	case DIFFERENCE(TOTALS):
		finding_add(findings,
			    "%s: the totals of %s, pass %u, are stored as %s points together, its "
			    "sheets give %s",
			    round_id, dossier_id, difference->pass, stored, recomputed);
		break;
	case DIFFERENCE(DECISION):
		finding_add(findings,
			    "%s: the decision on %s, pass %u, is stored as %s, its result gives %s",
			    round_id, dossier_id, difference->pass, stored, recomputed);
		break;
	case DIFFERENCE(RESULT):
	case DIFFERENCE(UNSPECIFIED):
	case _OCOP__SCORING__V1__DIFFERENCE_KIND_IS_INT_SIZE:
		finding_add(findings,
			    "%s: the result of %s, pass %u, is not what its sheets give: stored is "
			    "%s; they give %s",
			    round_id, dossier_id, difference->pass, stored, recomputed);
		break;
	}
}

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
	for (size_t i = 0; i < reply->n_differences; i++)
		difference_tell(findings, round_id, reply->differences[i]);
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
