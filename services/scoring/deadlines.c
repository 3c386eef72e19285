/* deadlines.c - what time brings: dossiers to take in, dossiers that were taken back, re-ratings
 * whose days are over */
#include "scoring/deadlines.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "scoring/records.h"
#include "scoring/records/re_rating.h"

static void find_admissions(struct transaction *tx, struct due_commands *due)
{
	struct admission admission;

	admissions_open(tx, due_commands_limit(due));
	while (admission_next(tx, &admission)) {
		Ocop__Scoring__V1__TakeDossier command = OCOP__SCORING__V1__TAKE_DOSSIER__INIT;

		command.round_id = message_text(admission.round_id);
		command.dossier_id = message_text(admission.dossier_id);
		/* The same dossier may be admitted again: each time is a thing of its own. */
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%lld",
					      admission.dossier_id, (long long)admission.admission),
				 admission.admitted_at_us, &command.base);
	}
}

static void find_withdrawals(struct transaction *tx, struct due_commands *due)
{
	struct pending_withdrawal withdrawal;

	withdrawals_pending(tx, due_commands_limit(due));
	while (withdrawal_next(tx, &withdrawal)) {
		Ocop__Scoring__V1__WithdrawFromRound command =
			OCOP__SCORING__V1__WITHDRAW_FROM_ROUND__INIT;

		command.round_id = message_text(withdrawal.round_id);
		command.dossier_id = message_text(withdrawal.dossier_id);
		command.reason = message_text(withdrawal.reason);
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%s", withdrawal.round_id,
					      withdrawal.dossier_id),
				 withdrawal.withdrawn_at_us, &command.base);
	}
}

static void find_re_ratings_past_due(struct transaction *tx, struct due_commands *due)
{
	struct round_dossier dossier;
	int32_t due_day;

	re_ratings_past_due(tx, date_of_us(transaction_now_us(tx)), due_commands_limit(due));
	while (round_dossier_next(tx, &dossier)) {
		Ocop__Scoring__V1__RemindReRating command =
			OCOP__SCORING__V1__REMIND_RE_RATING__INIT;

		if (!date_parse(dossier.due_on, &due_day))
			continue;
		command.round_id = message_text(dossier.round_id);
		command.dossier_id = message_text(dossier.dossier_id);
		command.due_on = message_text(dossier.due_on);
		/* Each time it comes into the round has a due day of its own. */
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%s/%lld", dossier.round_id,
					      dossier.dossier_id, (long long)dossier.admission),
				 date_end_us(due_day), &command.base);
	}
}

const struct deadline scoring_deadlines[] = {
	{"take_dossier", find_admissions},
	{"withdraw_from_round", find_withdrawals},
	{"remind_re_rating", find_re_ratings_past_due},
	{0},
};
