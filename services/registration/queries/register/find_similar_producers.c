/* find_similar_producers.c - who is already registered under such a name? Asked before registering
 *
 * Reads:   registration.v1.FindSimilarProducers
 * Answers: registration.v1.FindSimilarProducersReply
 * Refuses: FIELD_MISSING, FIELD_TOO_LONG, UNIT_UNKNOWN
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/answers/candidate.h"
#include "registration/queries.h"
#include "registration/rules.h"

enum { SIMILAR_MAX = 20 };

enum decision find_similar_producers(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Registration__V1__FindSimilarProducers *asked =
		(const Ocop__Registration__V1__FindSimilarProducers *)message;
	Ocop__Registration__V1__FindSimilarProducersReply answer =
		OCOP__REGISTRATION__V1__FIND_SIMILAR_PRODUCERS_REPLY__INIT;
	struct unit commune, province;
	struct similar_producer *similar;

	unit_load(tx, asked->commune_code, &commune);
	unit_load(tx, commune.province_code, &province);
	const struct place place = {
		.commune_code = commune.code,
		.province_code = commune.province_code,
		.commune_text = commune.full_name_vi,
		.district_text = "",
		.province_text = province.full_name_vi,
	};
	const struct producer_facts facts = {
		.name = require_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.registration_number =
			allow_composed(reply, "registration_number", asked->registration_number,
				       NUMBER_LENGTH_MAX),
		.legal_form = LEGAL_FORM(UNSPECIFIED),
		.place = &place,
	};
	if (*asked->commune_code && !commune.exists)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "commune_code", NULL);
	if (reply_refused(reply))
		return REFUSED;

	answer.n_candidates = similar_producers(tx, &facts, "", &similar);
	if (answer.n_candidates > SIMILAR_MAX)
		answer.n_candidates = SIMILAR_MAX;
	answer.candidates = similar_messages(tx, &facts, similar, answer.n_candidates);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
