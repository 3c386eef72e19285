/* count_products.c - how many products, by present or former place or by sector
 *
 * Reads:   registration.v1.CountProducts
 * Answers: registration.v1.CountProductsReply, those whose place is not known as the last row
 * Refuses: FIELD_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "registration/queries.h"
#include "registration/records/product_count.h"
#include "registration/state.h"

#define BY(name) OCOP__REGISTRATION__V1__COUNT_BY__COUNT_BY_##name

static const char *name_of_unit(struct transaction *tx, const struct product_count *group)
{
	struct unit unit;

	unit_load(tx, group->code, &unit);
	return unit.full_name_vi;
}

static const char *name_of_former_commune(struct transaction *tx, const struct product_count *group)
{
	const struct former_codes codes = {group->code, group->former_district_code, ""};
	struct former_names names;

	former_unit_names(tx, &codes, &names);
	return names.commune_name;
}

static const char *name_of_former_district(struct transaction *tx,
					   const struct product_count *group)
{
	const struct former_codes codes = {"", group->code, ""};
	struct former_names names;

	former_unit_names(tx, &codes, &names);
	return names.district_name;
}

static const char *name_of_former_province(struct transaction *tx,
					   const struct product_count *group)
{
	const struct former_codes codes = {"", "", group->code};
	struct former_names names;

	former_unit_names(tx, &codes, &names);
	return names.province_name;
}

/* As the newest rule book calls it. */
static const char *name_of_sector(struct transaction *tx, const struct product_count *group)
{
	const struct rulebooks *books = registration_state(tx)->rulebooks;
	const struct rulebook *book = rulebooks_count(books) ? rulebooks_at(books, 0) : NULL;

	for (size_t i = 0; book && i < book->set_count; i++) {
		if (strcmp(book->sets[i].sector_code, group->code) == 0)
			return book->sets[i].sector_name.vi;
	}
	return "";
}

/* What a count may go by, and how a group of it is called. */
static const struct {
	const char *(*name)(struct transaction *tx, const struct product_count *group);
} counted_by[] = {
	[BY(COMMUNE)] = {name_of_unit},
	[BY(PROVINCE)] = {name_of_unit},
	[BY(FORMER_COMMUNE)] = {name_of_former_commune},
	[BY(FORMER_DISTRICT)] = {name_of_former_district},
	[BY(FORMER_PROVINCE)] = {name_of_former_province},
	[BY(SECTOR)] = {name_of_sector},
};

static bool may_count_by(Ocop__Registration__V1__CountBy by)
{
	return by > 0 && (size_t)by < sizeof counted_by / sizeof *counted_by;
}

static Ocop__Registration__V1__CountOf *row_of(struct transaction *tx,
					       Ocop__Registration__V1__CountBy by,
					       const struct product_count *group)
{
	Ocop__Registration__V1__CountOf *row = arena_alloc(transaction_arena(tx), sizeof(*row));

	ocop__registration__v1__count_of__init(row);
	row->code = message_text(group->code);
	row->name = message_text(*group->code ? counted_by[by].name(tx, group) : "");
	row->count = group->count;
	return row;
}

enum decision count_products(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__CountProducts *asked =
		(const Ocop__Registration__V1__CountProducts *)message;
	Ocop__Registration__V1__CountProductsReply answer =
		OCOP__REGISTRATION__V1__COUNT_PRODUCTS_REPLY__INIT;
	const struct count_search search = {
		.by = asked->by,
		.province_code = asked->province_code,
		.former_province_code = asked->former_province_code,
	};
	struct product_count *groups;

	if (!may_count_by(asked->by)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "by",
			     "COUNT_BY_COMMUNE, COUNT_BY_PROVINCE, COUNT_BY_FORMER_COMMUNE, "
			     "COUNT_BY_FORMER_DISTRICT, COUNT_BY_FORMER_PROVINCE, COUNT_BY_SECTOR");
		return REFUSED;
	}

	size_t count = products_count(tx, &search, &groups);
	size_t unknown = count && *groups[0].code == '\0'; /* the empty code comes first */

	answer.counts = arena_alloc(reply_arena(reply), count * sizeof(*answer.counts));
	for (size_t i = unknown; i < count; i++)
		answer.counts[answer.n_counts++] = row_of(tx, asked->by, &groups[i]);
	if (unknown)
		answer.counts[answer.n_counts++] = row_of(tx, asked->by, &groups[0]);
	for (size_t i = 0; i < count; i++)
		answer.total += groups[i].count;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
