/* form.h - a form of a signed-in page: its fields, filled in as they were, each with what was
 * refused
 *
 * Works without scripts. A refusal stands beside the field it names, all others above the form. A
 * hidden id makes a form that is sent twice one command; what was taken is answered by a redirect
 * to a page, so that going back and reloading sends nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gateway/pages/account/entries.h"
#include "ocop/common/v1/envelope.pb-c.h"

struct arena;
struct message_faults;
struct page;

/* Names of the form's own fields. */
#define FORM_COMMAND_ID "_commandId"
#define FORM_VERSION    "_version"

/* Why it was not taken. In the request's arena. */
struct form_faults {
	const Ocop__Common__V1__Refusal *const *refusals;
	size_t count;
	int status; /* of the answer */
};

/* A form as it is shown: of a first visit entries and faults are NULL. */
struct form {
	const struct entries *entries;
	const struct form_faults *faults;
	const char *part; /* a word that tells its fields from those of other forms on the page;
			     NULL: it has none of the same names */
};

/* Keeps a reply's refusals beyond the call; one without any is a daemon that cannot be reached. */
const struct form_faults *form_faults_keep(struct arena *arena,
					   const Ocop__Common__V1__Reply *reply);

/* The same of what a message could not be made of, or of one reason. */
const struct form_faults *form_faults_of_message(struct arena *arena,
						 const struct message_faults *faults);
const struct form_faults *form_faults_of(struct arena *arena, Ocop__Common__V1__RefusalCode code,
					 const char *field);

/* 200, or why it was refused: a 401 becomes 403, for a page has no challenge to offer. */
int form_status(const struct form *form);

/* Opens the element with its command id and the refusals that belong to no field. `path` keeps the
 * language. The version is that of what is changed, 0 for none; form_end closes it behind a button.
 */
void form_begin(struct page *page, const struct form *form, const char *path, uint64_t version);
void form_end(struct page *page, const char *vi, const char *en);

/* As form_begin, for one that sends a file, which is its last field. */
void form_begin_file(struct page *page, const struct form *form, const char *path);

/* What a field shows: what was entered, else what is recorded. */
const char *form_value(const struct form *form, const char *name, const char *recorded);

/* True when a choice is to be shown as chosen. */
bool form_chosen(const struct form *form, const char *name, const char *value, bool recorded);

/* How a field of one line looks. Names are literals or in the arena. */
struct form_field {
	const char *name;
	const char *about;   /* the message's field, where that is another name; NULL: `name` */
	const char *vi, *en; /* its label */
	const char *type;    /* of the input; NULL is "text" */
	const char *inputmode, *autocomplete;
	const char *most; /* characters; NULL: any */
	const char *rows; /* of a textarea; NULL: an input */
	bool required;
};

/* Label, field and what was refused of it. */
void form_field(struct page *page, const struct form *form, const struct form_field *field,
		const char *recorded);

/* A choice out of a list that opens: its label, each of what can be chosen, its end with what was
 * refused of it. Only the field's name, what it is about and its label count. */
void form_select_begin(struct page *page, const struct form *form, const struct form_field *field);
void form_option(struct page *page, const struct form *form, const char *name, const char *value,
		 bool recorded, const char *label);
void form_select_end(struct page *page, const struct form *form, const struct form_field *field);

/* One choice of several with the same name: radio where one may be chosen, else checkbox. */
void form_choice(struct page *page, const struct form *form, const char *type, const char *name,
		 const char *value, bool recorded, const char *label);

/* What was refused of a field that is written by hand; nothing for most. */
void form_fault(struct page *page, const struct form *form, const char *name);

/* True when something was refused of it. */
bool form_is_faulty(const struct form *form, const char *name);

/* A field that is not shown. */
void form_hidden(struct page *page, const char *name, const char *value);

/* The command id of what was sent, or a new one for what has none that can be read. */
void form_command_id(const struct entries *entries, uint8_t *ret_command_id);

/* The version that was shown when the form was filled in; 0 for any. */
uint64_t form_version(const struct entries *entries);
