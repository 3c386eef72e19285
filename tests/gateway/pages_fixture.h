/* pages_fixture.h - a market with listings for the pages to show */
#pragma once

#include "gateway/routes_fixture.h"

#include "google/protobuf/timestamp.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { LISTINGS = 12 };

static inline Ocop__Market__V1__Listing *a_listing(Ocop__Market__V1__BadgeState badge,
						   uint32_t stars)
{
	Ocop__Market__V1__Listing *listing = arena_alloc(now->arena, sizeof(*listing));

	ocop__market__v1__listing__init(listing);
	listing->listing_id = (char *)"product_1";
	listing->slug = (char *)"mien-dong-vi-du-rtcvf";
	listing->product_name = (char *)"Miến dong <Ví dụ>";
	listing->producer_name = (char *)"Hợp tác xã Ví dụ 1";
	listing->sector_code = (char *)"I";
	listing->rulebook_code = (char *)"26-2026";
	listing->set_no = 6;
	listing->commune_name = (char *)"Xã Na Rì";
	listing->province_name = (char *)"Tỉnh Thái Nguyên";
	listing->former_place = (char *)"Côn Minh, huyện Na Rì, Bắc Kạn";
	listing->certificate_code = (char *)"K7Q2M8ZX4B";
	listing->badge = badge;
	listing->stars = stars;
	return listing;
}

static inline void market_shows(Ocop__Market__V1__Listing *listing, size_t count, const char *next)
{
	Ocop__Market__V1__SearchListingsReply *reply = arena_alloc(now->arena, sizeof(*reply));
	Google__Protobuf__Timestamp *as_of = arena_alloc(now->arena, sizeof(*as_of));

	ocop__market__v1__search_listings_reply__init(reply);
	google__protobuf__timestamp__init(as_of);
	as_of->seconds = 1795573444; /* 2026-11-25T02:24:04Z: 09:24 in Vietnam */
	reply->as_of = as_of;
	reply->n_listings = count;
	reply->listings = arena_alloc(now->arena, (count + 1) * sizeof(*reply->listings));
	for (size_t i = 0; i < count; i++)
		reply->listings[i] = listing;
	reply->next = (char *)next;
	now->reply = &reply->base;
}
