/* deadlines.c - what time brings: dossiers to take in, dossiers that were taken back */
#include "scoring/deadlines.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "scoring/records.h"

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

const struct deadline scoring_deadlines[] = {
	{"take_dossier", find_admissions},
	{"withdraw_from_round", find_withdrawals},
	{0},
};
