/* get_pack_report_form.c - what a form for a report needs: the certificate that the pack names, and
 * the units to choose from
 *
 * An unknown number is not counted here: it was when it was verified.
 *
 * Reads:   certification.v1.GetPackReportForm
 * Answers: certification.v1.PackReportForm
 * Refuses: FIELD_TOO_LONG
 */
#include "certification/queries.h"

#include "certification/lookup.h"
#include "certification/records.h"
#include "certification/records/pack_reports.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* The largest province has 168 communes; more than this would be another country. */
enum { CHOICES_MAX = 500 };

static Ocop__Certification__V1__UnitChoice **choices_read(struct transaction *tx,
							  const char *province_code,
							  size_t *ret_count)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__UnitChoice **choices =
		arena_alloc(arena, CHOICES_MAX * sizeof(*choices));
	const char *code, *name;

	*ret_count = 0;
	unit_choices(tx, province_code);
	while (unit_choice_next(tx, &code, &name)) {
		Ocop__Certification__V1__UnitChoice *choice;

		if (*ret_count == CHOICES_MAX) {
			statement_end(tx);
			break;
		}
		choice = arena_alloc(arena, sizeof(*choice));
		ocop__certification__v1__unit_choice__init(choice);
		choice->code = message_text(code);
		choice->name = message_text(name);
		choices[(*ret_count)++] = choice;
	}
	return choices;
}

static void certificate_show(struct transaction *tx, const struct certificate *certificate,
			     Ocop__Certification__V1__PackReportForm *answer)
{
	struct place_codes today;

	certificate_place_today(tx, certificate, &today);
	answer->known = true;
	answer->code = message_text(certificate->code);
	answer->state = certificate->state;
	answer->star = certificate->star;
	answer->product_name = message_text(certificate->product_name);
	answer->producer_name = message_text(certificate->producer_name);
	answer->province_code = message_text(today.province_code);
}

enum decision get_pack_report_form(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Certification__V1__GetPackReportForm *query =
		(const Ocop__Certification__V1__GetPackReportForm *)message;
	Ocop__Certification__V1__PackReportForm answer =
		OCOP__CERTIFICATION__V1__PACK_REPORT_FORM__INIT;
	struct certificate certificate;

	if (text_length(query->number) > ASKED_LENGTH_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "number", NULL);
		return REFUSED;
	}

	if (*query->number && certificate_find(tx, query->number, &certificate))
		certificate_show(tx, &certificate, &answer);
	if (*query->province_code)
		answer.province_code = query->province_code;
	answer.provinces = choices_read(tx, "", &answer.n_provinces);
	if (*answer.province_code)
		answer.communes = choices_read(tx, answer.province_code, &answer.n_communes);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
