/* identity_fixture.h - identity in the test's process, with a key pair of its own
 *
 * The harness signs its callers' tokens with its own key, so identity's public key goes to another
 * file than the one the harness verifies by.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "common/settings.h"
#include "harness.h"
#include "identity/commands.h"
#include "identity/deadlines.h"
#include "identity/queries.h"
#include "identity/reactions.h"
#include "identity/rules.h"
#include "identity/schema.h"
#include "identity/state.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

#define ROLE(name)    OCOP__COMMON__V1__ROLE__ROLE_##name
#define MESSAGE(type) (&ocop__identity__v1__##type##__descriptor)

/* The state of the harness that runs; tests run one at a time. */
static struct identity_state *identity_held;

static int start_beside_the_harness(struct service *service, void **ret_state)
{
	const char *folder = service_folder(service);
	char *public_key_path = memory_printf("%s/identity.pub", folder);
	int error = identity_state_create(folder, public_key_path, "thai-nguyen", &identity_held);

	memory_free(public_key_path);
	if (error)
		return error;
	identity_held->clock_moves = strcmp(service_instance_kind(service), "production") != 0;
	*ret_state = identity_held;
	return 0;
}

static const struct service_definition identity_definition = {
	.name = "identity",
	.migrations = identity_migrations,
	.commands = identity_commands,
	.queries = identity_queries,
	.reactions = identity_reactions,
	.deadlines = identity_deadlines,
	.start = start_beside_the_harness,
	.stop = identity_stop,
};

/* The operator asks, unless a test says otherwise. */
static inline int identity_open(void **state)
{
	struct harness *harness = harness_create(&identity_definition, NULL);

	harness_sign_in_as(harness, "account_operator", ROLE(OPERATOR), "");
	*state = harness;
	return 0;
}

static inline int identity_close(void **state)
{
	harness_destroy(*state);
	return 0;
}

static inline const Ocop__Common__V1__Reply *record_unit(struct harness *harness, const char *code,
							 Ocop__Identity__V1__UnitKind kind,
							 const char *province_code,
							 const char *full_name_vi,
							 const char *name_vi)
{
	Ocop__Identity__V1__RecordUnits record = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;
	Ocop__Identity__V1__Unit unit = OCOP__IDENTITY__V1__UNIT__INIT;
	Ocop__Identity__V1__Unit *units[] = {&unit};

	unit.code = (char *)code;
	unit.kind = kind;
	unit.province_code = (char *)province_code;
	unit.full_name_vi = (char *)full_name_vi;
	unit.name_vi = (char *)name_vi;
	unit.valid_from = (char *)"2025-07-01";
	record.units = units;
	record.n_units = 1;
	return harness_command(harness, &record.base);
}

/* Thái Nguyên with the commune Na Rì. */
static inline void record_thai_nguyen(struct harness *harness)
{
	(void)harness_id(harness, record_unit(harness, "19",
					      OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE, "",
					      "Tỉnh Thái Nguyên", "Thái Nguyên"));
	(void)harness_id(harness, record_unit(harness, "02155",
					      OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_COMMUNE,
					      "19", "Xã Na Rì", "Na Rì"));
}

static inline Ocop__Identity__V1__AddAgency an_agency(void)
{
	Ocop__Identity__V1__AddAgency add = OCOP__IDENTITY__V1__ADD_AGENCY__INIT;

	add.agency_id = (char *)"commune-na-ri";
	add.name_vi = (char *)"Ủy ban nhân dân xã Na Rì";
	add.kind = OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_COMMUNE;
	add.unit_code = (char *)"02155";
	return add;
}

/* An officer of Na Rì; the message points at the grant. */
struct account_wish {
	Ocop__Common__V1__Grant grant;
	Ocop__Common__V1__Grant *grants[1];
	Ocop__Identity__V1__AddAccount message;
};

static inline struct account_wish *an_account(struct harness *harness)
{
	struct account_wish *wish = arena_alloc(harness_arena(harness), sizeof(*wish));

	ocop__common__v1__grant__init(&wish->grant);
	ocop__identity__v1__add_account__init(&wish->message);
	wish->grant.role = ROLE(COMMUNE_OFFICER);
	wish->grant.unit_code = (char *)"02155";
	wish->grants[0] = &wish->grant;
	wish->message.agency_id = (char *)"commune-na-ri";
	wish->message.display_name = (char *)"Cán bộ OCOP xã Na Rì";
	wish->message.sign_in_name = (char *)"na-ri";
	wish->message.password = (char *)"mật khẩu thử nghiệm";
	wish->message.grants = wish->grants;
	wish->message.n_grants = 1;
	return wish;
}

/* Units, agency and account; returns the account's id. */
static inline const char *add_an_account(struct harness *harness)
{
	Ocop__Identity__V1__AddAgency add = an_agency();

	record_thai_nguyen(harness);
	(void)harness_id(harness, harness_command(harness, &add.base));
	return harness_id(harness, harness_command(harness, &an_account(harness)->message.base));
}

static inline const Ocop__Common__V1__Reply *sign_in(struct harness *harness, const char *name,
						     const char *password)
{
	Ocop__Identity__V1__OpenSession open = OCOP__IDENTITY__V1__OPEN_SESSION__INIT;

	open.sign_in_name = (char *)name;
	open.password = (char *)password;
	return harness_command(harness, &open.base);
}

static inline const Ocop__Common__V1__Reply *exchange(struct harness *harness, const char *secret)
{
	Ocop__Identity__V1__ExchangeCredential ask = OCOP__IDENTITY__V1__EXCHANGE_CREDENTIAL__INIT;

	ask.secret = (char *)secret;
	return harness_query(harness, &ask.base);
}
