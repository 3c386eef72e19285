/* settings.c - a table of settings, from defaults, file, environment and command line */
#include "common/settings.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/memory.h"

/* What every daemon takes. */
static const struct setting common_table[] = {
	{"instance", SETTING_TEXT, "thai-nguyen", 1, 32, "name of this authority's installation"},
	{"instance_kind", SETTING_TEXT, "production", 1, 16,
	 "production, demo or test; the last two have a clock that can be moved"},
	{"data_dir", SETTING_TEXT, "var/data", 1, 256, "folder of the stores"},
	{"run_dir", SETTING_TEXT, "var/run", 1, 60, "folder of the sockets, mode 0700"},
	{"peers_dir", SETTING_TEXT, "", 0, 60,
	 "folder of the sockets of those it follows; default run_dir"},
	{"shard", SETTING_TEXT, "", 0, 8, "name of this shard, for services that have them"},
	{"rulebooks_dir", SETTING_TEXT, "deploy/rulebooks", 1, 256, "folder of the rule books"},
	{"access_token_key", SETTING_TEXT, "", 0, 256,
	 "file with identity's public key; default <data_dir>/access-token.pub"},
	{"log_level", SETTING_TEXT, "info", 4, 8, "error, warning, info or debug"},
	{"readers", SETTING_NUMBER, "2", 1, 16, "threads that answer queries"},
	{"workers", SETTING_NUMBER, "2", 1, 16, "threads for hashing and files"},
	{"group_commands", SETTING_NUMBER, "256", 1, 4096, "most commands in one commit"},
	{"group_window_us", SETTING_NUMBER, "5000", 100, 100000,
	 "longest time a group of commands is gathered, microseconds"},
	{0},
};

struct value {
	const struct setting *setting;
	char *text;
	int64_t number;
};

struct settings {
	const char *service;
	struct value *values;
	size_t count;
	int error; /* the first, while a file is read */
};

/* Options are usually written with hyphens: --data-dir is data_dir. */
static bool is_name(const char *name, const char *asked)
{
	for (; *name && (*name == *asked || (*name == '_' && *asked == '-')); name++)
		asked++;
	return !*name && !*asked;
}

static struct value *value_find(const struct settings *settings, const char *name)
{
	for (size_t i = 0; i < settings->count; i++) {
		if (is_name(settings->values[i].setting->name, name))
			return &settings->values[i];
	}
	return NULL;
}

static int complain(const char *name, const char *what)
{
	(void)fprintf(stderr, "setting %s: %s\n", name, what); /* nowhere left to say it */
	return ERROR_SETTING;
}

static int value_set_number(struct value *value, const char *text)
{
	char *end;

	errno = 0;
	value->number = strtoll(text, &end, 10);
	if (errno || end == text || *end)
		return complain(value->setting->name, "is not a whole number");
	if (value->number < value->setting->least || value->number > value->setting->most)
		return complain(value->setting->name, "is out of bounds");
	return 0;
}

static int value_set(struct settings *settings, const char *name, const char *text)
{
	struct value *value = value_find(settings, name);
	int error = 0;

	if (!value)
		return complain(name, "is not known");
	switch (value->setting->type) {
	case SETTING_NUMBER:
		error = value_set_number(value, text);
		break;
	case SETTING_FLAG:
		value->number = !strcmp(text, "true");
		if (strcmp(text, "true") && strcmp(text, "false"))
			error = complain(name, "is neither true nor false");
		break;
	case SETTING_TEXT:
		if ((int64_t)strlen(text) < value->setting->least ||
		    (int64_t)strlen(text) > value->setting->most)
			error = complain(name, "has a length out of bounds");
		break;
	}
	if (error)
		return error;
	memory_free(value->text);
	value->text = memory_strdup(text);
	return 0;
}

static void table_add(struct settings *settings, const struct setting *table)
{
	size_t count = 0;

	while (table && table[count].name)
		count++;
	settings->values = memory_realloc(settings->values,
					  (settings->count + count + 1) * sizeof(struct value));
	for (size_t i = 0; i < count; i++)
		settings->values[settings->count++] = (struct value){.setting = &table[i]};
}

static int defaults_set(struct settings *settings)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = settings->values[i].setting;
		int error = setting->fallback
				    ? value_set(settings, setting->name, setting->fallback)
				    : 0;

		if (error)
			return error;
	}
	return 0;
}

/* Sections other than [instance] and the service's own belong to other daemons. */
static int file_line(void *context, const char *section, const char *name, const char *text)
{
	struct settings *settings = context;

	if (strcmp(section, "instance") && strcmp(section, settings->service))
		return 1;
	if (!settings->error)
		settings->error = value_set(settings, name, text);
	return !settings->error;
}

static int file_read(struct settings *settings, const char *path)
{
	int line = ini_parse(path, file_line, settings);

	if (settings->error)
		return settings->error;
	return line ? complain(path, "cannot be read") : 0;
}

/* OCOP_DATA_DIR for data_dir. */
static int environment_read(struct settings *settings)
{
	for (size_t i = 0; i < settings->count; i++) {
		char *variable = memory_printf("OCOP_%s", settings->values[i].setting->name);
		const char *text;
		int error = 0;

		for (char *c = variable; *c; c++)
			*c = (char)toupper((unsigned char)*c);
		text = getenv(variable);
		if (text)
			error = value_set(settings, settings->values[i].setting->name, text);
		memory_free(variable);
		if (error)
			return error;
	}
	return 0;
}

static void help_print(const struct settings *settings)
{
	printf("ocop-%s [--settings FILE] [--NAME VALUE]...\n\n", settings->service);
	for (size_t i = 0; i < settings->count; i++) {
		const struct setting *setting = settings->values[i].setting;

		printf("  --%-22s %s (default: %s)\n", setting->name, setting->help,
		       setting->fallback ? setting->fallback : "must be given");
	}
}

static int options_read(struct settings *settings, int argc, char **argv)
{
	for (int i = 1; i < argc; i += 2) {
		int error;

		if (!strcmp(argv[i], "--help")) {
			help_print(settings);
			exit(0);
		}
		if (strncmp(argv[i], "--", 2) || i + 1 >= argc)
			return complain(argv[i], "is not an option with a value");
		if (!strcmp(argv[i], "--settings"))
			continue;
		error = value_set(settings, argv[i] + 2, argv[i + 1]);
		if (error)
			return error;
	}
	return 0;
}

/* The file named on the command line comes before the environment, single options after it. */
static int file_option_read(struct settings *settings, int argc, char **argv)
{
	for (int i = 1; i + 1 < argc; i += 2) {
		if (!strcmp(argv[i], "--settings"))
			return file_read(settings, argv[i + 1]);
	}
	return 0;
}

static int all_given(const struct settings *settings)
{
	for (size_t i = 0; i < settings->count; i++) {
		if (!settings->values[i].text)
			return complain(settings->values[i].setting->name, "must be given");
	}
	return 0;
}

int settings_read(const char *service, const struct setting *table, int argc, char **argv,
		  struct settings **ret_settings)
{
	struct settings *settings = memory_alloc(sizeof(*settings));
	int result;

	settings->service = service;
	table_add(settings, common_table);
	table_add(settings, table);
	result = defaults_set(settings);
	if (!result)
		result = file_option_read(settings, argc, argv);
	if (!result)
		result = environment_read(settings);
	if (!result)
		result = options_read(settings, argc, argv);
	if (!result)
		result = all_given(settings);
	if (result) {
		settings_destroy(settings);
		return result;
	}
	*ret_settings = settings;
	return 0;
}

void settings_destroy(struct settings *settings)
{
	if (!settings)
		return;
	for (size_t i = 0; i < settings->count; i++)
		memory_free(settings->values[i].text);
	memory_free(settings->values);
	memory_free(settings);
}

static const struct value *value_of(const struct settings *settings, const char *name)
{
	const struct value *value = value_find(settings, name);

	assert(value && "the setting is in a table");
	return value;
}

const char *settings_text(const struct settings *settings, const char *name)
{
	return value_of(settings, name)->text;
}

int64_t settings_number(const struct settings *settings, const char *name)
{
	return value_of(settings, name)->number;
}

bool settings_flag(const struct settings *settings, const char *name)
{
	return value_of(settings, name)->number != 0;
}
