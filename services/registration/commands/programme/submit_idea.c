/* submit_idea.c - hands an idea to the commune; with its id, a returned one again
 *
 * Reads:     registration.v1.SubmitIdea
 * Needs:     a commune in force; of a producer's idea, the producer's own commune; handed in again,
 *            an idea that came back, of the same commune and producer
 * Writes:    ideas, one row
 * Publishes: registration.v1.IdeaSubmitted
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, IDEA_INCOMPLETE for each question
 * without an answer, IDEA_STATE, PRODUCER_UNKNOWN, RECORD_STRUCK (a producer that was merged)
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/programme.h"
#include "registration/state.h"

/* An answer to one of the four questions: without it there is nothing to decide on. */
static char *read_answer(struct reply *reply, const char *field, const char *text)
{
	const char *answer = allow_composed(reply, field, text, ANSWER_LENGTH_MAX);

	if (*answer == '\0')
		reply_refuse(reply, REFUSAL(IDEA_INCOMPLETE), field, NULL);
	return message_text(answer);
}

static bool read_message(struct transaction *tx, const Ocop__Registration__V1__SubmitIdea *asked,
			 struct reply *reply, Ocop__Registration__V1__Idea *ret_row)
{
	ocop__registration__v1__idea__init(ret_row);
	ret_row->commune_code = asked->commune_code;
	ret_row->producer_id = asked->producer_id;
	ret_row->title =
		message_text(require_composed(reply, "title", asked->title, NAME_LENGTH_MAX));
	ret_row->sector_code = asked->sector_code;
	ret_row->origin = read_answer(reply, "origin", asked->origin);
	ret_row->local_material = read_answer(reply, "local_material", asked->local_material);
	ret_row->distinctiveness = read_answer(reply, "distinctiveness", asked->distinctiveness);
	ret_row->market = read_answer(reply, "market", asked->market);
	if (!sector_is_known(registration_state(tx)->rulebooks, asked->sector_code))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "sector_code", "\"I\" to \"VI\"");
	return !reply_refused(reply);
}

/* What an idea was handed in with the first time it keeps. */
static void check_kept(const struct idea *known, const Ocop__Registration__V1__SubmitIdea *asked,
		       struct reply *reply)
{
	if (strcmp(known->row.commune_code, asked->commune_code) != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "commune_code",
			     "an idea stays in its commune");
	if (strcmp(known->row.producer_id, asked->producer_id) != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "producer_id",
			     "an idea stays with its producer");
}

static void check_producer(const struct producer *producer,
			   const Ocop__Registration__V1__SubmitIdea *asked, struct reply *reply)
{
	struct programme_answer answer = may_have_idea(producer, asked->commune_code);

	if (answer.why)
		reply_refuse(reply, answer.why, answer.field, answer.detail ? "%s" : NULL,
			     answer.detail);
}

enum decision submit_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__SubmitIdea *asked =
		(const Ocop__Registration__V1__SubmitIdea *)message;
	char idea_id[IDENTIFIER_SIZE];
	struct idea known, idea = {.exists = true, .accepted_on = ""};
	struct producer producer;
	struct unit commune;
	Ocop__Common__V1__RefusalCode why;

	if (!read_message(tx, asked, reply, &idea.row))
		return REFUSED;

	idea_load(tx, asked->idea_id, &known);
	unit_load(tx, asked->commune_code, &commune);
	producer_load(tx, asked->producer_id, &producer);
	if (transaction_failed(tx))
		return FAILED;

	why = may_move_idea(IDEA_SUBMIT, known.row.state, &idea.row.state);
	if (why)
		reply_refuse(reply, why, "idea_id", NULL);
	if (known.exists)
		check_kept(&known, asked, reply);
	if (*asked->producer_id)
		check_producer(&producer, asked, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("idea", NULL, transaction_now_us(tx), idea_id);
	idea.row.idea_id = known.exists ? known.row.idea_id : idea_id;
	idea.row.version = known.row.version + 1;
	idea.province_code = known.exists ? known.province_code : commune.province_code;
	idea_write(tx, &idea);
	event_idea_submitted(tx, &idea.row);
	reply_accept(reply, idea.row.idea_id, idea.row.version);
	return ACCEPTED;
}
