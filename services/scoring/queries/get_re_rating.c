/* get_re_rating.c - a re-rating as it stands: the agency's report, opinions on it, by when
 *
 * The report is seen by who keeps or oversees the round, and by the council once documents are out.
 * How many opinions are in is seen by all of them; what one says, by its member, and by the others
 * once the dossier was closed over it. Its nonce stays secret until then even to him: with it he
 * could prove his opinion while others have not given theirs.
 *
 * Reads:   scoring.v1.GetReRating
 * Answers: scoring.v1.ReRating
 * Refuses: SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, ROUND_KIND, NO_SUCH_THING (no
 *          such pass)
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

static bool require_visible(struct transaction *tx, struct reply *reply,
			    const struct sitting *sitting, uint32_t pass)
{
	if (!may_look_into(tx, &sitting->round))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
	else if (sitting->round.kind != ROUND_KIND(RE_RATING))
		reply_refuse(reply, REFUSAL(ROUND_KIND), NULL, NULL);
	else if (pass > sitting->dossier.pass)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "pass", NULL);
	return !reply_refused(reply);
}

/* The report, or an empty answer where there is none for the caller. NULL when it is not ours. */
static Ocop__Scoring__V1__ReRating *report_answer(struct transaction *tx,
						  const struct sitting *sitting, uint32_t pass)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__ReRating *answer = arena_alloc(arena, sizeof(*answer));
	struct agency_report report;

	ocop__scoring__v1__re_rating__init(answer);
	if (!agency_report_load(tx, &sitting->dossier, pass, &report) ||
	    (sitting->round.state == ROUND_STATE(PLANNED) && !may_oversee(tx, &sitting->round)))
		return answer;
	answer = agency_report_unpack(&report, arena);
	if (!answer)
		return NULL;
	answer->reported = true;
	answer->commitment = seal_commitment_hex(&report.seal, arena);
	if (sitting->dossier.closed || pass < sitting->dossier.pass)
		answer->nonce = seal_nonce_hex(&report.seal, arena);
	return answer;
}

/* What the caller may see of one opinion; NULL for nothing, or what is not ours. */
static Ocop__Scoring__V1__Opinion *opinion_answer(struct transaction *tx,
						  const struct stored_opinion *stored)
{
	struct arena *arena = transaction_arena(tx);
	bool own = strcmp(stored->member_id, transaction_caller(tx)->account_id) == 0;
	Ocop__Scoring__V1__Opinion *opinion =
		own || stored->opened ? opinion_unpack(stored, arena) : NULL;

	if (!opinion)
		return NULL;
	opinion->commitment = seal_commitment_hex(&stored->seal, arena);
	if (stored->opened)
		opinion->nonce = seal_nonce_hex(&stored->seal, arena);
	return opinion;
}

static void opinions_fill(struct transaction *tx, const struct sitting *sitting, uint32_t pass,
			  Ocop__Scoring__V1__ReRating *answer)
{
	size_t most = sitting->council.count;
	struct stored_opinion stored;

	answer->opinions =
		arena_alloc(transaction_arena(tx), (most + 1) * sizeof(*answer->opinions));
	opinions_list(tx, &sitting->dossier, pass);
	while (opinion_next(tx, &stored)) {
		Ocop__Scoring__V1__Opinion *opinion = opinion_answer(tx, &stored);

		if (opinion && answer->n_opinions < most)
			answer->opinions[answer->n_opinions++] = opinion;
	}
}

static void standing_fill(struct transaction *tx, const struct sitting *sitting, uint32_t pass,
			  Ocop__Scoring__V1__ReRating *answer)
{
	struct round_dossier dossier = sitting->dossier;
	struct meeting meeting;

	dossier.pass = pass;
	answer->pass = pass;
	answer->round_id = message_text(dossier.round_id);
	answer->dossier_id = message_text(dossier.dossier_id);
	answer->opinions_given = opinions_count(tx, &dossier);
	answer->opinions_due = (uint32_t)council_eligible(&sitting->council, &sitting->conflicts);
	answer->due_on = message_text(dossier.due_on);
	answer->overdue = re_rating_is_overdue(dossier.due_on, date_of_us(transaction_now_us(tx)),
					       sitting->round.state);
	answer->meeting = meeting_load(tx, &dossier, &meeting) && meeting.pass <= pass;
	if (answer->meeting)
		answer->meeting_reason = message_text(meeting.reason);
}

enum decision get_re_rating(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Scoring__V1__GetReRating *query =
		(const Ocop__Scoring__V1__GetReRating *)message;
	struct sitting sitting;

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting) ||
	    !require_visible(tx, reply, &sitting, query->pass))
		return REFUSED;

	uint32_t pass = query->pass ? query->pass : sitting.dossier.pass;
	Ocop__Scoring__V1__ReRating *answer = report_answer(tx, &sitting, pass);
	if (!answer) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return FAILED;
	}
	standing_fill(tx, &sitting, pass, answer);
	opinions_fill(tx, &sitting, pass, answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer->base);
	reply_set_version(reply, sitting.dossier.version);
	return ACCEPTED;
}
