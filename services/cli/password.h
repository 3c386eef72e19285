/* password.h - a password that is typed unseen or comes from a file
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { PASSWORD_SIZE = 256 };

/* The first line of the file ("-": standard input); without a file it is asked for at the terminal,
 * where it is not shown. PASSWORD_SIZE bytes. False having said why. */
bool password_read(const char *path, char *ret_password);
