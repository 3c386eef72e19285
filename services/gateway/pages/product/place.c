/* place.c - where a product comes from: the communes of its province as points, its own marked
 *
 * Drawn from the positions of the units: no map of anybody else's is asked, and who looks is told
 * to nobody. One path holds all points, some ten bytes each.
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "gateway/pages/product/sections.h"

enum { WIDTH = 320, MARGIN = 14, MICRODEGREES_A_DEGREE = 1000000 };

/* A degree of longitude is shorter than one of latitude; at 16 to 23 degrees north by 4 to 8 per
 * cent, so that a map of one province may take it as 0.94 throughout. */
enum { LONGITUDE_PER_CENT = 94 };

/* What of the world the drawing shows. */
struct frame {
	int64_t west, north;
	int64_t per_pixel; /* microdegrees of latitude */
	int height;
};

ProtobufCMessage *product_ask_map(struct arena *arena, const Ocop__Market__V1__Listing *listing)
{
	Ocop__Market__V1__GetProvinceMap *query;

	if (!*listing->province_code || listing->commune_latitude_microdegrees == 0)
		return NULL;
	query = arena_alloc(arena, sizeof(*query));
	ocop__market__v1__get_province_map__init(query);
	query->province_code = listing->province_code;
	return &query->base;
}

static struct frame frame_of(const Ocop__Market__V1__GetProvinceMapReply *map)
{
	int64_t west = map->places[0]->longitude_microdegrees, east = west;
	int64_t south = map->places[0]->latitude_microdegrees, north = south;
	struct frame frame;
	int64_t width;

	for (size_t i = 1; i < map->n_places; i++) {
		int64_t longitude = map->places[i]->longitude_microdegrees;
		int64_t latitude = map->places[i]->latitude_microdegrees;

		west = longitude < west ? longitude : west;
		east = longitude > east ? longitude : east;
		south = latitude < south ? latitude : south;
		north = latitude > north ? latitude : north;
	}
	width = (east - west) * LONGITUDE_PER_CENT / 100;
	frame.west = west;
	frame.north = north;
	frame.per_pixel = width / (WIDTH - 2 * MARGIN) + 1;
	frame.height = (int)((north - south) / frame.per_pixel) + 2 * MARGIN;
	return frame;
}

static int x_of(const struct frame *frame, int64_t longitude)
{
	return MARGIN +
	       (int)((longitude - frame->west) * LONGITUDE_PER_CENT / 100 / frame->per_pixel);
}

static int y_of(const struct frame *frame, int64_t latitude)
{
	return MARGIN + (int)((frame->north - latitude) / frame->per_pixel);
}

/* Every point is a line of no length with round ends. */
static const char *points(const struct page *page, const struct frame *frame,
			  const Ocop__Market__V1__GetProvinceMapReply *map)
{
	const char *path = "";

	for (size_t i = 0; i < map->n_places; i++)
		path = arena_printf(page->arena, "%sM%d %dh0", path,
				    x_of(frame, map->places[i]->longitude_microdegrees),
				    y_of(frame, map->places[i]->latitude_microdegrees));
	return path;
}

static void write_map(struct page *page, const Ocop__Market__V1__Listing *listing,
		      const Ocop__Market__V1__GetProvinceMapReply *map)
{
	struct frame frame = frame_of(map);
	struct html *html = &page->html;
	const char *label =
		arena_printf(page->arena, "%s: %s", page_says(page, "Vị trí", "Position"),
			     page_place(page, listing));

	html_open(html, "svg", "class", "map", "role", "img", "aria-label", label, "viewBox",
		  arena_printf(page->arena, "0 0 %d %d", WIDTH, frame.height), HTML_END);
	html_open(html, "path", "class", "communes", "d", points(page, &frame, map), HTML_END);
	html_close(html, "path");
	html_open(html, "circle", "class", "here", "r", "7", "cx",
		  arena_printf(page->arena, "%d",
			       x_of(&frame, listing->commune_longitude_microdegrees)),
		  "cy",
		  arena_printf(page->arena, "%d",
			       y_of(&frame, listing->commune_latitude_microdegrees)),
		  HTML_END);
	html_close(html, "circle");
	html_close(html, "svg");
}

static const char *degrees(const struct page *page, int32_t microdegrees)
{
	return arena_printf(page->arena, "%s%d.%04d", microdegrees < 0 ? "-" : "",
			    abs(microdegrees) / MICRODEGREES_A_DEGREE,
			    abs(microdegrees) % MICRODEGREES_A_DEGREE / 100);
}

/* RFC 5870: a telephone opens its own map by it. */
static void write_position(struct page *page, const Ocop__Market__V1__Listing *listing)
{
	const char *position = arena_printf(page->arena, "%s,%s",
					    degrees(page, listing->commune_latitude_microdegrees),
					    degrees(page, listing->commune_longitude_microdegrees));
	struct html *html = &page->html;

	html_open(html, "p", "class", "position", HTML_END);
	page_name(page, "span", NULL, page_place(page, listing));
	html_text(html, " · ");
	html_open(html, "a", "href", arena_printf(page->arena, "geo:%s", position), HTML_END);
	html_text(html, position);
	html_close(html, "a");
	html_close(html, "p");
}

void product_place(struct page *page, const Ocop__Market__V1__Listing *listing,
		   const struct product_answers *answers)
{
	const Ocop__Market__V1__GetProvinceMapReply *map =
		(const Ocop__Market__V1__GetProvinceMapReply *)answers->items[PRODUCT_MAP];

	if (listing->commune_latitude_microdegrees == 0)
		return;
	page_element(page, "h2", NULL, "Nơi làm ra", "Where it is made");
	if (map && map->n_places > 0)
		write_map(page, listing, map);
	write_position(page, listing);
}
