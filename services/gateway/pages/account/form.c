/* form.c - a form of a signed-in page: its fields, filled in as they were, each with what was
 * refused
 */
#include "gateway/pages/account/form.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "common/refusal.h"
#include "gateway/pages/layout.h"

/* --- what was refused */

static const struct form_faults *faults_create(struct arena *arena,
					       const Ocop__Common__V1__Refusal **refusals,
					       size_t count)
{
	struct form_faults *faults = arena_alloc(arena, sizeof(*faults));

	faults->refusals = refusals;
	faults->count = count;
	faults->status = refusal_text(refusals[0]->code)->http_status;
	return faults;
}

static Ocop__Common__V1__Refusal *refusal_keep(struct arena *arena,
					       Ocop__Common__V1__RefusalCode code,
					       const char *field)
{
	Ocop__Common__V1__Refusal *refusal = arena_alloc(arena, sizeof(*refusal));

	ocop__common__v1__refusal__init(refusal);
	refusal->code = code;
	refusal->field = json_path(arena, field ? field : "");
	return refusal;
}

const struct form_faults *form_faults_of(struct arena *arena, Ocop__Common__V1__RefusalCode code,
					 const char *field)
{
	const Ocop__Common__V1__Refusal **refusals = arena_alloc(arena, sizeof(*refusals));

	refusals[0] = refusal_keep(arena, code, field);
	return faults_create(arena, refusals, 1);
}

const struct form_faults *form_faults_keep(struct arena *arena,
					   const Ocop__Common__V1__Reply *reply)
{
	const Ocop__Common__V1__Refusal **refusals;

	if (reply->n_refusals == 0)
		return form_faults_of(arena, REFUSAL(DAEMON_UNREACHABLE), NULL);
	refusals = arena_alloc(arena, reply->n_refusals * sizeof(*refusals));
	for (size_t i = 0; i < reply->n_refusals; i++)
		refusals[i] =
			refusal_keep(arena, reply->refusals[i]->code, reply->refusals[i]->field);
	return faults_create(arena, refusals, reply->n_refusals);
}

const struct form_faults *form_faults_of_message(struct arena *arena,
						 const struct message_faults *faults)
{
	const Ocop__Common__V1__Refusal **refusals =
		arena_alloc(arena, faults->count * sizeof(*refusals));

	for (size_t i = 0; i < faults->count; i++)
		refusals[i] = refusal_keep(arena, faults->items[i].code, faults->items[i].field);
	return faults_create(arena, refusals, faults->count);
}

int form_status(const struct form *form)
{
	if (!form->faults)
		return 200;
	return form->faults->status == 401 ? 403 : form->faults->status;
}

/* A list's refusal may name one of its values: "season_months[3]". */
static bool is_about(const Ocop__Common__V1__Refusal *refusal, const char *name)
{
	size_t length = strlen(name);

	return strncmp(refusal->field, name, length) == 0 &&
	       (refusal->field[length] == '\0' ||
		(refusal->field[length] == '[' && !strchr(refusal->field + length, '.')));
}

static const char *words_of(const struct page *page, const Ocop__Common__V1__Refusal *refusal)
{
	const struct refusal_text *text = refusal_text(refusal->code);

	return page_says(page, text->vi, text->en);
}

bool form_is_faulty(const struct form *form, const char *name)
{
	for (size_t i = 0; form->faults && i < form->faults->count; i++) {
		if (is_about(form->faults->refusals[i], name))
			return true;
	}
	return false;
}

static const char *field_id(const struct page *page, const struct form *form, const char *name)
{
	return form->part ? arena_printf(page->arena, "%s-%s", form->part, name) : name;
}

static const char *fault_id(const struct page *page, const struct form *form, const char *name)
{
	return arena_printf(page->arena, "fault-%s", field_id(page, form, name));
}

void form_fault(struct page *page, const struct form *form, const char *name)
{
	if (!form_is_faulty(form, name))
		return;
	html_open(&page->html, "p", "class", "fault", "id", fault_id(page, form, name), HTML_END);
	for (size_t i = 0; i < form->faults->count; i++) {
		if (is_about(form->faults->refusals[i], name)) {
			html_text(&page->html, words_of(page, form->faults->refusals[i]));
			break;
		}
	}
	html_close(&page->html, "p");
}

/* Beside a field stands what names one that was sent. */
static bool has_field(const struct form *form, const Ocop__Common__V1__Refusal *refusal)
{
	for (size_t i = 0; form->entries && i < form->entries->count; i++) {
		if (is_about(refusal, form->entries->items[i].name))
			return true;
	}
	return false;
}

static void write_faults(struct page *page, const struct form *form)
{
	struct html *html = &page->html;

	if (!form->faults)
		return;
	html_open(html, "div", "class", "faults", "role", "alert", HTML_END);
	page_element(page, "h2", NULL, "Chưa xong", "Not done yet");
	html_open(html, "ul", HTML_END);
	for (size_t i = 0; i < form->faults->count; i++) {
		if (!has_field(form, form->faults->refusals[i]))
			html_element(html, "li", NULL, words_of(page, form->faults->refusals[i]));
	}
	html_close(html, "ul");
	page_element(page, "p", "hint", "Những gì bạn đã nhập vẫn còn bên dưới.",
		     "What you have entered is still below.");
	html_close(html, "div");
}

/* --- the element */

void form_hidden(struct page *page, const char *name, const char *value)
{
	html_void(&page->html, "input", "type", "hidden", "name", name, "value", value, HTML_END);
}

void form_command_id(const struct entries *entries, uint8_t *ret_command_id)
{
	const char *entered = entries_value(entries, FORM_COMMAND_ID);

	if (!entered || !command_id_parse(entered, ret_command_id))
		command_id_create(clock_machine_us(), ret_command_id);
}

uint64_t form_version(const struct entries *entries)
{
	const char *entered = entries_value(entries, FORM_VERSION);

	return entered ? strtoull(entered, NULL, 10) : 0;
}

/* A new one for each form that is asked for; the same while it is mended, for a refusal is not
 * remembered. What was taken or is too old needs another. */
static void write_command_id(struct page *page, const struct form *form)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	char text[COMMAND_ID_TEXT_SIZE];
	bool spent = false;

	for (size_t i = 0; form->faults && i < form->faults->count; i++) {
		Ocop__Common__V1__RefusalCode code = form->faults->refusals[i]->code;

		spent |= code == REFUSAL(COMMAND_ID_REUSED) || code == REFUSAL(COMMAND_ID_TOO_OLD);
	}
	if (form->entries && !spent)
		form_command_id(form->entries, id);
	else
		command_id_create(clock_machine_us(), id);
	command_id_print(id, text);
	form_hidden(page, FORM_COMMAND_ID, text);
}

static void begin(struct page *page, const struct form *form, const char *path,
		  const char *encoding)
{
	write_faults(page, form);
	html_open(&page->html, "form", "class", "report account", "action", page_link(page, path),
		  "method", "post", "enctype", encoding, HTML_END);
	write_command_id(page, form);
}

void form_begin(struct page *page, const struct form *form, const char *path, uint64_t version)
{
	begin(page, form, path, NULL);
	if (version > 0)
		form_hidden(page, FORM_VERSION,
			    arena_printf(page->arena, "%llu", (unsigned long long)version));
}

void form_begin_file(struct page *page, const struct form *form, const char *path)
{
	begin(page, form, path, "multipart/form-data");
}

void form_end(struct page *page, const char *vi, const char *en)
{
	html_open(&page->html, "button", "class", "button", "type", "submit", HTML_END);
	html_text(&page->html, page_says(page, vi, en));
	html_close(&page->html, "button");
	html_close(&page->html, "form");
}

/* --- fields */

const char *form_value(const struct form *form, const char *name, const char *recorded)
{
	const char *entered = form->entries ? entries_value(form->entries, name) : NULL;

	return entered ? entered : recorded;
}

bool form_chosen(const struct form *form, const char *name, const char *value, bool recorded)
{
	return form->entries ? entries_have(form->entries, name, value) : recorded;
}

/* A field while it is written. */
struct written {
	const char *id, *about;
	const char *faults; /* id of what was refused; NULL: nothing */
};

static struct written written_of(const struct page *page, const struct form *form,
				 const struct form_field *field)
{
	struct written written = {
		.id = field_id(page, form, field->name),
		.about = field->about ? field->about : field->name,
	};

	if (form_is_faulty(form, written.about))
		written.faults = fault_id(page, form, written.about);
	return written;
}

static void write_label(struct page *page, const struct written *written,
			const struct form_field *field)
{
	html_open(&page->html, "label", "for", written->id, HTML_END);
	html_text(&page->html, page_says(page, field->vi, field->en));
	html_close(&page->html, "label");
}

static void write_area(struct page *page, const struct form_field *field,
		       const struct written *written, const char *value)
{
	html_open(&page->html, "textarea", "id", written->id, "name", field->name, "rows",
		  field->rows, "maxlength", field->most, "aria-invalid",
		  written->faults ? "true" : NULL, "aria-describedby", written->faults, HTML_END);
	/* A line end at the very beginning is not the text's (WHATWG HTML, 13.1.2.5). */
	html_text(&page->html, "\n");
	html_text(&page->html, value);
	html_close(&page->html, "textarea");
}

void form_field(struct page *page, const struct form *form, const struct form_field *field,
		const char *recorded)
{
	const struct written written = written_of(page, form, field);
	const char *value = form_value(form, field->name, recorded);

	write_label(page, &written, field);
	if (field->rows)
		write_area(page, field, &written, value);
	else
		html_void(&page->html, "input", "type", field->type ? field->type : "text", "id",
			  written.id, "name", field->name, "value", value, "inputmode",
			  field->inputmode, "autocomplete", field->autocomplete, "maxlength",
			  field->most, "required", field->required ? "" : NULL, "aria-invalid",
			  written.faults ? "true" : NULL, "aria-describedby", written.faults,
			  HTML_END);
	form_fault(page, form, written.about);
}

void form_select_begin(struct page *page, const struct form *form, const struct form_field *field)
{
	const struct written written = written_of(page, form, field);

	write_label(page, &written, field);
	html_open(&page->html, "select", "id", written.id, "name", field->name, "aria-invalid",
		  written.faults ? "true" : NULL, "aria-describedby", written.faults, HTML_END);
}

void form_option(struct page *page, const struct form *form, const char *name, const char *value,
		 bool recorded, const char *label)
{
	bool chosen = form_chosen(form, name, value, recorded);

	html_open(&page->html, "option", "value", value, "selected", chosen ? "" : NULL, HTML_END);
	html_text(&page->html, label);
	html_close(&page->html, "option");
}

void form_select_end(struct page *page, const struct form *form, const struct form_field *field)
{
	html_close(&page->html, "select");
	form_fault(page, form, field->about ? field->about : field->name);
}

void form_choice(struct page *page, const struct form *form, const char *type, const char *name,
		 const char *value, bool recorded, const char *label)
{
	bool chosen = form_chosen(form, name, value, recorded);

	html_open(&page->html, "label", "class", "choice", HTML_END);
	html_void(&page->html, "input", "type", type, "name", name, "value", value, "checked",
		  chosen ? "" : NULL, HTML_END);
	html_element(&page->html, "span", NULL, label);
	html_close(&page->html, "label");
}
