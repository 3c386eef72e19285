/* key_file.h - keys in files of one line: signing keys, public keys, the operator's key
 *
 * Written whole or not at all (whole_file.h); a secret that others may read is not taken.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

enum { KEY_FILE_SIZE_MAX = 256 };

/* Reads a line of text without its newline (size_bytes with the zero). Returns 0, ERROR_NOT_FOUND,
 * ERROR_INPUT_OUTPUT, or ERROR_SETTING for a secret that others on the machine may read. */
int key_file_read_secret(const char *path, char *ret_text, size_t size_bytes);

/* Writes the text and a newline. Returns 0, ERROR_DISK_FULL or ERROR_INPUT_OUTPUT. */
int key_file_write(const char *path, const char *text, mode_t mode);
