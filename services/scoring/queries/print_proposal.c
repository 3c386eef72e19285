/* print_proposal.c - what a decided round of the province adds to the package for the centre
 *
 * Of the one dossier alone: others are in nobody's package. Minutes and result are the council's
 * report. A member who takes no part in the dossier gets nothing of it.
 *
 * Reads:   scoring.v1.PrintProposal
 * Answers: scoring.v1.PrintProposalReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT,
 *          ROUND_STATE, REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/bus/envelope.h"
#include "common/document/printed.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/documents/annex.h"
#include "scoring/documents/minutes.h"
#include "scoring/documents/proposal.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

#define PAPER_KIND(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

enum { PAPERS_MAX = 4, PAPERS_LIMIT_BYTES = REPLY_LIMIT_BYTES - 8192 };

/* What is printed of a dossier, while it is. */
struct proposal {
	struct transaction *tx;
	const struct sitting *sitting;
	Ocop__Scoring__V1__Result *result;
	const Ocop__Scoring__V1__TeamReport *report; /* NULL: none */
	Ocop__Registration__V1__PackagePaper papers[PAPERS_MAX];
	size_t count;
};

static void team_report_print(const struct proposal *proposal, struct pdf *pdf)
{
	team_report_draw(pdf, proposal->tx, proposal->sitting, proposal->report);
}

static void minutes_print(const struct proposal *proposal, struct pdf *pdf)
{
	const struct sitting *sitting = proposal->sitting;

	minutes_draw_head(pdf, proposal->tx, &sitting->round, &sitting->council);
	minutes_draw_dossier(pdf, proposal->tx, &sitting->round, &sitting->council,
			     &sitting->dossier);
	minutes_draw_foot(pdf);
}

static void result_print(const struct proposal *proposal, struct pdf *pdf)
{
	annex_draw(pdf, proposal->tx, &proposal->sitting->round, &proposal->result, 1);
}

static void decision_print(const struct proposal *proposal, struct pdf *pdf)
{
	decision_draw(pdf, proposal->tx, &proposal->sitting->round, proposal->result);
}

/* What there may be, in the order of the package. */
static const struct {
	Ocop__Registration__V1__PaperKind kind;
	const char *file_name, *title;
	bool landscape;
	void (*print)(const struct proposal *proposal, struct pdf *pdf);
} parts[PAPERS_MAX] = {
	{PAPER_KIND(TEAM_REPORT), "bao-cao-to-tu-van.pdf", "Báo cáo của tổ tư vấn", false,
	 team_report_print},
	{PAPER_KIND(COUNCIL_REPORT), "bien-ban.pdf", "Biên bản họp hội đồng", false, minutes_print},
	{PAPER_KIND(COUNCIL_REPORT), "ket-qua.pdf", "Kết quả đánh giá", true, result_print},
	{PAPER_KIND(DECISION), "quyet-dinh.pdf", "Quyết định", false, decision_print},
};

static bool part_print(struct proposal *proposal, size_t index)
{
	const struct round *round = &proposal->sitting->round;
	Ocop__Registration__V1__PackagePaper *paper = &proposal->papers[proposal->count];
	struct printed_about about = {
		.title = parts[index].title,
		.author = round->name,
		.landscape = parts[index].landscape,
	};
	struct printed printed;
	int32_t decided_on;

	if (date_parse(round->decided_on, &decided_on))
		about.created_us = date_begin_us(decided_on);
	if (!printed_begin(proposal->tx, &about, &printed))
		return false;
	parts[index].print(proposal, printed.pdf);
	ocop__registration__v1__package_paper__init(paper);
	paper->kind = parts[index].kind;
	paper->file_name = message_text(parts[index].file_name);
	if (paper->kind == PAPER_KIND(COUNCIL_REPORT))
		paper->number = message_text(round->report_number);
	if (paper->kind == PAPER_KIND(DECISION)) {
		paper->number = message_text(round->decision_number);
		paper->issued_on = message_text(round->decided_on);
	}
	proposal->count++;
	return printed_take(proposal->tx, &printed, transaction_arena(proposal->tx),
			    &paper->content);
}

/* The result that stands and the team's report, if it has reported. */
static bool facts_load(struct proposal *proposal)
{
	const struct sitting *sitting = proposal->sitting;
	struct arena *arena = transaction_arena(proposal->tx);
	struct team_report team;
	struct stored_result stored;

	if (!result_load(proposal->tx, sitting->round.round_id, sitting->dossier.dossier_id,
			 sitting->dossier.pass, &stored))
		return false;
	proposal->result = result_bytes_unpack(&stored, &sitting->round, arena);
	if (!proposal->result)
		transaction_fail(proposal->tx, ERROR_UNREADABLE);
	if (team_report_load(proposal->tx, &sitting->dossier, &team) && team.reported) {
		Ocop__Scoring__V1__TeamReport *report = team_report_unpack(&team, arena);

		report->visits =
			site_visits_load(proposal->tx, &sitting->dossier, &report->n_visits);
		proposal->report = report;
	}
	return !transaction_failed(proposal->tx);
}

static enum decision proposal_answer(struct proposal *proposal, struct reply *reply)
{
	Ocop__Scoring__V1__PrintProposalReply answer =
		OCOP__SCORING__V1__PRINT_PROPOSAL_REPLY__INIT;
	Ocop__Registration__V1__PackagePaper *list[PAPERS_MAX];
	size_t size_bytes = 0;

	for (size_t i = 0; i < proposal->count; i++) {
		list[i] = &proposal->papers[i];
		size_bytes += list[i]->content.len;
	}
	if (size_bytes > PAPERS_LIMIT_BYTES) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, NULL);
		return REFUSED;
	}
	answer.papers = list;
	answer.n_papers = proposal->count;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static bool may_have(struct transaction *tx, struct reply *reply, const struct sitting *sitting)
{
	const struct round *round = &sitting->round;

	if (!may_oversee(tx, round))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
	else if (round->state != ROUND_STATE(DECIDED) && round->state != ROUND_STATE(PUBLISHED))
		reply_refuse(reply, REFUSAL(ROUND_STATE), NULL, NULL);
	return !reply_refused(reply);
}

enum decision print_proposal(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Scoring__V1__PrintProposal *query =
		(const Ocop__Scoring__V1__PrintProposal *)message;
	struct sitting sitting;
	struct proposal proposal = {.tx = tx, .sitting = &sitting};

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting) ||
	    !may_have(tx, reply, &sitting))
		return REFUSED;
	if (!facts_load(&proposal))
		return FAILED;

	for (size_t i = 0; i < PAPERS_MAX; i++) {
		if (parts[i].kind == PAPER_KIND(TEAM_REPORT) && !proposal.report)
			continue;
		if (!part_print(&proposal, i))
			return FAILED;
	}
	return proposal_answer(&proposal, reply);
}
