/* sheet_json.h - scoring sheets as their files say, read with nothing but a JSON parser: what a
 * test expects of two sheets does not come from the code that compares them
 */
#pragma once

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

enum { JSON_CRITERIA_MAX = 128 };

/* Criteria of a sheet in its order. The texts are the JSON's. */
struct json_criterion {
	const char *code;
	const char *key;
	const char *group_key; /* of the group of cases it is a case of; "" for none */
	const json_t *options;
	bool may_be_left_out;
};

struct json_sheet {
	json_t *root;
	struct json_criterion criteria[JSON_CRITERIA_MAX];
	size_t count;
};

static inline const char *json_word(const json_t *object, const char *name)
{
	const char *word = json_string_value(json_object_get(object, name));

	return word ? word : "";
}

static inline void add_json_criteria(struct json_sheet *sheet, const json_t *parent)
{
	bool is_group_of_cases = strcmp(json_word(parent, "select"), "one_of_cases") == 0;
	const json_t *child, *note;
	size_t i, k;

	json_array_foreach(json_object_get(parent, "criteria"), i, child)
	{
		struct json_criterion *criterion = &sheet->criteria[sheet->count];

		if (json_object_get(child, "criteria")) {
			add_json_criteria(sheet, child);
			continue;
		}
		*criterion = (struct json_criterion){
			.code = json_word(child, "code"),
			.key = json_word(child, "key"),
			.group_key = is_group_of_cases ? json_word(parent, "key") : "",
			.options = json_object_get(child, "options"),
		};
		json_array_foreach(json_object_get(child, "notes"), k, note)
			criterion->may_be_left_out |=
			!strcmp(json_word(note, "kind"), "applies_if");
		sheet->count++;
	}
}

/* True when the file of the set was found; its name begins with the number. */
static inline bool open_json_sheet(const char *book, unsigned set_no, struct json_sheet *ret_sheet)
{
	char folder[512], path[1024] = "", prefix[8];
	struct dirent *entry;
	const json_t *part;
	size_t i;
	DIR *files;

	(void)snprintf(folder, sizeof folder, SOURCE_DIR "/deploy/rulebooks/%s/sets", book);
	(void)snprintf(prefix, sizeof prefix, "%02u-", set_no);
	files = opendir(folder);
	while (files && (entry = readdir(files))) {
		if (strncmp(entry->d_name, prefix, 3) == 0)
			(void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
	}
	if (files)
		(void)closedir(files);
	*ret_sheet = (struct json_sheet){.root = *path ? json_load_file(path, 0, NULL) : NULL};
	json_array_foreach(json_object_get(ret_sheet->root, "parts"), i, part)
		add_json_criteria(ret_sheet, part);
	return ret_sheet->root != NULL;
}

static inline void close_json_sheet(struct json_sheet *sheet)
{
	json_decref(sheet->root);
}

static inline const struct json_criterion *json_criterion_like(
	const struct json_sheet *sheet, const struct json_criterion *criterion)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (!strcmp(sheet->criteria[i].key, criterion->key) &&
		    !strcmp(sheet->criteria[i].group_key, criterion->group_key))
			return &sheet->criteria[i];
	}
	return NULL;
}

/* The points that count: as printed or, where the source is blank, inferred. */
static inline json_int_t json_points(const json_t *option)
{
	const json_t *points = json_object_get(option, "points");

	return json_integer_value(json_is_null(points) ? json_object_get(option, "points_inferred")
						       : points);
}

/* What a choice rests on: number, points, mark, case and label of every option. */
static inline bool json_options_are_same(const json_t *a, const json_t *b)
{
	const json_t *option;
	size_t i;

	if (json_array_size(a) != json_array_size(b))
		return false;
	json_array_foreach(a, i, option)
	{
		const json_t *other = json_array_get(b, i);

		if (!json_equal(json_object_get(option, "no"), json_object_get(other, "no")) ||
		    json_points(option) != json_points(other) ||
		    !json_equal(json_object_get(option, "min_star"),
				json_object_get(other, "min_star")) ||
		    strcmp(json_word(option, "case"), json_word(other, "case")) != 0 ||
		    strcmp(json_word(json_object_get(option, "label"), "vi"),
			   json_word(json_object_get(other, "label"), "vi")) != 0)
			return false;
	}
	return true;
}
