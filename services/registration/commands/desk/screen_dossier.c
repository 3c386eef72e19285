/* screen_dossier.c - the commune's report, Mẫu 03: findings, no points
 *
 * Reads:     registration.v1.ScreenDossier
 * Needs:     a submitted dossier of the caller's commune; a finding on every check of the rule book
 * Writes:    dossier_findings, dossiers (remark on the components, what it asks the province for),
 *            dossier_moves; screened again, all of it is replaced
 * Publishes: registration.v1.DossierScreened
 * Refuses:   DOSSIER_STATE, SCREENING_INCOMPLETE, FIELD_INVALID, FIELD_TOO_LONG
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/rules.h"
#include "registration/state.h"

/* The checks of the level that screens, as they stood on the day of submission; none when the book
 * knows no screening. */
static struct rulebook_list checks_of(struct transaction *tx, const struct dossier *dossier)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_dated_level *level = NULL;
	int32_t day;

	if (book && date_parse(dossier->submitted_on, &day))
		level = rulebook_level_on(book, day);
	return level ? level->screening_checks : (struct rulebook_list){.items = NULL};
}

static size_t findings_on(const Ocop__Registration__V1__ScreenDossier *asked,
			  const char *check_code)
{
	size_t count = 0;

	for (size_t i = 0; i < asked->n_findings; i++)
		count += strcmp(asked->findings[i]->check_code, check_code) == 0;
	return count;
}

static void check_findings(const Ocop__Registration__V1__ScreenDossier *asked,
			   const struct rulebook_list *checks, struct reply *reply)
{
	struct arena *arena = reply_arena(reply);

	for (size_t i = 0; i < checks->count; i++) {
		if (findings_on(asked, checks->items[i].code) == 0)
			reply_refuse(reply, REFUSAL(SCREENING_INCOMPLETE),
				     arena_printf(arena, "findings[%s]", checks->items[i].code),
				     "%s", checks->items[i].name.vi);
	}
	for (size_t i = 0; i < asked->n_findings; i++) {
		const Ocop__Registration__V1__ScreeningFinding *finding = asked->findings[i];
		const char *field = arena_printf(arena, "findings[%zu]", i);

		if (!rulebook_list_find(checks, finding->check_code) ||
		    findings_on(asked, finding->check_code) > 1)
			reply_refuse(reply, REFUSAL(FIELD_INVALID), field,
				     "one finding for each check of the rule book");
		(void)allow_composed(reply, field, finding->remark,
				     REASON_LENGTH_MAX); /* only its length matters yet */
	}
}

static void write_findings(struct transaction *tx,
			   const Ocop__Registration__V1__ScreenDossier *asked)
{
	findings_delete(tx, asked->dossier_id);
	for (size_t i = 0; i < asked->n_findings; i++)
		finding_insert(tx, asked->dossier_id,
			       &(struct finding){.check_code = asked->findings[i]->check_code,
						 .satisfied = asked->findings[i]->satisfied,
						 .remark = asked->findings[i]->remark});
}

enum decision screen_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ScreenDossier *asked =
		(const Ocop__Registration__V1__ScreenDossier *)message;
	struct rulebook_list checks;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_SCREEN, &move))
		return REFUSED;
	move.dossier.components_remark = allow_composed(
		reply, "components_remark", asked->components_remark, REASON_LENGTH_MAX);
	move.dossier.request = allow_composed(reply, "request", asked->request, REASON_LENGTH_MAX);

	checks = checks_of(tx, &move.dossier);
	check_findings(asked, &checks, reply);
	if (reply_refused(reply))
		return REFUSED;

	write_findings(tx, asked);
	move_finish(tx, &move, ""); /* still due by the same day: it is to be proposed by then */
	event_dossier_screened(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
