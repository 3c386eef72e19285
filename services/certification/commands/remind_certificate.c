/* remind_certificate.c - tells that a certificate comes to its end
 *
 * Reads:     certification.v1.RemindCertificate, from the daemon itself
 * Needs:     a certificate in force whose next reminder is this one and due
 * Writes:    certificate_reminders, one row; certificates: which one comes next
 * Publishes: certification.v1.CertificateReminderDue, marked when a later one is due already
 * Refuses:   NO_SUCH_THING, CERTIFICATE_STATE (another reminder comes next, or its day is to come)
 *
 * After a long downtime several are due at once: each is recorded and told once, in order, and all
 * but the newest say that they were overtaken.
 */
#include "certification/commands.h"

#include "certification/events.h"
#include "certification/records.h"
#include "certification/records/history.h"
#include "certification/rules/reminder.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* Everything of a certificate that a reminder is reckoned from. */
struct ending {
	const struct rulebook *book; /* in force today, or NULL */
	int32_t valid_until, last_day, today;
	struct reminder reminder;
};

static bool ending_gather(struct transaction *tx, const struct certificate *certificate,
			  struct ending *ret_ending)
{
	ret_ending->today = date_of_us(transaction_now_us(tx));
	ret_ending->book =
		rulebooks_in_force(certification_state(tx)->rulebooks, ret_ending->today);
	ret_ending->reminder.kind = certificate->next_reminder;
	return date_parse(certificate->valid_until, &ret_ending->valid_until) &&
	       date_parse(certificate->last_day, &ret_ending->last_day) &&
	       date_parse(certificate->next_reminder_on, &ret_ending->reminder.day);
}

static bool is_due(const struct certificate *certificate, const struct ending *ending,
		   Ocop__Certification__V1__CertificateReminder asked)
{
	Ocop__Certification__V1__CertificateState to;

	return ending->reminder.kind == asked && asked != CERTIFICATE_REMINDER(UNSPECIFIED) &&
	       ending->reminder.day <= ending->today &&
	       may_move_certificate(CERTIFICATE_MOVE(EXPIRE), certificate->state, &to) ==
		       REFUSAL(UNSPECIFIED);
}

static void tell(struct transaction *tx, const struct certificate *certificate,
		 const struct ending *ending, bool overtaken)
{
	struct arena *arena = transaction_arena(tx);
	struct reminder_told told = {
		.reminder = ending->reminder,
		.overtaken = overtaken,
		.window_from = "",
		.window_until = "",
	};
	int32_t from, until;

	if (ending->last_day > ending->today)
		told.days_left = (uint32_t)(ending->last_day - ending->today);
	if (ending->book != NULL && rulebook_re_rating_window(&ending->book->deadlines,
							      ending->valid_until, &from, &until)) {
		told.window_from = date_text(arena, from);
		told.window_until = date_text(arena, until);
	}
	certificate_reminder_insert(tx, &(struct certificate_reminder){
						.code = certificate->code,
						.reminder = ending->reminder.kind,
						.due_on = date_text(arena, ending->reminder.day),
						.overtaken = overtaken,
					});
	event_certificate_reminder_due(tx, certificate, &told);
}

enum decision remind_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__RemindCertificate *command =
		(const Ocop__Certification__V1__RemindCertificate *)message;
	struct certificate certificate;
	struct ending ending;
	struct reminder next;

	if (!certificate_load(tx, command->code, &certificate)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "code", NULL);
		return REFUSED;
	}
	if (!ending_gather(tx, &certificate, &ending) ||
	    !is_due(&certificate, &ending, command->reminder)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_STATE), "reminder", NULL);
		return REFUSED;
	}

	next = reminder_after(ending.book, ending.valid_until, &ending.reminder);
	certificate.next_reminder = next.kind;
	certificate.next_reminder_on = next.kind == CERTIFICATE_REMINDER(UNSPECIFIED)
					       ? ""
					       : date_text(transaction_arena(tx), next.day);
	certificate_set_reminder(tx, &certificate);
	tell(tx, &certificate, &ending,
	     reminder_is_overtaken(&next, ending.last_day, ending.today));
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
