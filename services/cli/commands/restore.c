/* restore.c - stores out of a backup, each of which begins a new epoch
 *
 * The daemons are stopped: each store's lock is taken before anything is touched. The store that
 * was there is kept beside, under the time of the restore. Keys and files that are there are kept,
 * and those that are missing are copied. The published log is never touched, unless there is none.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "cli/backup/copying.h"
#include "cli/backup/manifest.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/folder.h"
#include "common/base/whole_file.h"

enum { STORES_MAX = 256, FOLDER_MODE = 0700, MARK_MODE = 0600, US_A_SECOND = 1000000 };

/* One run. */
struct restoring {
	struct session *session;
	const char *folder; /* of the backup */
	json_t *manifest;
	struct manifest_store stores[STORES_MAX];
	int locks[STORES_MAX];
	size_t count;
	int64_t restored_at_s;
};

/* True when the name stands in --only, parted by commas, or nothing is asked for. */
static bool is_asked_for(const struct restoring *run, const char *source)
{
	const char *only = argument(&run->session->arguments, "only");
	size_t length = strlen(source);

	if (only == NULL)
		return true;
	while (only != NULL && *only != '\0') {
		if (strncmp(only, source, length) == 0 &&
		    (only[length] == ',' || only[length] == '\0'))
			return true;
		only = strchr(only, ',');
		only = only == NULL ? NULL : only + 1;
	}
	return false;
}

/* Names become paths: they are those of sources, or this is no manifest of ours. */
static bool names_are_sound(const struct manifest_store *store)
{
	size_t length = strlen(store->source);

	return length > 0 &&
	       strspn(store->source, "abcdefghijklmnopqrstuvwxyz0123456789_") == length &&
	       strncmp(store->file, store->source, length) == 0 && store->file[length] == '/' &&
	       strchr(store->file + length + 1, '/') == NULL;
}

/* Every store that is asked for is whole: then nothing stops in the middle. */
static bool stores_check(struct restoring *run)
{
	struct manifest_store store;

	for (size_t i = 0; manifest_store_at(run->manifest, i, &store); i++) {
		if (!is_asked_for(run, store.source))
			continue;
		if (run->count == STORES_MAX || !names_are_sound(&store)) {
			complain("the manifest names %s, which is no store", store.source);
			return false;
		}
		if (!manifest_store_is_whole(&store, run->folder, run->session->arena))
			return false;
		run->stores[run->count++] = store;
	}
	if (run->count == 0)
		complain("the backup has no store that is asked for");
	return run->count > 0;
}

static const char *store_path(const struct restoring *run, size_t i, const char *end)
{
	return arena_printf(run->session->arena, "%s/%s/store.sqlite%s", run->session->data_dir,
			    run->stores[i].source, end);
}

/* As the daemon takes it: a store that is open is not replaced. */
static bool lock_take(struct restoring *run, size_t i)
{
	const char *path = store_path(run, i, ".lock");
	const char *folder = arena_printf(run->session->arena, "%s/%s", run->session->data_dir,
					  run->stores[i].source);

	if (folder_create(folder, FOLDER_MODE) == 0)
		run->locks[i] = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
	if (run->locks[i] < 0) {
		complain("%s: %s", path, strerror(errno));
		return false;
	}
	if (flock(run->locks[i], LOCK_EX | LOCK_NB) == 0)
		return true;
	complain("%s runs: stop it first", run->stores[i].source);
	return false;
}

static bool locks_take(struct restoring *run)
{
	for (size_t i = 0; i < run->count; i++) {
		if (!lock_take(run, i))
			return false;
	}
	return true;
}

/* The store that was there, with its write-ahead log: it may be the newer one. */
static bool present_keep(const struct restoring *run, size_t i)
{
	static const char *const ends[] = {"", "-wal", "-shm"};

	for (size_t end = 0; end < sizeof(ends) / sizeof(*ends); end++) {
		const char *from = store_path(run, i, ends[end]);
		const char *to =
			store_path(run, i,
				   arena_printf(run->session->arena, ".replaced-%" PRId64 "%s",
						run->restored_at_s, ends[end]));

		if (rename(from, to) != 0 && errno != ENOENT) {
			complain("%s: %s", from, strerror(errno));
			return false;
		}
	}
	return true;
}

/* The mark goes before the store: a store without it would pass for the one that was there. */
static bool store_restore(const struct restoring *run, size_t i)
{
	const char *from =
		arena_printf(run->session->arena, "%s/%s", run->folder, run->stores[i].file);
	const char *coming = store_path(run, i, ".coming"), *mark = store_path(run, i, ".restored");
	const char *path = store_path(run, i, "");

	if (!file_copy(from, coming) || !present_keep(run, i))
		return false;
	if (whole_file_write(mark, "", 0, MARK_MODE) != 0 || rename(coming, path) != 0 ||
	    folder_flush_of(path) != 0) {
		complain("%s: cannot be written", path);
		return false;
	}
	return true;
}

static bool lies_beside_store(const char *path)
{
	return strncmp(path, "store", strlen("store")) != 0;
}

static bool beside_restore(const struct restoring *run, size_t i, struct copying *beside)
{
	struct arena *arena = run->session->arena;

	return folder_copy(
		arena_printf(arena, "%s/%s", run->folder, run->stores[i].source),
		arena_printf(arena, "%s/%s", run->session->data_dir, run->stores[i].source),
		beside);
}

static bool lies_in_folder(const char *path)
{
	return strchr(path, '/') == NULL && strcmp(path, "manifest.json") != 0;
}

/* What was published is known to others: only a log that is lost comes out of the backup. */
static bool log_restore(const struct restoring *run)
{
	struct arena *arena = run->session->arena;
	const char *own = argument(&run->session->arguments, "log-dir");
	const char *to = own != NULL ? own : arena_printf(arena, "%s/log", run->session->data_dir);
	struct copying files = {.wanted = NULL};

	if (access(arena_printf(arena, "%s/checkpoint", to), F_OK) == 0)
		return true;
	return folder_copy(arena_printf(arena, "%s/log", run->folder), to, &files);
}

static bool all_restore(const struct restoring *run)
{
	struct copying beside = {.wanted = lies_beside_store}, own = {.wanted = lies_in_folder};

	for (size_t i = 0; i < run->count; i++) {
		if (!store_restore(run, i) || !beside_restore(run, i, &beside))
			return false;
		(void)printf("%s: %" PRIu64 " events\n", run->stores[i].source,
			     run->stores[i].head_sequence);
	}
	return folder_copy(run->folder, run->session->data_dir, &own) && log_restore(run);
}

static int run_restore(struct restoring *run)
{
	if (!stores_check(run))
		return EXIT_USAGE;
	if (argument_flag(&run->session->arguments, "check")) {
		(void)printf("%zu stores are whole\n", run->count);
		return EXIT_DONE;
	}
	if (!locks_take(run) || !all_restore(run))
		return EXIT_NOT_ALLOWED;
	return EXIT_DONE;
}

int restore(struct session *session)
{
	struct restoring run = {
		.session = session,
		.folder = session->arguments.operands[0],
		.restored_at_s = clock_machine_us() / US_A_SECOND,
	};
	int result = EXIT_USAGE;

	for (size_t i = 0; i < STORES_MAX; i++)
		run.locks[i] = -1;
	run.manifest = manifest_read(run.folder, session->arena);
	if (run.manifest != NULL)
		result = run_restore(&run);
	for (size_t i = 0; i < STORES_MAX; i++) {
		if (run.locks[i] >= 0)
			(void)close(run.locks[i]); /* gives the lock back */
	}
	json_decref(run.manifest);
	return result;
}
