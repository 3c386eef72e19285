/* backup.c - a copy of every store, of the files and keys beside it, and of the published log
 *
 * Each daemon copies its own store while it goes on; what lies beside is copied afterwards, so that
 * no store knows of a file that is not in the backup. What an earlier backup in the same folder has
 * already is not copied again; its stores are removed when the new manifest is there.
 */
#include <dirent.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/backup/copying.h"
#include "cli/backup/manifest.h"
#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/folder.h"
#include "common/base/memory.h"

enum { FOLDER_MODE = 0700, US_A_MS = 1000 };

/* One run. */
struct backing_up {
	struct session *session;
	char folder[PATH_MAX]; /* absolute: the daemons write there too */
	int64_t made_at_ms;
	json_t *manifest;
};

static bool begin(struct backing_up *run)
{
	const char *asked = run->session->arguments.operands[0];

	run->made_at_ms = clock_machine_us() / US_A_MS;
	if (folder_create(asked, FOLDER_MODE) == 0 && realpath(asked, run->folder) != NULL)
		return true;
	complain("%s: the folder cannot be made", asked);
	return false;
}

/* The daemon's own copy of its store. An exit_status. */
static int store_back_up(struct backing_up *run, const char *source)
{
	struct arena *arena = run->session->arena;
	const char *file =
		arena_printf(arena, "%s/store-%" PRId64 ".sqlite", source, run->made_at_ms);
	Ocop__Common__V1__BackUpStore command = OCOP__COMMON__V1__BACK_UP_STORE__INIT;
	const ProtobufCMessage *answer;
	int result;

	if (folder_create(arena_printf(arena, "%s/%s", run->folder, source), FOLDER_MODE) != 0) {
		complain("%s/%s: the folder cannot be made", run->folder, source);
		return EXIT_NOT_ALLOWED;
	}
	command.path = arena_printf(arena, "%s/%s", run->folder, file);
	result = peer_command(run->session, source, &command.base,
			      &ocop__common__v1__back_up_store_reply__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	return manifest_add(run->manifest, run->folder, file, (const void *)answer)
		       ? EXIT_DONE
		       : EXIT_NOT_ALLOWED;
}

/* Of a daemon's folder all but the store itself, which only its owner may read. */
static bool lies_beside_store(const char *path)
{
	return strncmp(path, "store.sqlite", strlen("store.sqlite")) != 0 &&
	       strncmp(path, "store-", strlen("store-")) != 0;
}

/* Keys, files of dossiers, forms. */
static bool beside_back_up(const struct backing_up *run, const char *source,
			   struct copying *copying)
{
	struct arena *arena = run->session->arena;

	return folder_copy(arena_printf(arena, "%s/%s", run->session->data_dir, source),
			   arena_printf(arena, "%s/%s", run->folder, source), copying);
}

static bool is_checkpoint(const char *path)
{
	return strcmp(path, "checkpoint") == 0;
}

static bool is_tile(const char *path)
{
	return !is_checkpoint(path);
}

/* The checkpoint first, but under its own name last: its tiles are then all there. */
static bool log_back_up(const struct backing_up *run)
{
	struct arena *arena = run->session->arena;
	const char *own = argument(&run->session->arguments, "log-dir");
	const char *from =
		own != NULL ? own : arena_printf(arena, "%s/log", run->session->data_dir);
	const char *to = arena_printf(arena, "%s/log", run->folder);
	const char *kept = arena_printf(arena, "%s/checkpoint.read", to);
	struct copying tiles = {.wanted = is_tile, .replaces = true};

	if (access(arena_printf(arena, "%s/checkpoint", from), F_OK) != 0)
		return true; /* no register here, or not yet */
	return file_copy(arena_printf(arena, "%s/checkpoint", from), kept) &&
	       folder_copy(from, to, &tiles) &&
	       file_copy(kept, arena_printf(arena, "%s/checkpoint", to)) && unlink(kept) == 0;
}

/* Stores of earlier backups: the new manifest does not name them. */
static void earlier_remove(const struct backing_up *run, const char *source)
{
	struct arena *arena = run->session->arena;
	const char *now = arena_printf(arena, "store-%" PRId64 ".sqlite", run->made_at_ms);
	DIR *listed = opendir(arena_printf(arena, "%s/%s", run->folder, source));
	struct dirent *entry;

	while (listed != NULL && (entry = readdir(listed)) != NULL) {
		if (strncmp(entry->d_name, "store-", strlen("store-")) == 0 &&
		    strcmp(entry->d_name, now) != 0)
			(void)unlinkat(dirfd(listed), entry->d_name, 0); /* left, it is harmless */
	}
	if (listed != NULL)
		(void)closedir(listed); /* only read */
}

/* Public keys and what else lies in the data folder itself. */
static bool lies_in_folder(const char *path)
{
	return strchr(path, '/') == NULL;
}

static int sources_back_up(struct backing_up *run, const struct source_list *sources,
			   struct copying *beside)
{
	for (size_t i = 0; i < sources->count; i++) {
		int result = store_back_up(run, sources->names[i]);

		if (result != EXIT_DONE)
			return result;
	}
	for (size_t i = 0; i < sources->count; i++) {
		if (!beside_back_up(run, sources->names[i], beside))
			return EXIT_NOT_ALLOWED;
	}
	return EXIT_DONE;
}

static int all_back_up(struct backing_up *run, const struct source_list *sources)
{
	struct copying beside = {.wanted = lies_beside_store, .replaces = true};
	struct copying own = {.wanted = lies_in_folder, .replaces = true};
	int result = sources_back_up(run, sources, &beside);

	if (result != EXIT_DONE)
		return result;
	if (!folder_copy(run->session->data_dir, run->folder, &own) || !log_back_up(run) ||
	    !manifest_write(run->manifest, run->folder))
		return EXIT_NOT_ALLOWED;
	for (size_t i = 0; i < sources->count; i++)
		earlier_remove(run, sources->names[i]);
	if (run->session->json)
		(void)json_dumpf(run->manifest, stdout, JSON_COMPACT | JSON_SORT_KEYS);
	else
		(void)printf("%zu stores; %zu files copied, %zu there already", sources->count,
			     beside.copied + own.copied, beside.kept + own.kept);
	(void)printf("\n");
	return EXIT_DONE;
}

int backup(struct session *session)
{
	struct backing_up run = {.session = session};
	struct source_list sources;
	int result = sources_list(session, &sources);

	if (result != EXIT_DONE)
		return result;
	if (!begin(&run))
		return EXIT_NOT_ALLOWED;
	run.manifest = manifest_begin(session->arena);
	result = all_back_up(&run, &sources);
	json_decref(run.manifest);
	return result;
}
