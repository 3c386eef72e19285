/* bulk_check.h - "/kiem-tra": a shop's list, line by line, as a table or a file
 *
 *	lines -> market: what each names -> certification: what those are worth -> table or CSV
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

struct gateway;
struct http_request;
struct look;

enum {
	BULK_LINES_MAX = 1000,
	/* One more is sent on, for the market to refuse: no list is cut in silence. */
	BULK_LINES_READ_MAX = BULK_LINES_MAX + 1
};

/* A list while it is checked; in the request's arena. */
struct bulk_check {
	struct gateway *gateway;
	struct http_request *request;
	const char *text; /* as it was typed, to be shown again */
	char *lines[BULK_LINES_READ_MAX];
	size_t line_count;
	bool wants_file;
	const Ocop__Market__V1__CheckLabelsReply *named;
	/* One a line: what certification said of its number; NULL where it was not asked. */
	const Ocop__Certification__V1__VerifiedNumber *worth[BULK_LINES_READ_MAX];
	int64_t as_of_us; /* certification's; 0 when it was not asked */
};

/* Lines of a text or of a CSV file: the first field of each, without what is empty and without a
 * heading. */
void bulk_lines_read(struct bulk_check *check, const char *text);

/* Answers with the form, and a fault above it unless `fault` is NULL. */
void bulk_form_respond(struct gateway *gateway, struct http_request *request, const char *text,
		       const char *fault, int status);

/* Answers with what each line is worth. */
void bulk_table_respond(const struct bulk_check *check);
void bulk_file_respond(const struct bulk_check *check);
