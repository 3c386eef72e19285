/* log.c - one line an event, key=value, on standard error */
#include "common/base/log.h"

#include <assert.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/base/clock.h"

enum {
	LINE_SIZE_BYTES = 2048, /* under PIPE_BUF: a line is written whole */
	SOURCE_SIZE_BYTES = 64
};

/* A registry of the process: set before the threads start. */
static char log_source[SOURCE_SIZE_BYTES] = "ocop";
static _Atomic int log_least = LOG_INFO;

static const char *level_name(enum log_level level)
{
	switch (level) {
	case LOG_ERROR:
		return "error";
	case LOG_WARNING:
		return "warning";
	case LOG_INFO:
		return "info";
	case LOG_DEBUG:
		return "debug";
	}
	return "unknown";
}

enum log_level log_level_of(const char *word)
{
	static const enum log_level levels[] = {LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG};

	for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++) {
		if (strcmp(level_name(levels[i]), word) == 0)
			return levels[i];
	}
	return LOG_INFO;
}

void log_open(const char *source, enum log_level level)
{
	size_t length = strnlen(source, SOURCE_SIZE_BYTES - 1);

	memcpy(log_source, source, length);
	log_source[length] = '\0';
	atomic_store(&log_least, (int)level);
}

/* Appends printf's text and returns the new length; what does not fit is cut. */
static size_t append(char *line, size_t length, const char *format, va_list arguments)
{
	size_t room = LINE_SIZE_BYTES - 1 - length; /* one byte is the newline's */
	int written = vsnprintf(line + length, room, format, arguments);

	assert(written >= 0 && "a format that printf can read");
	return (size_t)written < room ? length + (size_t)written : length + room - 1;
}

__attribute__((format(printf, 3, 4))) static size_t append_text(char *line, size_t length,
								const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	length = append(line, length, format, arguments);
	va_end(arguments);
	return length;
}

static size_t append_time(char *line, size_t length)
{
	int64_t now_us = clock_machine_us();
	time_t seconds = (time_t)(now_us / 1000000);
	struct tm utc;
	char text[32];

	gmtime_r(&seconds, &utc);
	size_t written = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &utc);
	assert(written > 0 && "room for a time");
	(void)written; /* assert is on in every build */
	return append_text(line, length, "time=%s.%06dZ", text, (int)(now_us % 1000000));
}

void log_write(enum log_level level, const char *event, const char *format, ...)
{
	char line[LINE_SIZE_BYTES];
	va_list arguments;

	if ((int)level > atomic_load(&log_least))
		return;
	size_t length = append_time(line, 0);
	length = append_text(line, length, " level=%s source=%s event=%s ", level_name(level),
			     log_source, event);
	va_start(arguments, format);
	length = append(line, length, format, arguments);
	va_end(arguments);

	/* A value that was not quoted must not begin a line of its own. */
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)line[i] < ' ')
			line[i] = ' ';
	}
	line[length++] = '\n';
	/* When standard error is gone there is nobody to tell. */
	ssize_t written = write(STDERR_FILENO, line, length);
	(void)written;
}

const char *log_quote(const char *value, char *buffer, size_t size_bytes)
{
	size_t length = 0;

	assert(size_bytes >= 8 && "room for the quotes and one escape");
	buffer[length++] = '"';
	for (const char *c = value ? value : ""; *c && length + 6 < size_bytes; c++) {
		if (*c == '"' || *c == '\\')
			buffer[length++] = '\\';
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			length += (size_t)snprintf(buffer + length, 5, "\\x%02x",
						   (unsigned)(unsigned char)*c);
		else
			buffer[length++] = *c;
	}
	buffer[length++] = '"';
	buffer[length] = '\0';
	return buffer;
}
