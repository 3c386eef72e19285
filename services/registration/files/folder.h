/* folder.h - folders that are there, and entries that survive a power cut */
#pragma once

/* Makes a folder and those above it, mode 0700; one that is there is fine. 0 or an ERROR_*. */
int folder_create(const char *path);

/* Flushes the folder that holds this path, so that its entry is on disk. 0 or an ERROR_*. */
int folder_flush_of(const char *path);

/* The ERROR_* for what the system said. */
int error_of_errno(int number);
