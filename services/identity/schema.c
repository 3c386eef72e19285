/* schema.c - identity's tables, as an ordered list of migrations
 *
 * Constraints hold what must never be: two accounts of one sign-in name, a secret that is two
 * accounts', a shard name used twice, two shards at one address.
 */
#include "identity/schema.h"

#include <stddef.h>

static const char agencies_and_accounts[] =
	/* Who works with the instance, and the place it serves. */
	"CREATE TABLE agencies ("
	"	agency_id TEXT PRIMARY KEY,"
	"	name_vi TEXT NOT NULL,"
	"	name_en TEXT NOT NULL,"
	"	kind INTEGER NOT NULL,"
	"	unit_code TEXT NOT NULL,"
	"	version INTEGER NOT NULL"
	") STRICT;"
	/* password_hash is '' for machines; command_id is the command that made the account. */
	"CREATE TABLE accounts ("
	"	account_id TEXT PRIMARY KEY,"
	"	agency_id TEXT NOT NULL REFERENCES agencies (agency_id),"
	"	display_name TEXT NOT NULL,"
	"	sign_in_name TEXT NOT NULL UNIQUE,"
	"	password_hash TEXT NOT NULL,"
	"	command_id BLOB NOT NULL,"
	"	version INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX accounts_by_agency ON accounts (agency_id, sign_in_name);"
	/* Roles with their scope; an empty scope column limits nothing. */
	"CREATE TABLE grants ("
	"	account_id TEXT NOT NULL REFERENCES accounts (account_id),"
	"	role INTEGER NOT NULL,"
	"	unit_code TEXT NOT NULL,"
	"	producer_id TEXT NOT NULL,"
	"	round_id TEXT NOT NULL,"
	"	PRIMARY KEY (account_id, role, unit_code, producer_id, round_id)"
	") STRICT;";

static const char sessions_and_keys[] =
	/* Secrets have 256 bits of chance, so a plain hash keeps them; times are the machine's. */
	"CREATE TABLE sessions ("
	"	secret_hash BLOB PRIMARY KEY,"
	"	session_id TEXT NOT NULL UNIQUE,"
	"	account_id TEXT NOT NULL REFERENCES accounts (account_id),"
	"	expires_at_us INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX sessions_by_expiry ON sessions (expires_at_us);"
	"CREATE INDEX sessions_by_account ON sessions (account_id);"
	/* Machines' secrets; a revoked one stays, so that its id is never used again. */
	"CREATE TABLE access_keys ("
	"	key_id TEXT PRIMARY KEY,"
	"	account_id TEXT NOT NULL REFERENCES accounts (account_id),"
	"	label TEXT NOT NULL,"
	"	secret_hash BLOB NOT NULL UNIQUE,"
	"	revoked INTEGER NOT NULL,"
	"	version INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX access_keys_by_account ON access_keys (account_id);";

static const char shards[] =
	/* A row is never deleted: that is what keeps a name from being used again. No two answer
	 * at one address. */
	"CREATE TABLE shards ("
	"	name TEXT PRIMARY KEY,"
	"	service TEXT NOT NULL,"
	"	commands_address TEXT NOT NULL UNIQUE,"
	"	queries_address TEXT NOT NULL UNIQUE,"
	"	events_address TEXT NOT NULL UNIQUE,"
	"	closed INTEGER NOT NULL,"
	"	version INTEGER NOT NULL"
	") STRICT;";

static const char units[] =
	/* Provinces and communes in force; name_key is the folded name without the word for its
	 * kind. */
	"CREATE TABLE units ("
	"	code TEXT PRIMARY KEY,"
	"	kind INTEGER NOT NULL,"
	"	province_code TEXT NOT NULL,"
	"	name_vi TEXT NOT NULL,"
	"	full_name_vi TEXT NOT NULL,"
	"	name_en TEXT NOT NULL,"
	"	valid_from TEXT NOT NULL,"
	"	latitude_microdegrees INTEGER NOT NULL,"
	"	longitude_microdegrees INTEGER NOT NULL,"
	"	area_hectares INTEGER NOT NULL,"
	"	name_key TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX units_by_key ON units (name_key);"
	"CREATE INDEX units_by_province ON units (province_code, code);"
	/* A divided commune has a row for each successor; island districts had no commune. */
	"CREATE TABLE former_units ("
	"	district_code TEXT NOT NULL,"
	"	commune_code TEXT NOT NULL,"
	"	successor_commune_code TEXT NOT NULL,"
	"	successor_province_code TEXT NOT NULL,"
	"	province_code TEXT NOT NULL,"
	"	province_name TEXT NOT NULL,"
	"	district_name TEXT NOT NULL,"
	"	commune_name TEXT NOT NULL,"
	"	divided INTEGER NOT NULL,"
	"	province_key TEXT NOT NULL,"
	"	district_key TEXT NOT NULL,"
	"	commune_key TEXT NOT NULL,"
	"	PRIMARY KEY (district_code, commune_code, successor_commune_code)"
	") STRICT;"
	"CREATE INDEX former_units_by_province ON former_units"
	"	(province_key, successor_province_code);"
	"CREATE INDEX former_units_by_district ON former_units"
	"	(district_key, successor_commune_code);"
	"CREATE INDEX former_units_by_commune ON former_units"
	"	(commune_key, successor_commune_code);"
	"CREATE INDEX former_units_by_successor ON former_units"
	"	(successor_commune_code, district_code, commune_code);";

static const char thing_versions[] =
	/* Versions of the things that have no row of their own: the units together, the clock, the
	 * calendar. */
	"CREATE TABLE thing_versions ("
	"	thing_id TEXT PRIMARY KEY,"
	"	version INTEGER NOT NULL"
	") STRICT;";

static const char calendar_days[] =
	/* Days that are not what their weekday says: kind 1 is a holiday, 2 a Saturday or Sunday
	 * on which offices work. A day that was taken back has no row; the log knows of it. */
	"CREATE TABLE calendar_days ("
	"	day TEXT PRIMARY KEY,"
	"	kind INTEGER NOT NULL,"
	"	name_vi TEXT NOT NULL,"
	"	name_en TEXT NOT NULL,"
	"	source TEXT NOT NULL,"
	"	CHECK (kind IN (1, 2))"
	") STRICT;";

const struct migration identity_migrations[] = {
	{"agencies and accounts", agencies_and_accounts},
	{"sessions and keys", sessions_and_keys},
	{"shards", shards},
	{"units", units},
	{"thing versions", thing_versions},
	{"calendar days", calendar_days},
	{0},
};
