/* deadlines.c - due rows that become commands to oneself: a code for a dossier that a round took
 * in, the end of a stay in a round
 */
#include "registration/deadlines.h"

#include "common/message/message.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/records.h"

static void find_codes_to_issue(struct transaction *tx, struct due_commands *due)
{
	struct round_news *news;
	size_t count = round_news_without_code(tx, due_commands_limit(due), &news);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__IssueProductCode command =
			OCOP__REGISTRATION__V1__ISSUE_PRODUCT_CODE__INIT;

		command.dossier_id = message_text(news[i].dossier_id);
		due_commands_add(due, news[i].dossier_id, news[i].occurred_at_us, &command.base);
	}
}

static void find_dossiers_to_conclude(struct transaction *tx, struct due_commands *due)
{
	struct round_news *news;
	size_t count = round_news_to_conclude(tx, due_commands_limit(due), &news);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__ConcludeDossier command =
			OCOP__REGISTRATION__V1__CONCLUDE_DOSSIER__INIT;

		command.dossier_id = message_text(news[i].dossier_id);
		command.round_id = message_text(news[i].round_id);
		due_commands_add(due, news[i].dossier_id, news[i].occurred_at_us, &command.base);
	}
}

const struct deadline registration_deadlines[] = {
	{"issue_product_code", find_codes_to_issue},
	{"conclude_dossier", find_dossiers_to_conclude},
	{0},
};
