/* settings.h - what an installation sets: a table, from file, environment and command line
 *
 * Later wins: default, file (`--settings FILE`, INI, section of the service's name or [instance]),
 * environment (OCOP_ and the name in capitals), option (--name value). An unknown name, a missing
 * value and one out of bounds stop the daemon with a sentence that names it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum setting_type { SETTING_TEXT, SETTING_NUMBER, SETTING_FLAG };

/* A row; a table ends with an empty one. */
struct setting {
	const char *name; /* with its unit: "group_window_us" */
	enum setting_type type;
	const char *fallback; /* the default as text; NULL: must be given */
	int64_t least, most;  /* bounds of a number, and of a text's length in bytes */
	const char *help;
};

struct settings;

/* Reads argv over the common table and the service's. Prints --help. Returns 0 or ERROR_SETTING,
 * having said why on standard error. */
int settings_read(const char *service, const struct setting *table, int argc, char **argv,
		  struct settings **ret_settings);
void settings_destroy(struct settings *settings);

/* Values by name; asserts that the name is in a table. Text is valid as long as the settings. */
const char *settings_text(const struct settings *settings, const char *name);
int64_t settings_number(const struct settings *settings, const char *name);
bool settings_flag(const struct settings *settings, const char *name);
