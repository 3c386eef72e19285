/* get_filing_calendar.c - the rounds to come, and by when to file for each
 *
 * Reads:   registration.v1.GetFilingCalendar
 * Answers: registration.v1.FilingCalendar
 * Refuses: RULEBOOK_UNKNOWN, UNIT_UNKNOWN
 */
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "registration/answers/filing.h"
#include "registration/queries.h"
#include "registration/rules/due_day.h"
#include "registration/state.h"

/* The book that is asked for; none: the one in force. */
static const struct rulebook *find_book(struct transaction *tx, const char *code)
{
	struct rulebooks *books = registration_state(tx)->rulebooks;

	if (*code)
		return rulebook_find(books, code);
	return rulebooks_in_force(books, date_of_us(transaction_now_us(tx)));
}

static void check_province(struct transaction *tx, struct reply *reply, const char *code)
{
	struct unit unit;

	if (*code == '\0')
		return;
	unit_load(tx, code, &unit);
	if (!unit.exists)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "province_code", NULL);
}

enum decision get_filing_calendar(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__GetFilingCalendar *asked =
		(const Ocop__Registration__V1__GetFilingCalendar *)message;
	Ocop__Registration__V1__FilingCalendar answer =
		OCOP__REGISTRATION__V1__FILING_CALENDAR__INIT;
	const struct rulebook *book = find_book(tx, asked->rulebook_code);
	int32_t today = date_of_us(transaction_now_us(tx));

	if (!book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), "rulebook_code", NULL);
	check_province(tx, reply, asked->province_code);
	if (reply_refused(reply))
		return REFUSED;

	answer.rulebook_code = message_text(book->code);
	answer.screening_working_days = screening_working_days(rulebook_level_on(book, today));
	add_filing_rounds(tx, book, asked->province_code, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
