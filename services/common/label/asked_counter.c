/* asked_counter.c - what people asked of packs, until the writer takes it */
#include "common/label/asked_counter.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/memory.h"

enum {
	SLOTS = 2 * ASKED_BATCH_MAX, /* half of them stay free: a search ends soon */
	COMMUNE_CODE_SIZE = 6
};

struct slot {
	char key[ASKED_KEY_SIZE]; /* "": free */
	char commune_code[COMMUNE_CODE_SIZE];
	uint32_t asked;
};

struct asked_counter {
	pthread_mutex_t mutex; /* over all below */
	struct slot slots[SLOTS];
	uint32_t count;
	uint32_t others;
	uint64_t batches;
	int64_t pause_us;
	int64_t taken_at_us;
};

struct asked_counter *asked_counter_create(int64_t pause_us)
{
	struct asked_counter *counter = memory_alloc(sizeof(*counter));

	(void)pthread_mutex_init(&counter->mutex, NULL); /* of the default kind: cannot fail */
	counter->pause_us = pause_us;
	return counter;
}

void asked_counter_destroy(struct asked_counter *counter)
{
	if (counter == NULL)
		return;
	(void)pthread_mutex_destroy(&counter->mutex); /* nobody holds it any more */
	memory_free(counter);
}

/* FNV-1a, 32 bits: who asks for keys that meet in one place makes a search 256 steps long, no
 * more. */
static uint32_t hash_of(const char *key, const char *commune_code)
{
	uint32_t hash = 2166136261u;

	for (; *key != '\0'; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619u;
	for (; *commune_code != '\0'; commune_code++)
		hash = (hash ^ (unsigned char)*commune_code) * 16777619u;
	return hash;
}

/* Its slot, or the free one where it belongs. */
static struct slot *slot_find(struct asked_counter *counter, const char *key,
			      const char *commune_code)
{
	size_t at = hash_of(key, commune_code) % SLOTS;

	while (counter->slots[at].key[0] != '\0' &&
	       (strcmp(counter->slots[at].key, key) != 0 ||
		strcmp(counter->slots[at].commune_code, commune_code) != 0))
		at = (at + 1) % SLOTS;
	return &counter->slots[at];
}

static void count_up(uint32_t *count)
{
	if (*count < UINT32_MAX)
		(*count)++;
}

void asked_counter_add(struct asked_counter *counter, const char *key, const char *commune_code)
{
	bool has_commune = strlen(commune_code) == COMMUNE_CODE_SIZE - 1 &&
			   strspn(commune_code, "0123456789") == COMMUNE_CODE_SIZE - 1;
	const char *commune = has_commune ? commune_code : "";
	struct slot *slot;

	assert(*key != '\0' && strlen(key) < ASKED_KEY_SIZE && "keys are made by us");
	(void)pthread_mutex_lock(&counter->mutex); /* of the default kind: cannot fail */
	slot = slot_find(counter, key, commune);
	if (slot->key[0] == '\0' && counter->count == ASKED_BATCH_MAX) {
		count_up(&counter->others);
	} else {
		if (slot->key[0] == '\0') {
			memcpy(slot->key, key, strlen(key) + 1);
			memcpy(slot->commune_code, commune, strlen(commune) + 1);
			counter->count++;
		}
		count_up(&slot->asked);
	}
	(void)pthread_mutex_unlock(&counter->mutex); /* held */
}

/* Copies what is counted and begins anew. */
static void batch_take(struct asked_counter *counter, struct arena *arena,
		       struct asked_batch *batch)
{
	batch->counts = arena_alloc(arena, counter->count * sizeof(*batch->counts));
	for (size_t i = 0; i < SLOTS; i++) {
		const struct slot *slot = &counter->slots[i];

		if (slot->key[0] == '\0')
			continue;
		batch->counts[batch->count++] = (struct asked_count){
			.key = arena_strdup(arena, slot->key),
			.commune_code = arena_strdup(arena, slot->commune_code),
			.asked = slot->asked,
		};
	}
	batch->others = counter->others;
	batch->batch_no = ++counter->batches;
	memset(counter->slots, 0, sizeof(counter->slots));
	counter->count = 0;
	counter->others = 0;
}

bool asked_counter_take(struct asked_counter *counter, int64_t now_us, struct arena *arena,
			struct asked_batch *ret_batch)
{
	bool is_due;

	(void)pthread_mutex_lock(&counter->mutex); /* of the default kind: cannot fail */
	/* Others come only when there is no room for more numbers. */
	is_due = counter->count > 0 && now_us - counter->taken_at_us >= counter->pause_us;
	if (is_due) {
		*ret_batch = (struct asked_batch){0};
		batch_take(counter, arena, ret_batch);
		counter->taken_at_us = now_us;
	}
	(void)pthread_mutex_unlock(&counter->mutex); /* held */
	return is_due;
}
