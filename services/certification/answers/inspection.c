/* inspection.c - visits about certificates as messages show them */
#include "certification/answers/inspection.h"

#include <string.h>

#include "certification/acts/moves.h"
#include "certification/answers.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

static Ocop__Certification__V1__InspectionPaper *paper_message(struct transaction *tx,
							       const char *paper_id,
							       const char *sha256)
{
	Ocop__Certification__V1__InspectionPaper *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__inspection_paper__init(message);
	message->paper_id = message_text(paper_id);
	message->sha256 = message_text(sha256);
	return message;
}

static Ocop__Certification__V1__InspectionPaper **paper_messages(
	struct transaction *tx, const struct inspection_place *place, size_t *ret_count)
{
	Ocop__Certification__V1__InspectionPaper **papers =
		arena_alloc(transaction_arena(tx), INSPECTION_PAPERS_MAX * sizeof(*papers));
	const char *paper_id, *sha256;

	*ret_count = 0;
	inspection_papers(tx, place);
	while (inspection_paper_next(tx, &paper_id, &sha256))
		papers[(*ret_count)++] = paper_message(tx, paper_id, sha256);
	return papers;
}

static void fill_team(struct transaction *tx, const char *inspection_id,
		      Ocop__Certification__V1__Inspection *message)
{
	struct arena *arena = transaction_arena(tx);
	struct inspection_member member;

	message->team = arena_alloc(arena, INSPECTION_TEAM_MAX * sizeof(*message->team));
	inspection_team(tx, inspection_id);
	while (inspection_member_next(tx, &member)) {
		Ocop__Certification__V1__InspectionMember *shown =
			arena_alloc(arena, sizeof(*shown));

		ocop__certification__v1__inspection_member__init(shown);
		shown->office = message_text(member.office);
		shown->leads = member.leads;
		message->team[message->n_team++] = shown;
	}
}

static void fill_announcement(const struct inspection *inspection,
			      Ocop__Certification__V1__Inspection *message)
{
	message->kind = inspection->kind;
	message->level = inspection->level;
	message->code = message_text(inspection->code);
	message->star = inspection->star;
	message->product_id = message_text(inspection->product_id);
	message->product_name = message_text(inspection->product_name);
	message->producer_id = message_text(inspection->producer_id);
	message->producer_name = message_text(inspection->producer_name);
	message->commune_code = message_text(inspection->commune_code);
	message->province_code = message_text(inspection->province_code);
	message->plan_id = message_text(inspection->plan_id);
	message->plan_line_no = inspection->plan_line_no;
	message->reason = message_text(inspection->reason);
	message->visit_on = message_text(inspection->visit_on);
	message->notice_number = message_text(inspection->notice_number);
	message->rulebook_code = message_text(inspection->rulebook_code);
	message->set_no = inspection->set_no;
}

static void fill_end(struct transaction *tx, const struct inspection *inspection,
		     Ocop__Certification__V1__Inspection *message)
{
	message->held_on = message_text(inspection->held_on);
	message->open_findings = inspection->open_findings;
	message->due_on = message_text(inspection->due_on);
	message->summary = message_text(inspection->summary);
	message->outcome = inspection->outcome;
	message->ground_code = message_text(inspection->ground_code);
	message->conclusion_number = message_text(inspection->conclusion_number);
	message->concluded_on = message_text(inspection->concluded_on);
	if (*message->concluded_on)
		message->conclusion_paper = paper_message(tx, inspection->conclusion_paper_id,
							  inspection->conclusion_sha256);
	message->revoked_on = message_text(inspection->revoked_on);
	message->cancelled_on = message_text(inspection->cancelled_on);
	message->cancel_reason = message_text(inspection->cancel_reason);
}

/* "" where nothing is proposed, or the rule book gives no limit. */
static const char *revoke_until(struct transaction *tx, const struct inspection *inspection)
{
	struct certificate certificate;
	const struct rulebook *book;
	int32_t concluded_on;

	if (inspection->stage != INSPECTION_STAGE(REVOCATION_PROPOSED) ||
	    !certificate_load(tx, inspection->code, &certificate) ||
	    !date_parse(inspection->concluded_on, &concluded_on))
		return "";
	book = certificate_rulebook(tx, &certificate);
	if (book == NULL || book->deadlines.revoke_within_days < 0)
		return "";
	return date_text(transaction_arena(tx), concluded_on + book->deadlines.revoke_within_days);
}

Ocop__Certification__V1__Inspection *inspection_message(struct transaction *tx,
							const struct inspection *inspection)
{
	Ocop__Certification__V1__Inspection *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__inspection__init(message);
	message->inspection_id = message_text(inspection->inspection_id);
	message->state = inspection->state;
	message->stage = inspection->stage;
	message->version = inspection->version;
	fill_announcement(inspection, message);
	fill_team(tx, inspection->inspection_id, message);
	fill_end(tx, inspection, message);
	message->revoke_until = message_text(revoke_until(tx, inspection));
	return message;
}

static Ocop__Certification__V1__InspectionLine *line_message(struct transaction *tx,
							     const char *inspection_id,
							     const struct inspection_line *line,
							     bool with_words)
{
	Ocop__Certification__V1__InspectionLine *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const struct inspection_place place = {.inspection_id = inspection_id,
					       .line_no = line->line_no};

	ocop__certification__v1__inspection_line__init(message);
	message->line_no = line->line_no;
	message->kind = line->kind;
	message->criterion_code = message_text(line->criterion_code);
	message->option_no = line->option_no;
	message->points = line->points;
	message->max_points = line->max_points;
	message->minimum_points = line->minimum_points;
	message->result = line->result;
	if (!with_words)
		return message;
	message->name = message_text(line->name);
	message->option_label = message_text(line->option_label);
	message->note = message_text(line->note);
	message->papers = paper_messages(tx, &place, &message->n_papers);
	return message;
}

Ocop__Certification__V1__InspectionLine **inspection_line_messages(struct transaction *tx,
								   const char *inspection_id,
								   bool with_words,
								   size_t *ret_count)
{
	Ocop__Certification__V1__InspectionLine **lines =
		arena_alloc(transaction_arena(tx), INSPECTION_LINES_MAX * sizeof(*lines));
	struct inspection_line line;

	*ret_count = 0;
	inspection_lines(tx, inspection_id);
	while (inspection_line_next(tx, &line))
		lines[(*ret_count)++] = line_message(tx, inspection_id, &line, with_words);
	return lines;
}

static Ocop__Certification__V1__InspectionRemedy *remedy_message(
	struct transaction *tx, const struct inspection_remedy *remedy)
{
	Ocop__Certification__V1__InspectionRemedy *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const struct inspection_place place = {.inspection_id = remedy->inspection_id,
					       .finding_no = remedy->finding_no,
					       .remedy_no = remedy->remedy_no};

	ocop__certification__v1__inspection_remedy__init(message);
	message->remedied_on = message_text(remedy->remedied_on);
	message->accepted = remedy->accepted;
	message->note = message_text(remedy->note);
	message->recorded_on = message_text(remedy->recorded_on);
	message->papers = paper_messages(tx, &place, &message->n_papers);
	return message;
}

Ocop__Certification__V1__InspectionFinding *inspection_finding_message(
	struct transaction *tx, const struct inspection_finding *finding)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__InspectionFinding *message = arena_alloc(arena, sizeof(*message));
	struct inspection_remedy remedy;

	ocop__certification__v1__inspection_finding__init(message);
	message->finding_no = finding->finding_no;
	message->line_no = finding->line_no;
	message->what = message_text(finding->what);
	message->remedy_until = message_text(finding->remedy_until);
	message->remedied = finding->remedied;
	message->overdue = finding->is_open && strcmp(finding->remedy_until, today_text(tx)) < 0;
	message->remedies =
		arena_alloc(arena, INSPECTION_REMEDIES_MAX * sizeof(*message->remedies));
	inspection_remedies(tx, finding->inspection_id, finding->finding_no);
	while (inspection_remedy_next(tx, &remedy))
		message->remedies[message->n_remedies++] = remedy_message(tx, &remedy);
	return message;
}

void inspection_fill(struct transaction *tx, const struct inspection *inspection,
		     Ocop__Certification__V1__Inspection *message)
{
	struct inspection_finding finding;

	message->lines =
		inspection_line_messages(tx, inspection->inspection_id, true, &message->n_lines);
	message->findings = arena_alloc(transaction_arena(tx),
					INSPECTION_LINES_MAX * sizeof(*message->findings));
	inspection_findings(tx, inspection->inspection_id);
	while (inspection_finding_next(tx, &finding))
		message->findings[message->n_findings++] = inspection_finding_message(tx, &finding);
}
