/* arena.h - memory that is given back all at once, and has an end
 *
 * What belongs to one command, query or event lives in its arena. The limit is what stops a small
 * message from unpacking into a large one (protobuf: 1 MiB of empty submessages asks for 56 MiB).
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Most that one command, query or event may unpack to and build: 16 MiB is sixteen times the
 * largest frame. */
enum { ARENA_LIMIT_BYTES = 16 * 1024 * 1024 };

/* Begins with nothing allocated. */
struct arena *arena_create(size_t limit_bytes);

/* Frees it and everything in it. NULL is fine. */
void arena_destroy(struct arena *arena);

/* Forgets all of it and keeps the first block for the next user. */
void arena_reset(struct arena *arena);

/* Zeroed memory until arena_reset or arena_destroy. Never NULL: over the limit the daemon ends,
 * because our own code has run away; bytes from outside go through arena_allocator. */
void *arena_alloc(struct arena *arena, size_t size_bytes);

/* Copies, and texts as printf makes them, in the arena; all as arena_alloc. */
char *arena_strdup(struct arena *arena, const char *text);
void *arena_copy(struct arena *arena, const void *bytes, size_t size_bytes);
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* For protobuf's unpack: returns NULL over half the limit, so the unpack fails; the other half is
 * for what answers it. Its free does nothing. Valid as long as the arena. */
ProtobufCAllocator *arena_allocator(struct arena *arena);
