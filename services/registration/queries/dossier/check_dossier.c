/* check_dossier.c - what is still missing before a dossier can be submitted, and the star expected
 *
 * The same rule by which SubmitDossier refuses.
 *
 * Reads:   registration.v1.CheckDossier
 * Answers: registration.v1.CheckDossierReply
 * Refuses: NO_SUCH_THING, SHEET_UNAVAILABLE
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/dossier_content.h"
#include "registration/queries.h"

static const char *const gap_kinds[] = {
	[GAP_FORM] = "form",
	[GAP_CRITERION] = "criterion",
	[GAP_EVIDENCE] = "evidence",
	[GAP_EVIDENCE_EXPIRED] = "evidence",
};

static Ocop__Registration__V1__Gap *gap_message(struct arena *arena, const struct gap *gap)
{
	Ocop__Registration__V1__Gap *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__gap__init(message);
	message->kind = message_text(gap_kinds[gap->kind]);
	message->code = message_text(gap->code);
	message->text_vi = message_text(gap->text.vi);
	message->text_en = message_text(gap->text.en);
	return message;
}

enum decision check_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__CheckDossier *asked =
		(const Ocop__Registration__V1__CheckDossier *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__CheckDossierReply answer =
		OCOP__REGISTRATION__V1__CHECK_DOSSIER_REPLY__INIT;
	struct completeness completeness;
	struct dossier_content content;
	struct dossier dossier;

	dossier_load(tx, asked->dossier_id, &dossier);
	if (!dossier_content_load(tx, &dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}

	completeness = dossier_completeness(&content, date_of_us(transaction_now_us(tx)), arena);
	answer.n_gaps = completeness.gap_count;
	answer.gaps = arena_alloc(arena, answer.n_gaps * sizeof(*answer.gaps));
	for (size_t i = 0; i < answer.n_gaps; i++)
		answer.gaps[i] = gap_message(arena, &completeness.gaps[i]);
	answer.complete = completeness.gap_count == 0;
	answer.self_total = completeness.self_total;
	answer.expected_star = completeness.expected_star;
	reply_set(reply, &answer.base);
	reply_set_version(reply, dossier.version);
	return ACCEPTED;
}
