/* visit.h - one visit to a page of forms: who asks, what was sent, what was refused of it
 *
 * A page that has more than one form tells them by their verbs. What was taken leads back to the
 * page by a redirect; what was refused shows the page again, with what was entered in its form.
 */
#pragma once

#include "gateway/pages/account/account.h"

/* Lives in the request's arena; first member of what a page knows besides. */
struct account_visit {
	struct gateway *gateway;
	struct http_request *request;
	const char *key;  /* of the path: what the page is about; "" for what is new */
	const char *verb; /* which form was sent; NULL: none */
	struct entries entries;
	const struct form_faults *faults;           /* NULL: none */
	const Ocop__Identity__V1__Account *account; /* who has signed in; set before `show` */
	const char *back; /* the page that answers what was taken; behind a last "/" comes the id of
			     what is new */
	void (*show)(struct account_visit *visit); /* answers with the page */
	bool many_forms;                           /* with fields of the same names */
};

/* A visit by the path of its row, whose first value is the key. */
struct account_visit *account_visit_create(struct gateway *gateway, struct http_request *request,
					   const struct route_values *values);

/* The same for one that stands in what a page knows besides. */
void account_visit_init(struct account_visit *visit, struct gateway *gateway,
			struct http_request *request, const char *key);

/* Shows the page to whoever has signed in: asks who it is, then `show`. Others are led to the
 * sign-in page before they have typed anything. */
void visit_show(struct account_visit *visit);

/* What a form shows: of the one that was sent what was entered and refused. Where there are many
 * forms, its fields are told from the others' by the verb. */
struct form visit_form(const struct account_visit *visit, const char *verb);

/* Reads the form that was sent; false when the request was answered. */
bool visit_read(struct account_visit *visit, const char *verb);

/* Sends what was read as a command, whose `key_field` is the visit's key (NULL: it has none).
 * Answers the request: with the way back, or the page with what was refused. */
void visit_command(struct account_visit *visit, const ProtobufCMessageDescriptor *descriptor,
		   const char *key_field);

/* A form of the page by the path's last word, and what it commands. */
struct visit_verb {
	const char *verb;
	const ProtobufCMessageDescriptor *message;
};

/* Reads and sends the form that the path's last word names, out of a table that ends with an empty
 * row; a word that is none is no page. */
void visit_do(struct account_visit *visit, const struct visit_verb *verbs, const char *verb,
	      const char *key_field);

/* As visit_command, for who answers for himself. False when on_answer does not come: then the
 * faults are kept. */
bool visit_send(struct account_visit *visit, const ProtobufCMessageDescriptor *descriptor,
		const char *key_field, dispatch_answer_fn *on_answer);
