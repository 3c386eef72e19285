/* list_desk.c - what waits with an office, overdue first, then by the day it is due, then oldest
 * first
 *
 * The whole desk is gone through in its order, for how much of it is overdue; what the caller may
 * see is decided row by row, as for a single dossier. A page begins after a place in the order, so
 * what moves in the meantime makes no row come twice or be left out.
 *
 * Reads:   registration.v1.ListDesk
 * Answers: registration.v1.ListDeskReply
 * Refuses: FIELD_MISSING, FIELD_INVALID, UNIT_UNKNOWN, CURSOR_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "common/unit/unit.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records/desk/desk.h"
#include "registration/records/known/kind.h"
#include "registration/rules.h"
#include "registration/rules/due_day.h"

/* Ten years of a country's dossiers, half of them waiting with one office; a desk that holds more
 * is counted so far. At some 200 bytes a row they fit into the memory of one query. */
enum { SCANNED_MAX = 50000, CURSOR_LENGTH_MAX = 100 };

/* A page as it fills up. */
struct page {
	const Ocop__Registration__V1__ListDesk *asked;
	struct desk desk;
	struct desk_place after; /* before the first row it is "" */
	struct calendar calendar;
	int32_t today;
	const char *overdue_before; /* what is due before it is overdue */
	size_t limit;
	struct desk_place *places; /* of the rows shown */
	size_t count;
	bool has_more;
	uint64_t total, overdue;
};

static bool is_an_office(Ocop__Registration__V1__Office office)
{
	return office == OFFICE(PRODUCER) || office == OFFICE(COMMUNE) ||
	       office == OFFICE(PROVINCE) || office == OFFICE(CENTRE);
}

static void check_unit(struct transaction *tx, struct reply *reply, const char *field,
		       const char *code)
{
	struct unit unit;

	if (*code == '\0')
		return;
	unit_load(tx, code, &unit);
	if (!unit.exists)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), field, NULL);
}

/* "2026-06-22|1780300000000000|dossier_01JD..." */
static bool cursor_read(struct arena *arena, const char *cursor, struct desk_place *ret_after)
{
	const char *first = strchr(cursor, '|');
	const char *second = first ? strchr(first + 1, '|') : NULL;
	char *end;
	int32_t day;

	*ret_after = (struct desk_place){.due_order = "", .dossier_id = ""};
	if (*cursor == '\0')
		return true;
	if (!second || strlen(cursor) > CURSOR_LENGTH_MAX || !identifier_is(second + 1, "dossier"))
		return false;
	ret_after->due_order = arena_printf(arena, "%.*s", (int)(first - cursor), cursor);
	ret_after->waits_since_us = strtoll(first + 1, &end, 10);
	ret_after->dossier_id = second + 1;
	return end == second && first[1] >= '0' && first[1] <= '9' &&
	       date_parse(ret_after->due_order, &day);
}

static char *cursor_print(struct arena *arena, const struct desk_place *place)
{
	return arena_printf(arena, "%s|%lld|%s", place->due_order, (long long)place->waits_since_us,
			    place->dossier_id);
}

static bool comes_after(const struct desk_place *place, const struct desk_place *after)
{
	int order = strcmp(place->due_order, after->due_order);

	if (order == 0)
		order = (place->waits_since_us > after->waits_since_us) -
			(place->waits_since_us < after->waits_since_us);
	return order ? order > 0 : strcmp(place->dossier_id, after->dossier_id) > 0;
}

/* The narrowest desk that holds all that the caller's grants cover: where all of them are for one
 * unit (two digits are a province's) or one producer, its own: of one that was merged, the one it
 * became. */
static void narrow_to_grants(struct transaction *tx, struct desk *desk)
{
	const struct caller *caller = transaction_caller(tx);
	const Ocop__Common__V1__Grant *first = caller->grant_count ? caller->grants[0] : NULL;

	for (size_t i = 1; i < caller->grant_count; i++) {
		if (strcmp(caller->grants[i]->unit_code, first->unit_code) != 0 ||
		    strcmp(caller->grants[i]->producer_id, first->producer_id) != 0)
			return;
	}
	if (!first)
		return;
	if (*first->producer_id)
		desk->producer_id = producer_standing(tx, first->producer_id);
	else if (strlen(first->unit_code) == 2)
		desk->province_code = first->unit_code;
	else
		desk->commune_code = first->unit_code;
}

static struct desk desk_of(struct transaction *tx, const Ocop__Registration__V1__ListDesk *asked)
{
	struct desk desk = {.office = asked->office,
			    .commune_code = "",
			    .province_code = "",
			    .producer_id = ""};

	if (*asked->commune_code)
		desk.commune_code = asked->commune_code;
	else if (*asked->province_code)
		desk.province_code = asked->province_code;
	else
		narrow_to_grants(tx, &desk);
	return desk;
}

static void take_row(struct page *page, const struct desk_place *place)
{
	bool is_overdue = strcmp(place->due_order, page->overdue_before) < 0;

	page->total++;
	page->overdue += is_overdue;
	if ((page->asked->overdue_only && !is_overdue) || !comes_after(place, &page->after))
		return;
	if (page->count == page->limit)
		page->has_more = true;
	else
		page->places[page->count++] = *place;
}

static void go_through(struct transaction *tx, struct page *page)
{
	const char *province_code = page->asked->province_code;
	struct desk_place place;
	struct dossier dossier;

	desk_open(tx, &page->desk);
	for (int scanned = 0; desk_next(tx, &place, &dossier); scanned++) {
		if (scanned == SCANNED_MAX) {
			statement_end(tx);
			break;
		}
		if (*province_code && strcmp(dossier.province_code, province_code) != 0)
			continue; /* of a commune elsewhere */
		if (dossier_is_visible(tx, &dossier))
			take_row(page, &place);
	}
}

static Ocop__Registration__V1__DeskItem *item_message(struct transaction *tx,
						      const struct page *page,
						      const struct desk_place *place)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__DeskItem *item = arena_alloc(arena, sizeof(*item));
	int32_t since = date_of_us(place->waits_since_us);
	struct listed_dossier row;
	struct product product;

	dossier_load(tx, place->dossier_id, &row.dossier);
	product_load(tx, row.dossier.product_id, &product);
	row.product_name = product.name;
	row.producer_name = product.producer_name;
	ocop__registration__v1__desk_item__init(item);
	item->dossier = summary_message(arena, &row);
	item->waits_since = date_text(arena, since);
	item->due_on = message_text(row.dossier.due_on);
	item->overdue = strcmp(place->due_order, page->overdue_before) < 0;
	item->waiting_days = (uint32_t)(page->today - since);
	item->waiting_working_days =
		calendar_working_days_between(&page->calendar, since, page->today);
	item->supplement_open = dossier_awaits_supplement(&row.dossier);
	return item;
}

static void answer_page(struct transaction *tx, struct reply *reply, const struct page *page)
{
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListDeskReply answer =
		OCOP__REGISTRATION__V1__LIST_DESK_REPLY__INIT;

	answer.n_items = page->count;
	answer.items = arena_alloc(arena, page->count * sizeof(*answer.items));
	for (size_t i = 0; i < page->count; i++)
		answer.items[i] = item_message(tx, page, &page->places[i]);
	if (page->has_more)
		answer.next = cursor_print(arena, &page->places[page->count - 1]);
	answer.total = page->total;
	answer.overdue = page->overdue;
	reply_set(reply, &answer.base);
}

enum decision list_desk(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Registration__V1__ListDesk *asked =
		(const Ocop__Registration__V1__ListDesk *)message;
	struct arena *arena = reply_arena(reply);
	struct page page = {
		.asked = asked,
		.desk = desk_of(tx, asked),
		.today = date_of_us(transaction_now_us(tx)),
		.limit = (size_t)page_limit(asked->limit),
	};

	if (!is_an_office(asked->office))
		reply_refuse(reply, asked->office ? REFUSAL(FIELD_INVALID) : REFUSAL(FIELD_MISSING),
			     "office",
			     "OFFICE_PRODUCER, OFFICE_COMMUNE, OFFICE_PROVINCE, OFFICE_CENTRE");
	check_unit(tx, reply, "commune_code", asked->commune_code);
	check_unit(tx, reply, "province_code", asked->province_code);
	if (!cursor_read(arena, asked->cursor, &page.after))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (reply_refused(reply))
		return REFUSED;

	calendar_load(tx, &page.calendar);
	page.overdue_before = date_text(arena, first_day_not_overdue(&page.calendar, page.today));
	page.places = arena_alloc(arena, page.limit * sizeof(*page.places));
	go_through(tx, &page);
	if (transaction_failed(tx))
		return FAILED;
	answer_page(tx, reply, &page);
	return ACCEPTED;
}
