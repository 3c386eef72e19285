/* admit_dossiers.c - dossiers admitted to rounds, as registration's log would tell of them
 *
 *	admit_dossiers DATA_DIR SET_NO DOSSIERS ROUND_ID...
 *
 * Appends to registration's own log under DATA_DIR, while its daemon is stopped, that so many
 * dossiers of a set of 26/2026 were admitted to each round; scoring follows it by replay, by the
 *way it always goes. The dossiers' own way through commune and province is left out: what is loaded
 *is scoring. Prints a line "round dossier" for each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/outbox.h"
#include "common/store/connection.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/events.pb-c.h"

enum { PATH_SIZE_BYTES = 1024, SETS = 26, DOSSIERS_MAX = 1000, NAME_SIZE_BYTES = 64 };

static void die(const char *what, int error)
{
	(void)fprintf(stderr, "admit_dossiers: %s: %s\n", what, error_text(error));
	exit(1);
}

static struct store *log_open(const char *data_dir)
{
	static const struct migration none[] = {{0}};
	char path[PATH_SIZE_BYTES];
	struct store *store;

	(void)snprintf(path, sizeof path, "%s/registration/store.sqlite", data_dir);
	int error = store_open(&store_sqlite, path, none, &store);
	if (error)
		die(path, error);
	(void)snprintf(store->source, sizeof store->source, "registration");
	return store;
}

static void dossier_admit(struct transaction *tx, const char *round_id, uint32_t set_no,
			  unsigned long number)
{
	Ocop__Registration__V1__DossierAdmitted event =
		OCOP__REGISTRATION__V1__DOSSIER_ADMITTED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;
	char dossier_id[IDENTIFIER_SIZE], product_id[IDENTIFIER_SIZE], producer_id[IDENTIFIER_SIZE];
	char name[NAME_SIZE_BYTES];

	identifier_create("dossier", NULL, transaction_now_us(tx), dossier_id);
	identifier_create("product", NULL, transaction_now_us(tx), product_id);
	identifier_create("producer", NULL, transaction_now_us(tx), producer_id);
	(void)snprintf(name, sizeof name, "Sản phẩm Ví dụ %lu", number);
	place.province_code = "19";
	place.commune_code = "02155";
	event.dossier_id = dossier_id;
	event.round_id = (char *)round_id;
	event.product_id = product_id;
	event.product_name = name;
	event.producer_id = producer_id;
	event.producer_name = "Hợp tác xã Ví dụ";
	event.kind = OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_FIRST;
	event.rulebook_code = "26-2026";
	event.set_no = set_no;
	event.sector_code = "I";
	event.certificate_code = "";
	event.place = &place;
	outbox_append(tx, dossier_id, 1, &event.base);
	(void)printf("%s %s\n", round_id, dossier_id);
}

/* One commit a round. */
static void round_fill(struct store *store, struct arena *arena, const char *round_id,
		       uint32_t set_no, unsigned long dossiers)
{
	static const struct caller system = {
		.account_id = "system", .agency_id = "", .request_id = "load"};
	struct transaction_options options = {
		.arena = arena, .caller = &system, .now_us = clock_machine_us()};
	struct transaction *tx = transaction_begin(store_writer(store), &options);

	for (unsigned long number = 1; number <= dossiers; number++)
		dossier_admit(tx, round_id, set_no, number);
	int error = transaction_commit(tx);
	if (error)
		die("commit", error);
	arena_reset(arena);
}

int main(int argc, char **argv)
{
	unsigned long set_no = argc > 4 ? strtoul(argv[2], NULL, 10) : 0;
	unsigned long dossiers = argc > 4 ? strtoul(argv[3], NULL, 10) : 0;

	if (set_no == 0 || set_no > SETS || dossiers == 0 || dossiers > DOSSIERS_MAX) {
		(void)fprintf(stderr,
			      "usage: admit_dossiers DATA_DIR SET_NO DOSSIERS ROUND_ID...\n");
		return 2;
	}
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct store *store = log_open(argv[1]);
	for (int i = 4; i < argc; i++)
		round_fill(store, arena, argv[i], (uint32_t)set_no, dossiers);
	store_close(store);
	arena_destroy(arena);
	return fflush(stdout) == 0 ? 0 : 1;
}
