/* transparency.c - this register's transparency log: its keys, its published files, who publishes
 */
#include "certification/log/transparency.h"

#include <stdio.h>
#include <string.h>

#include "certification/log/comparison.h"
#include "certification/log/published.h"
#include "certification/log/publisher.h"
#include "certification/log/recovery.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/service.h"
#include "common/store/transaction.h"

enum { ALARM_SIZE = 160 };

/* What the settings leave open follows from the instance. */
static char *origin_of(const struct settings *settings)
{
	const char *origin = settings_text(settings, "log_origin");

	if (origin[0] != '\0')
		return memory_strdup(origin);
	return memory_printf("ocop/%s", settings_text(settings, "instance"));
}

static char *folder_of(const struct settings *settings)
{
	const char *folder = settings_text(settings, "log_dir");

	if (folder[0] != '\0')
		return memory_strdup(folder);
	return memory_printf("%s/log", settings_text(settings, "data_dir"));
}

/* A key is made only while nothing is signed by it: one that was lost must be found again. */
static int keys_open(struct transparency *transparency, const struct service *service)
{
	char *origin = origin_of(service_settings(service));
	bool is_new = !published_has_checkpoint(transparency->folder);
	int error = ERROR_SETTING;

	if (log_origin_is_sound(origin))
		error = log_keys_load(service_folder(service), origin, is_new, &transparency->keys);
	else
		log_write(LOG_ERROR, "setting", "name=log_origin value=%s", origin);
	memory_free(origin);
	return error;
}

static int compare(const struct transparency *transparency, struct service *service,
		   struct log_comparison *ret_comparison)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options options = {.arena = arena};
	struct transaction *tx = transaction_begin(store_writer(service_store(service)), &options);
	int error;

	log_compare(tx, transparency->folder, &transparency->keys.log.verifier, ret_comparison);
	error = transaction_error(tx);
	transaction_rollback(tx);
	arena_destroy(arena);
	return error;
}

/* A log begins by saying that it is empty: from then on its folder is never without a checkpoint,
 * and one that has none has been lost. */
static int begin_log(const struct transparency *transparency)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct checkpoint empty = {.size = 0};
	const char *note;
	int error;

	merkle_empty_root(&empty.root);
	note = checkpoint_sign(arena, &transparency->keys.log, &empty);
	error = published_write(transparency->folder, "checkpoint", note, strlen(note));
	arena_destroy(arena);
	return error;
}

/* For `ocop status`, until the daemon is started on another store; the log has the particulars. */
static void alarm_raise(struct service *service, const struct log_comparison *comparison)
{
	unsigned long long published = comparison->published.size, stored = comparison->store_size;
	char alarm[ALARM_SIZE];

	switch (comparison->result) {
	case LOG_GOES_ON:
		return;
	case LOG_IS_BEHIND:
		(void)snprintf(alarm, sizeof(alarm),
			       "register unreconciled: an old store, without the last %llu of %llu "
			       "published leaves, which cannot be taken back; see the log",
			       published - stored, published);
		break;
	case LOG_FORKS:
		(void)snprintf(alarm, sizeof(alarm),
			       "register unreconciled: leaf %llu of the store is not the published "
			       "one; put the right store back",
			       (unsigned long long)comparison->fork_index);
		break;
	case LOG_UNREADABLE:
		(void)snprintf(
			alarm, sizeof(alarm),
			"register unreconciled: the published log cannot be used; see the log");
		break;
	}
	service_set_alarm(service, alarm);
}

/* Compares, and when an older copy of the store was put back takes back what it has forgotten. What
 * cannot be taken back leaves it as it is: closed, and mute. */
static int compare_and_recover(const struct transparency *transparency, struct service *service,
			       void *state, struct log_comparison *ret_comparison)
{
	int error = compare(transparency, service, ret_comparison);

	if (error || ret_comparison->result != LOG_IS_BEHIND ||
	    log_recover(service, state, transparency, ret_comparison) != 0)
		return error;
	return compare(transparency, service, ret_comparison);
}

static int publisher_open(struct transparency *transparency, struct service *service, void *state)
{
	struct publisher_options options = {
		.store = service_store(service),
		.folder = transparency->folder,
		.signer = &transparency->keys.log,
		.pause_ms = settings_number(service_settings(service), "log_pause_ms"),
	};
	struct log_comparison comparison;
	int error = compare_and_recover(transparency, service, state, &comparison);

	if (error)
		return error;
	alarm_raise(service, &comparison);
	if (comparison.result != LOG_GOES_ON)
		return 0; /* what was published is served on */
	if (!comparison.has_checkpoint)
		error = begin_log(transparency);
	if (error)
		return error;
	options.published = comparison.published;
	return publisher_create(&options, &transparency->publisher);
}

int transparency_open(struct service *service, void *state, struct transparency **ret_transparency)
{
	struct transparency *transparency = memory_alloc(sizeof(*transparency));
	int error;

	transparency->folder = folder_of(service_settings(service));
	error = published_open(transparency->folder);
	if (error)
		log_write(LOG_ERROR, "log_dir_unusable", "folder=%s error=\"%s\"",
			  transparency->folder, error_text(error));
	if (!error)
		error = keys_open(transparency, service);
	if (!error)
		error = publisher_open(transparency, service, state);
	if (error) {
		transparency_close(transparency);
		return error;
	}
	*ret_transparency = transparency;
	return 0;
}

void transparency_close(struct transparency *transparency)
{
	if (transparency == NULL)
		return;
	publisher_destroy(transparency->publisher);
	memory_free(transparency->folder);
	memory_free(transparency);
}

bool transparency_is_open(const struct transparency *transparency)
{
	return transparency->publisher != NULL && !publisher_has_stopped(transparency->publisher);
}

bool transparency_has_stopped(const struct transparency *transparency)
{
	return transparency->publisher != NULL && publisher_has_stopped(transparency->publisher);
}

void transparency_wake(const struct transparency *transparency)
{
	if (transparency->publisher != NULL)
		publisher_wake(transparency->publisher);
}

bool transparency_checkpoint(const struct transparency *transparency, struct arena *arena,
			     struct checkpoint *ret_checkpoint, const char **ret_note)
{
	uint8_t *bytes;
	size_t size_bytes;

	if (published_read(transparency->folder, "checkpoint", arena, &bytes, &size_bytes) != 0 ||
	    checkpoint_open((const char *)bytes, size_bytes, &transparency->keys.log.verifier,
			    ret_checkpoint) != NOTE_GENUINE)
		return false;
	if (ret_note != NULL)
		*ret_note = (const char *)bytes;
	return true;
}
