/* folder.h - folders that are there, and entries that survive a power cut */
#pragma once

#include <sys/types.h>

/* Makes a folder and those above it, where they are not there yet, and flushes what it made. 0 or
 * an ERROR_*. */
int folder_create(const char *path, mode_t mode);

/* Flushes the folder that holds this path, so that its entry is on disk. 0 or an ERROR_*. */
int folder_flush_of(const char *path);

/* The ERROR_* for what the system said. */
int error_of_errno(int number);
