/* save_self_assessment.c - the producer's own choices, all of them together
 *
 * Reads:     registration.v1.SaveSelfAssessment
 * Needs:     a dossier that is with the producer
 * Writes:    dossier_choices, all rows of the dossier anew
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   SHEET_UNAVAILABLE, DOSSIER_STATE, CRITERION_UNKNOWN, CRITERION_DOUBLED,
 *            OPTION_UNKNOWN, CASE_CONFLICT
 *
 * A supplement does not open the choices again: the council scores what was assessed.
 * What is still missing is no fault here: CheckDossier shows it and SubmitDossier refuses it.
 */
#include "common/base/arena.h"
#include "common/rulebook/score.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/moves.h"

static struct choice *read_choices(struct arena *arena,
				   const Ocop__Registration__V1__SaveSelfAssessment *asked)
{
	struct choice *choices = arena_alloc(arena, asked->n_choices * sizeof(*choices));

	for (size_t i = 0; i < asked->n_choices; i++)
		choices[i] = (struct choice){.criterion_code = asked->choices[i]->key,
					     .option_no = asked->choices[i]->value};
	return choices;
}

static bool is_only_missing(Ocop__Common__V1__RefusalCode code)
{
	return code == REFUSAL(CRITERION_MISSING) || code == REFUSAL(CASE_MISSING);
}

static void check_choices(const struct sheet *sheet, const struct filled_sheet *filled,
			  struct reply *reply)
{
	struct arena *arena = reply_arena(reply);
	struct score_result result;

	if (score_sheet(sheet, filled, arena, &result))
		return;
	for (size_t i = 0; i < result.fault_count; i++) {
		const struct score_fault *fault = &result.faults[i];

		if (!is_only_missing(fault->code))
			reply_refuse(reply, fault->code,
				     arena_printf(arena, "choices[%s]", fault->criterion_code),
				     NULL);
	}
}

enum decision save_self_assessment(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Registration__V1__SaveSelfAssessment *asked =
		(const Ocop__Registration__V1__SaveSelfAssessment *)message;
	const struct filled_sheet filled = {
		.choices = read_choices(transaction_arena(tx), asked),
		.choice_count = asked->n_choices,
	};
	struct dossier_content content;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_ASSESS, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}

	check_choices(content.sheet, &filled, reply);
	if (reply_refused(reply))
		return REFUSED;

	choices_delete(tx, asked->dossier_id);
	for (size_t i = 0; i < filled.choice_count; i++)
		choice_insert(tx, asked->dossier_id, &filled.choices[i]);
	dossier_update(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
