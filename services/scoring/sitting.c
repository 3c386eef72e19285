/* sitting.c - a dossier while its council sits over it: loaded, held against the rules, refused */
#include "scoring/sitting.h"

#include <assert.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "common/command.h"
#include "common/reply.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "scoring/kept_books.h"
#include "scoring/records/re_rating.h"
#include "scoring/records/supplements.h"

const struct rulebook *round_rulebook(struct transaction *tx, const struct round *round)
{
	return kept_book(tx, round->rulebook_sha256);
}

const struct sheet *round_sheet(struct transaction *tx, const struct round *round, uint32_t set_no)
{
	const struct rulebook *book = round_rulebook(tx, round);
	const struct rulebook_set *set = book ? rulebook_set_find(book, set_no) : NULL;

	if (set && set->sheet)
		return set->sheet;
	transaction_fail(tx, ERROR_NOT_FOUND);
	return NULL;
}

bool sitting_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		  struct reply *reply, struct sitting *ret_sitting)
{
	struct sitting sitting;

	if (!round_load(tx, round_id, &sitting.round))
		return false;
	if (!round_dossier_load(tx, round_id, dossier_id, &sitting.dossier) ||
	    sitting.dossier.gone) {
		if (!transaction_failed(tx))
			reply_refuse(reply, REFUSAL(DOSSIER_NOT_IN_ROUND), "dossier_id", NULL);
		return false;
	}
	council_load(tx, &sitting.round, &sitting.council);
	conflicts_load(tx, round_id, dossier_id, &sitting.conflicts);
	sitting.sheet = round_sheet(tx, &sitting.round, sitting.dossier.set_no);
	sitting.in_writing = dossier_is_in_writing(tx, &sitting.round, &sitting.dossier);
	*ret_sitting = sitting;
	return !transaction_failed(tx);
}

bool require_act(struct reply *reply, const struct round *round, enum round_act act,
		 Ocop__Scoring__V1__RoundState *ret_state)
{
	Ocop__Common__V1__RefusalCode why = may_act_in_round(round->state, act, ret_state);

	if (why)
		reply_refuse(reply, why, NULL, NULL);
	return !why;
}

bool require_meeting(struct reply *reply, const struct sitting *sitting)
{
	if (sitting->in_writing)
		reply_refuse(reply, REFUSAL(MEETING_NOT_NEEDED), NULL, NULL);
	return !sitting->in_writing;
}

bool require_no_conflict(struct transaction *tx, struct reply *reply, const struct sitting *sitting)
{
	if (!member_has_conflict(&sitting->conflicts, transaction_caller(tx)->account_id))
		return true;
	reply_refuse(reply, REFUSAL(MEMBER_HAS_CONFLICT), NULL, NULL);
	return false;
}

bool caller_is_producer(struct transaction *tx, const struct round_dossier *dossier)
{
	const struct caller *caller = transaction_caller(tx);

	for (size_t i = 0; i < caller->grant_count; i++)
		if (caller->grants[i]->producer_id[0] &&
		    strcmp(caller->grants[i]->producer_id, dossier->producer_id) == 0)
			return true;
	return false;
}

bool caller_keeps(struct transaction *tx, const struct round *round)
{
	struct subject subject = {.province_code = round->unit_code, .round_id = round->round_id};

	return caller_may(transaction_caller(tx), ALLOW(COUNCIL_SECRETARY) | ALLOW(OCOP_AGENCY),
			  &subject);
}

static bool require_lead(struct transaction *tx, struct reply *reply, const struct round *round,
			 const char *leader)
{
	if ((leader && strcmp(leader, transaction_caller(tx)->account_id) == 0) ||
	    caller_keeps(tx, round))
		return true;
	reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
	return false;
}

bool require_chair(struct transaction *tx, struct reply *reply, const struct round *round)
{
	struct council council;

	council_load(tx, round, &council);
	return require_lead(tx, reply, round, council_chair(&council));
}

bool require_leader(struct transaction *tx, struct reply *reply, const struct sitting *sitting)
{
	return require_lead(tx, reply, &sitting->round,
			    dossier_leader(&sitting->council, &sitting->conflicts));
}

static void sheets_gather(const struct pass_facts *pass, struct closing_facts *facts)
{
	facts->sealed = pass->sheet_count;
	for (size_t i = 0; i < pass->sheet_count; i++) {
		const struct score_sheet *sheet = &pass->sheets[i];

		if (facts->leader && strcmp(sheet->member_id, facts->leader) == 0)
			facts->leader_sealed = true;
		if (i == 0 || sheet->total < facts->lowest_total)
			facts->lowest_total = sheet->total;
		if (sheet->total > facts->highest_total)
			facts->highest_total = sheet->total;
	}
}

static void opinions_gather(const struct pass_opinions *written, struct closing_facts *facts)
{
	facts->in_writing = true;
	facts->reported = written->on != NULL;
	facts->complex = written->on && written->on->complex;
	facts->sealed = written->count;
	facts->agreeing = written->agreeing;
	for (size_t i = 0; i < written->count; i++)
		if (facts->leader && strcmp(written->opinions[i].member_id, facts->leader) == 0)
			facts->leader_sealed = true;
}

const char *supplement_due_on(struct transaction *tx, const struct supplements *supplements)
{
	struct calendar calendar;
	int32_t deadline;

	if (!date_parse(supplements->deadline, &deadline))
		return "";
	calendar_load(tx, &calendar);
	return date_text(transaction_arena(tx), calendar_last_day(&calendar, deadline));
}

/* What registration tells of supplements: one that is awaited today, and sheets that are older than
 * the last one. */
static void supplements_gather(struct transaction *tx, const struct round_dossier *dossier,
			       struct closing_facts *facts)
{
	char today[DATE_TEXT_SIZE];
	struct supplements supplements;

	supplements_load(tx, dossier, &supplements);
	const char *due_on = supplement_due_on(tx, &supplements);
	date_print(date_of_us(transaction_now_us(tx)), today);
	if (strcmp(today, due_on) <= 0)
		facts->supplement_until = due_on;
	facts->sealed_before = score_sheets_count_before(tx, dossier, &supplements);
}

void closing_facts_gather(struct transaction *tx, const struct sitting *sitting,
			  const struct pass_facts *pass, struct closing_facts *ret_facts)
{
	struct closing_facts facts = {
		.dossier_closed = sitting->dossier.closed,
		.has_finding = findings_end(pass->facts.findings, pass->facts.finding_count),
		.undecided = finding_undecided(&pass->raised, pass->facts.findings,
					       pass->facts.finding_count),
		.leader = dossier_leader(&sitting->council, &sitting->conflicts),
		.eligible = council_eligible(&sitting->council, &sitting->conflicts),
		.quorum_percent = sitting->round.quorum_percent,
		.spread_points = sitting->round.spread_points,
	};

	if (sitting->in_writing)
		opinions_gather(&pass->written, &facts);
	else
		sheets_gather(pass, &facts);
	supplements_gather(tx, &sitting->dossier, &facts);
	*ret_facts = facts;
}

void closing_refuse(struct reply *reply, Ocop__Common__V1__RefusalCode why,
		    const struct closing_facts *facts)
{
	if (why == REFUSAL(QUORUM_MISSED))
		reply_refuse(reply, why, NULL, "%zu of %zu %s are in, %u percent are needed",
			     facts->sealed, facts->eligible,
			     facts->in_writing ? "opinions" : "sheets", facts->quorum_percent);
	else if (why == REFUSAL(CHAIR_SHEET_MISSING) && facts->in_writing)
		reply_refuse(reply, why, NULL, "a written opinion, not a sheet");
	else if (why == REFUSAL(SECOND_PASS_NEEDED))
		reply_refuse(reply, why, NULL, "totals differ by more than %u points",
			     facts->spread_points);
	else if (why == REFUSAL(FINDING_UNDECIDED))
		reply_refuse(reply, why, NULL, "%s%.64s",
			     facts->undecided->kind == FINDING_KIND(DOSSIER)
				     ? "against the dossier "
				     : "at ",
			     facts->undecided->code);
	else if (why == REFUSAL(SUPPLEMENT_AWAITED))
		reply_refuse(reply, why, NULL, "until %s", facts->supplement_until);
	else
		reply_refuse(reply, why, NULL, NULL);
}

Ocop__Scoring__V1__DecisionOutcome decision_of_round(const struct rulebook *book,
						     const struct round *round, int32_t day,
						     const struct dossier_result *result)
{
	struct decision_facts facts = {
		.book = book,
		.level = round->level,
		.day = day,
		.propose_despite_minimums = round->propose_despite_minimums,
		.result = result,
	};

	return decide_on_result(&facts);
}

static void fault_refuse(struct reply *reply, const struct sheet *sheet,
			 const struct score_fault *fault, const char *field)
{
	const struct sheet_node *node = sheet_find(sheet, fault->criterion_code);

	if (fault->code == REFUSAL(OPTION_UNKNOWN) && node)
		reply_refuse(reply, fault->code, field, "%s: options 1 to %zu", node->name.vi,
			     node->option_count);
	else if (node)
		reply_refuse(reply, fault->code, field, "%s", node->name.vi);
	else
		reply_refuse(reply, fault->code, field, NULL);
}

void faults_refuse(struct reply *reply, const struct sheet *sheet,
		   const struct score_result *result, const char *map)
{
	for (size_t i = 0; i < result->fault_count; i++) {
		const struct score_fault *fault = &result->faults[i];
		bool raised = fault->code == REFUSAL(FINDING_UNKNOWN);

		fault_refuse(reply, sheet, fault,
			     arena_printf(reply_arena(reply), "%s[%.64s]", raised ? "raised" : map,
					  fault->criterion_code));
	}
}

const struct choice *choices_read(struct reply *reply, const ProtobufCMessage *const *entries,
				  size_t count, const char *map)
{
	if (count <= CHOICES_MAX)
		return choices_from_map(entries, count, reply_arena(reply));
	reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), map, "at most %d", CHOICES_MAX);
	return NULL;
}

bool inconsistencies_find(const struct sheet *sheet, const struct filled_sheet *filled,
			  struct arena *arena, struct score_result *ret_result)
{
	struct score_result result;
	bool complete = score_sheet(sheet, filled, arena, &result);
	struct score_fault *kept = arena_alloc(arena, (result.fault_count + 1) * sizeof(*kept));

	*ret_result = (struct score_result){.score = result.score, .faults = kept};
	for (size_t i = 0; i < result.fault_count; i++)
		if (result.faults[i].code != REFUSAL(CRITERION_MISSING) &&
		    result.faults[i].code != REFUSAL(CASE_MISSING))
			kept[ret_result->fault_count++] = result.faults[i];
	return complete;
}
