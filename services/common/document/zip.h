/* zip.h - many files as one, written as it grows: nothing is held in memory
 *
 * Entries stand in the order of the calls, all with the same time, not compressed: evidence is
 * compressed already. Names are UTF-8 with '/' between folders, and say so (bit 11). Files larger
 * than 4 GiB are fine. An archive keeps its first failure: the calls after it do nothing, and
 * zip_close tells. One archive belongs to one thread; several threads may each write one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zip;

/* Begins an archive in a file that is made or emptied; created_us is the time of every entry. 0 or
 * an ERROR_*. */
int zip_open(const char *path, int64_t created_us, struct zip **ret_zip);

/* Adds an entry from memory, or from a file, which must not change meanwhile. */
void zip_add_bytes(struct zip *zip, const char *name, const void *bytes, size_t size_bytes);
void zip_add_file(struct zip *zip, const char *name, const char *path);

/* True after the first failure: what is still to be added can be left out. */
bool zip_failed(const struct zip *zip);

/* Ends and frees it, also after a failure. 0 or the first ERROR_*. */
int zip_close(struct zip *zip);
