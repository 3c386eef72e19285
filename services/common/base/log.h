/* log.h - one line an event, key=value, on standard error
 *
 * Lines carry time, level, source and what the caller gives: log_write(LOG_INFO, "command",
 * "type=%s outcome=%s", ...). Values with blanks go through log_quote. No personal data, no
 * secrets. May be called from any thread; a line is written whole.
 */
#pragma once

#include <stddef.h>

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* "error", "warning", "info" or "debug"; what is neither is info. */
enum log_level log_level_of(const char *word);

/* Name of this daemon in every line, and the least important level that is written. */
void log_open(const char *source, enum log_level level);

/* Writes a line when its level is important enough; `event` is one word, the format gives
 * key=value. */
void log_write(enum log_level level, const char *event, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Writes the value in double quotes, quotes, backslashes and controls escaped; cut to fit. */
const char *log_quote(const char *value, char *buffer, size_t size_bytes);
