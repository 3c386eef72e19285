/* product_data.c - a product as linked data: schema.org Product with Offer and Certification */
#include "gateway/pages/machines/product_data.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/machines/offer_data.h"

#define SCHEMA      "https://schema.org/"
#define BADGE(name) OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_##name

enum { STARS_MAX = 5, MICRODEGREES_A_DEGREE = 1000000 };

/* Leaves out what is not known: an empty text would claim that it is empty. */
static void set_text(json_t *data, const char *name, const char *text)
{
	if (*text)
		(void)json_object_set_new(data, name, json_string(text));
}

static const char *microdegrees_text(const struct page *page, int32_t microdegrees)
{
	int32_t size = abs(microdegrees);

	return arena_printf(page->arena, "%s%d.%06d", microdegrees < 0 ? "-" : "",
			    size / MICRODEGREES_A_DEGREE, size % MICRODEGREES_A_DEGREE);
}

static json_t *address_data(const Ocop__Market__V1__Listing *listing)
{
	json_t *address = json_pack("{s:s, s:s}", "@type", "PostalAddress", "addressCountry", "VN");

	set_text(address, "addressRegion", listing->province_name);
	set_text(address, "addressLocality", listing->commune_name);
	return address;
}

/* Where it is made: the commune, which is as near as the register knows. */
static json_t *place_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	json_t *place = json_pack("{s:s, s:o}", "@type", "Place", "address", address_data(listing));
	int32_t latitude = listing->commune_latitude_microdegrees;
	int32_t longitude = listing->commune_longitude_microdegrees;

	set_text(place, "name", page_place(page, listing));
	if (latitude != 0 || longitude != 0)
		(void)json_object_set_new(place, "geo",
					  json_pack("{s:s, s:s, s:s}", "@type", "GeoCoordinates",
						    "latitude", microdegrees_text(page, latitude),
						    "longitude",
						    microdegrees_text(page, longitude)));
	return place;
}

static json_t *producer_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	return json_pack("{s:s, s:s, s:o, s:o}", "@type", "Organization", "name",
			 listing->producer_name, "address", address_data(listing), "location",
			 place_data(page, listing));
}

/* Who answers for a certificate today: what districts and merged provinces issued is the present
 * province's. */
static json_t *issuer_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *full = listing->province_full_name;
	const char *name = "Bộ Nông nghiệp và Môi trường";

	if (listing->stars_on_record < STARS_MAX)
		name = arena_printf(page->arena, "Ủy ban nhân dân %.*s%s", *full ? 1 : 0, "t",
				    *full ? full + 1 : "cấp tỉnh");
	return json_pack("{s:s, s:s}", "@type", "GovernmentOrganization", "name", name);
}

static json_t *rating_data(uint32_t stars)
{
	return json_pack("{s:s, s:i, s:i, s:i}", "@type", "Rating", "ratingValue", (int)stars,
			 "bestRating", STARS_MAX, "worstRating", 1);
}

static const char *status_of(Ocop__Market__V1__BadgeState badge)
{
	if (badge == BADGE(VALID))
		return SCHEMA "CertificationActive";
	return badge == BADGE(NOT_VERIFIED) ? "" : SCHEMA "CertificationInactive";
}

static json_t *certification_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	bool is_verified = listing->badge != BADGE(NOT_VERIFIED);
	uint32_t stars = is_verified ? listing->stars_on_record : 0;
	const char *name = stars ? arena_printf(page->arena, "OCOP %u sao", stars) : "OCOP";
	json_t *data =
		json_pack("{s:s, s:s, s:s}", "@type", "Certification", "name", name, "url",
			  arena_printf(page->arena, "%s/verify/%s", page_origin(page),
				       percent_encode(page->arena, listing->certificate_code)));

	set_text(data, "certificationIdentification",
		 *listing->certificate_number ? listing->certificate_number
					      : listing->certificate_code);
	if (!listing->as_of) /* it may have ended since */
		set_text(data, "certificationStatus", status_of(listing->badge));
	if (!is_verified)
		return data;
	(void)json_object_set_new(data, "issuedBy", issuer_data(page, listing));
	(void)json_object_set_new(data, "validIn",
				  json_pack("{s:s, s:s}", "@type", "Country", "name", "Việt Nam"));
	set_text(data, "validFrom", listing->valid_from);
	set_text(data, "expires",
		 *listing->extended_until ? listing->extended_until : listing->valid_until);
	if (stars)
		(void)json_object_set_new(data, "certificationRating", rating_data(stars));
	return data;
}

/* Pictures that the producer's keeper has put there, in his order. */
static json_t *images_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	json_t *images = json_array();

	for (size_t i = 0; i < listing->n_photos; i++)
		(void)json_array_append_new(
			images,
			json_string(arena_printf(
				page->arena, "%s/api/v1/product-photos/%s", page_origin(page),
				percent_encode(page->arena, listing->photos[i]->photo_id))));
	return images;
}

json_t *product_data(const struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *link = arena_printf(page->arena, "%s/san-pham/%s", page_origin(page),
					percent_encode(page->arena, listing->slug));
	json_t *data =
		json_pack("{s:s, s:s, s:s, s:s, s:s, s:o, s:s}", "@context", "https://schema.org",
			  "@type", "Product", "name", listing->product_name, "url", link,
			  "productID", listing->listing_id, "manufacturer",
			  producer_data(page, listing), "countryOfOrigin", "VN");
	json_t *offers = offers_data(page, listing, link);

	assert(data && "texts of messages are UTF-8");
	set_text(data, "description", listing->description);
	set_text(data, "category", page_set_name(page, listing->rulebook_code, listing->set_no));
	if (listing->n_photos > 0)
		(void)json_object_set_new(data, "image", images_data(page, listing));
	if (offers)
		(void)json_object_set_new(data, "offers", offers);
	if (listing->badge != BADGE(NONE))
		(void)json_object_set_new(data, "hasCertification",
					  certification_data(page, listing));
	return data;
}

bool product_data_is_asked(const struct http_request *request)
{
	const char *accept = http_request_header(request, "accept");

	return accept && strstr(accept, "application/ld+json") && !strstr(accept, "text/html");
}

void product_data_respond(struct gateway *gateway, struct http_request *request,
			  const Ocop__Market__V1__Listing *listing)
{
	static const struct http_header headers[] = {
		{"Content-Type", "application/ld+json"},
		{"Cache-Control", "no-cache"},
		{"Vary", "Accept, Accept-Language"},
	};
	/* A page of which nothing is written: origin, names and language come from it. */
	const struct page page = {
		.gateway = gateway,
		.request = request,
		.arena = request->arena,
		.language = LANGUAGE_VI,
	};
	json_t *data = product_data(&page, listing);
	char *body = json_dumps(data, JSON_COMPACT);

	assert(body && "memory is always there");
	http_respond(request, 200, headers, 3, body, strlen(body));
	free(body);
	json_decref(data);
}
