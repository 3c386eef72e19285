/* listings.c - no stars are shown unless their certificate is valid now */
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { PAGE = 200, TRIES = 10 };

/* A listing follows its certificate within a second. */
static const struct timespec PAUSE = {.tv_nsec = 200 * 1000 * 1000};

static bool shows_stars(const Ocop__Market__V1__Listing *listing)
{
	return listing->stars > 0 ||
	       listing->badge == OCOP__MARKET__V1__BADGE_STATE__BADGE_STATE_VALID;
}

static bool is_covered(const Ocop__Market__V1__Listing *listing, const json_t *certificates)
{
	const json_t *certificate = json_object_get(certificates, listing->certificate_code);

	return !shows_stars(listing) ||
	       (json_is_true(json_object_get(certificate, "valid")) &&
		json_integer_value(json_object_get(certificate, "star")) == listing->stars);
}

/* Certification's word on a certificate now. */
static bool is_valid_with(struct check *check, const char *code, uint32_t stars)
{
	Ocop__Certification__V1__GetCertificate get =
		OCOP__CERTIFICATION__V1__GET_CERTIFICATE__INIT;
	const ProtobufCMessage *answer;

	get.code = (char *)code;
	if (peer_query(check->session, "certification", &get.base,
		       &ocop__certification__v1__certificate__descriptor, &answer) != EXIT_DONE)
		return false;
	const Ocop__Certification__V1__Certificate *certificate = (const void *)answer;
	return certificate->star == stars &&
	       certificate->state ==
		       OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;
}

/* The certificates were read before the listings: asks both again until they agree. */
static bool settles(struct check *check, const char *listing_id)
{
	Ocop__Market__V1__GetListing get = OCOP__MARKET__V1__GET_LISTING__INIT;
	const ProtobufCMessage *answer;

	get.listing_id = (char *)listing_id;
	for (int i = 0; i < TRIES; i++) {
		if (peer_query(check->session, "market", &get.base,
			       &ocop__market__v1__listing__descriptor, &answer) != EXIT_DONE)
			return false;
		const Ocop__Market__V1__Listing *listing = (const void *)answer;
		if (!shows_stars(listing) ||
		    is_valid_with(check, listing->certificate_code, listing->stars))
			return true;
		(void)nanosleep(&PAUSE, NULL); /* woken early, it only asks early */
	}
	return false;
}

/* True while there is a next page. */
static bool check_page(struct check *check, char **cursor, struct findings *findings)
{
	Ocop__Market__V1__SearchListings search = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const ProtobufCMessage *answer;

	search.limit = PAGE;
	search.cursor = *cursor;
	if (peer_query(check->session, "market", &search.base,
		       &ocop__market__v1__search_listings_reply__descriptor,
		       &answer) != EXIT_DONE) {
		finding_add(findings, "market does not list its listings");
		return false;
	}
	const Ocop__Market__V1__SearchListingsReply *page = (const void *)answer;
	for (size_t i = 0; i < page->n_listings; i++) {
		const Ocop__Market__V1__Listing *listing = page->listings[i];
		findings->checked++;
		if (!is_covered(listing, check->certificates) &&
		    !settles(check, listing->listing_id))
			finding_add(findings, "%s shows %u stars without a valid certificate",
				    listing->listing_id, listing->stars);
	}
	memory_free(*cursor);
	*cursor = memory_strdup(page->next);
	return *cursor[0] != '\0';
}

void check_listings(struct check *check, struct findings *findings)
{
	char *cursor = memory_strdup("");

	while (check_page(check, &cursor, findings))
		continue;
	memory_free(cursor);
}
