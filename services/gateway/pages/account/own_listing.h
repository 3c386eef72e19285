/* own_listing.h - one of the caller's listings on its page "/cua-toi/{listing_id}": what is shown,
 * and shown again when something was refused
 */
#pragma once

#include "gateway/pages/account/account.h"
#include "gateway/pages/layout.h"
#include "ocop/market/v1/types.pb-c.h"

/* The forms of the page; what was refused belongs to one of them. */
enum own_form { FORM_NONE, FORM_WORDS, FORM_POTENTIAL, FORM_PHOTOS };

/* A visit of the page; lives in the request's arena. */
struct own_listing {
	struct gateway *gateway;
	struct http_request *request;
	const char *listing_id; /* of the path */
	struct entries entries; /* of the form that was sent */
	enum own_form sent;
	const struct form_faults *faults; /* NULL: none */
};

/* Begins a visit by the path of its row. */
struct own_listing *own_listing_create(struct gateway *gateway, struct http_request *request,
				       const struct route_values *values);

/* Answers with the page: the listing is asked anew. */
void own_listing_show(struct own_listing *visit);

/* Answers a form: back to the page when it was taken, else the page with the reasons. */
void own_listing_done(struct own_listing *visit, bool taken,
		      const Ocop__Common__V1__Reply *refusal);

/* The form as it is to be shown: with what was sent, where that was it. */
struct form own_listing_form(const struct own_listing *visit, enum own_form which);

/* Reads the form that was sent into the message of its command and sends it; the path says which
 * listing, in this field. */
void own_listing_send(struct own_listing *visit, enum own_form which,
		      const ProtobufCMessageDescriptor *descriptor, const char *id_field);

/* --- own_photos.c: photos, each with its way up and out, and one more */
void own_photos_write(struct page *page, const struct own_listing *visit,
		      const Ocop__Market__V1__Listing *listing);

/* --- own_words.c: story, prices, season */
void own_words_write(struct page *page, const struct form *form,
		     const Ocop__Market__V1__Listing *listing);
