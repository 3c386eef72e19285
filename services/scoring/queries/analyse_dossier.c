/* analyse_dossier.c - how far producer, team and council are apart over a closed dossier
 *
 * For who leads the dossier and who keeps or oversees the round: a member is not told on by his
 * colleagues' tables. Nothing before the close, when sheets are sealed.
 *
 * Reads:   scoring.v1.AnalyseDossier
 * Answers: scoring.v1.DossierAnalysis
 * Refuses: WRONG_SHARD, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, SCOPE_MISSING,
 *          DOSSIER_NOT_CLOSED, NO_SUCH_THING (no such pass)
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records/self_assessments.h"
#include "scoring/records/team.h"
#include "scoring/rules/analysis.h"
#include "scoring/sitting.h"

static bool may_analyse(struct transaction *tx, const struct sitting *sitting)
{
	const char *leader = dossier_leader(&sitting->council, &sitting->conflicts);

	return may_oversee(tx, &sitting->round) ||
	       (leader && strcmp(leader, transaction_caller(tx)->account_id) == 0);
}

static bool require_analysable(struct transaction *tx, struct reply *reply,
			       const struct sitting *sitting, uint32_t pass)
{
	if (!require_no_conflict(tx, reply, sitting))
		return false;
	if (!may_analyse(tx, sitting))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
	else if (!sitting->dossier.closed)
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_CLOSED), "dossier_id", NULL);
	else if (pass > sitting->dossier.pass)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "pass", NULL);
	return !reply_refused(reply);
}

static void parts_fill(const struct rulebook *book, const struct dossier_analysis *analysis,
		       struct arena *arena, Ocop__Scoring__V1__DossierAnalysis *message)
{
	Ocop__Scoring__V1__PartComparison *parts =
		arena_alloc(arena, book->part_count * sizeof(*parts));

	message->parts = arena_alloc(arena, book->part_count * sizeof(*message->parts));
	message->n_parts = book->part_count;
	for (size_t i = 0; i < book->part_count; i++) {
		ocop__scoring__v1__part_comparison__init(&parts[i]);
		parts[i].part_code = message_text(book->parts[i].code);
		parts[i].max_points = book->parts[i].max;
		parts[i].self_points = analysis->self_parts[i];
		parts[i].team_points = analysis->team_parts[i];
		parts[i].council_sum = analysis->council_sums[i];
		parts[i].council_count = (uint32_t)analysis->sheets;
		message->parts[i] = &parts[i];
	}
}

static void analysis_reply(struct reply *reply, const struct sitting *sitting,
			   const struct pass_facts *pass, const struct dossier_analysis *analysis)
{
	Ocop__Scoring__V1__DossierAnalysis answer = OCOP__SCORING__V1__DOSSIER_ANALYSIS__INIT;

	parts_fill(sitting->sheet->book, analysis, reply_arena(reply), &answer);
	answer.has_self_assessment = analysis->has_self;
	answer.has_team_sheet = analysis->has_team;
	answer.sheets = (uint32_t)analysis->sheets;
	if (analysis->has_outlier) {
		answer.outlying_member_id = message_text(pass->sheets[analysis->outlier].member_id);
		answer.outlying_total = analysis->outlier_total;
		answer.others_sum = analysis->others_sum;
		answer.others_count = analysis->others_count;
	}
	if (analysis->disputed_code) {
		answer.disputed_criterion_code = message_text(analysis->disputed_code);
		answer.disputed_lowest = analysis->disputed_lowest;
		answer.disputed_highest = analysis->disputed_highest;
	}
	reply_set(reply, &answer.base);
	reply_set_version(reply, sitting->dossier.version);
}

/* What the team gave, once it has reported. */
static void team_sheet_load(struct transaction *tx, const struct round_dossier *dossier,
			    struct filled_sheet *ret_filled)
{
	struct arena *arena = transaction_arena(tx);
	struct team_report stored;

	*ret_filled = (struct filled_sheet){0};
	if (!team_report_load(tx, dossier, &stored) || !stored.reported)
		return;
	const Ocop__Scoring__V1__TeamReport *report = team_report_unpack(&stored, arena);
	ret_filled->choices = choices_from_map((const ProtobufCMessage *const *)report->choices,
					       report->n_choices, arena);
	ret_filled->choice_count = report->n_choices;
}

enum decision analyse_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__AnalyseDossier *query =
		(const Ocop__Scoring__V1__AnalyseDossier *)message;
	struct arena *arena = transaction_arena(tx);
	struct dossier_analysis analysis;
	struct filled_sheet self = {0}, team;
	struct sitting sitting;
	struct pass_facts pass;

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting) ||
	    !require_analysable(tx, reply, &sitting, query->pass))
		return REFUSED;

	pass_facts_load(tx, &sitting.round, &sitting.dossier,
			query->pass ? query->pass : sitting.dossier.pass, sitting.sheet, NULL,
			arena, &pass);
	self.choices = self_assessment_load(tx, query->dossier_id, sitting.dossier.admission,
					    &self.choice_count);
	team_sheet_load(tx, &sitting.dossier, &team);
	if (transaction_failed(tx))
		return FAILED;

	struct analysis_facts facts = {
		.sheet = sitting.sheet,
		.filled = pass.facts.filled,
		.filled_count = pass.facts.filled_count,
		.self = self.choice_count ? &self : NULL,
		.team = team.choice_count ? &team : NULL,
	};
	if (!dossier_analyse(&facts, arena, &analysis)) {
		transaction_fail(tx, ERROR_UNREADABLE); /* the rule book's files have changed */
		return FAILED;
	}
	analysis_reply(reply, &sitting, &pass, &analysis);
	return ACCEPTED;
}
