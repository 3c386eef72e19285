/* deadlines.c - due rows that become commands to oneself: a code for a dossier that a round took
 * in, the end of a stay in a round, a due day to count again, a reminder, a place to find anew, a
 * file that nothing shows any more
 */
#include "registration/deadlines.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/records.h"
#include "registration/records/desk/due_day.h"
#include "registration/records/known/product_photo.h"
#include "registration/records/units_version.h"
#include "registration/rules/due_day.h"

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

/* Adds a command about a dossier that is due by a day. The day alone does not make it another
 * command: it may come again with another office, move away and back, or outlast several changes of
 * the calendar. So what tells them apart is part of what the command's id follows from. */
static void add_for_due_day(struct transaction *tx, struct due_commands *due,
			    const struct due_dossier *dossier, uint64_t occasion,
			    const ProtobufCMessage *command)
{
	int32_t due_day;

	if (!date_parse(dossier->due_on, &due_day))
		return;
	due_commands_add(due,
			 arena_printf(transaction_arena(tx), "%s/%llu", dossier->dossier_id,
				      (unsigned long long)occasion),
			 date_begin_us(due_day), command);
}

static void find_due_days_to_recount(struct transaction *tx, struct due_commands *due)
{
	const char *today = date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
	uint64_t version = calendar_version(tx);
	struct due_dossier *dossiers;
	size_t count = dossiers_to_recount(tx, version, today, due_commands_limit(due), &dossiers);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__RecountDueDay command =
			OCOP__REGISTRATION__V1__RECOUNT_DUE_DAY__INIT;

		command.dossier_id = message_text(dossiers[i].dossier_id);
		command.calendar_version = version;
		add_for_due_day(tx, due, &dossiers[i], version, &command.base);
	}
}

static void add_reminders(struct transaction *tx, struct due_commands *due,
			  const struct due_dossier *dossiers, size_t count,
			  Ocop__Registration__V1__ReminderKind kind)
{
	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__RemindDossier command =
			OCOP__REGISTRATION__V1__REMIND_DOSSIER__INIT;

		command.dossier_id = message_text(dossiers[i].dossier_id);
		command.kind = kind;
		command.due_on = message_text(dossiers[i].due_on);
		add_for_due_day(tx, due, &dossiers[i], dossiers[i].version, &command.base);
	}
}

/* After a downtime over the due day only the second reminder is true any more: the first is not
 * sent then. */
static void find_due_soon(struct transaction *tx, struct due_commands *due)
{
	struct arena *arena = transaction_arena(tx);
	int32_t today = date_of_us(transaction_now_us(tx));
	struct due_dossier *dossiers;
	struct calendar calendar;
	size_t count;

	calendar_load(tx, &calendar);
	count = dossiers_due_soon(tx, date_text(arena, first_day_not_overdue(&calendar, today)),
				  date_text(arena, last_day_due_soon(&calendar, today)),
				  due_commands_limit(due), &dossiers);
	add_reminders(tx, due, dossiers, count, REMINDER(DUE_SOON));
}

static void find_overdue(struct transaction *tx, struct due_commands *due)
{
	struct arena *arena = transaction_arena(tx);
	int32_t today = date_of_us(transaction_now_us(tx));
	struct due_dossier *dossiers;
	struct calendar calendar;
	size_t count;

	calendar_load(tx, &calendar);
	count = dossiers_overdue(tx, date_text(arena, first_day_not_overdue(&calendar, today)),
				 due_commands_limit(due), &dossiers);
	add_reminders(tx, due, dossiers, count, REMINDER(OVERDUE));
}

/* The units may change again within the day, so their version is part of the command's id. */
static void add_places(struct transaction *tx, struct due_commands *due, const char **ids,
		       size_t count)
{
	uint64_t version = units_version(tx);
	int64_t recorded_at_us = units_recorded_at_us(tx);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__RefreshPlace command =
			OCOP__REGISTRATION__V1__REFRESH_PLACE__INIT;

		command.thing_id = message_text(ids[i]);
		command.units_version = version;
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%llu", ids[i],
					      (unsigned long long)version),
				 recorded_at_us, &command.base);
	}
}

static void find_producers_to_resolve(struct transaction *tx, struct due_commands *due)
{
	const char **ids;
	size_t count =
		producers_of_older_units(tx, units_version(tx), due_commands_limit(due), &ids);

	add_places(tx, due, ids, count);
}

static void find_products_to_resolve(struct transaction *tx, struct due_commands *due)
{
	const char **ids;
	size_t count =
		products_of_older_units(tx, units_version(tx), due_commands_limit(due), &ids);

	add_places(tx, due, ids, count);
}

/* A day longer than uploads are kept, and so than a command that takes one may be about to name the
 * file again. */
static const int64_t UNSHOWN_KEPT_US = 8 * INT64_C(86400000000);

static void find_files_to_drop(struct transaction *tx, struct due_commands *due)
{
	int64_t limit = due_commands_limit(due);
	struct unshown_file *files =
		arena_alloc(transaction_arena(tx), (size_t)limit * sizeof(*files));
	int64_t until_us = transaction_now_us(tx) - UNSHOWN_KEPT_US;
	size_t count = unshown_files_load(tx, until_us, limit, files);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__DropPhotoFile command =
			OCOP__REGISTRATION__V1__DROP_PHOTO_FILE__INIT;

		command.sha256 = message_text(files[i].sha256);
		due_commands_add(due, files[i].sha256, files[i].since_us, &command.base);
	}
}

/* Due days are counted again before anybody is reminded of them. */
const struct deadline registration_deadlines[] = {
	{"issue_product_code", find_codes_to_issue},
	{"conclude_dossier", find_dossiers_to_conclude},
	{"recount_due_day", find_due_days_to_recount},
	{"remind_due_soon", find_due_soon},
	{"remind_overdue", find_overdue},
	{"refresh_place_of_producer", find_producers_to_resolve},
	{"refresh_place_of_product", find_products_to_resolve},
	{"drop_photo_file", find_files_to_drop},
	{0},
};
