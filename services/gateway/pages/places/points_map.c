/* points_map.c - shops on a map that is drawn here
 *
 * Equirectangular, which is true to some metres within a province: degrees of longitude are shorter
 * than those of latitude by the cosine of the latitude. The communes' centres give the province its
 * shape.
 */
#include "gateway/pages/places/points_map.h"

#include <math.h>

#include "common/base/arena.h"

enum {
	MAP_WIDTH = 640,
	MAP_MARGIN = 24,
	MAP_HEIGHT_MAX = 640,
	SPAN_LEAST_MICRODEGREES = 400000 /* some 44 km: around one shop its neighbours are seen */
};

/* What the map shows, in microdegrees, and how they become units of the drawing. */
struct frame {
	double south, north, west, east;
	double scale;    /* units a microdegree of latitude */
	double narrower; /* a degree of longitude, by one of latitude */
};

static bool is_placed(const Ocop__Market__V1__PointOfSale *point)
{
	return point->content && (point->content->latitude_microdegrees != 0 ||
				  point->content->longitude_microdegrees != 0);
}

static void frame_put(struct frame *frame, double latitude, double longitude)
{
	frame->south = fmin(frame->south, latitude);
	frame->north = fmax(frame->north, latitude);
	frame->west = fmin(frame->west, longitude);
	frame->east = fmax(frame->east, longitude);
}

static void frame_widen(double *low, double *high, double least)
{
	double missing = least - (*high - *low);

	if (missing > 0) {
		*low -= missing / 2;
		*high += missing / 2;
	}
}

/* Around the shops; communes only show where they are. False when no shop has a position. */
static bool frame_of(const Ocop__Market__V1__ListPointsOfSaleReply *found, struct frame *frame)
{
	bool any = false;

	*frame = (struct frame){.south = 90e6, .north = -90e6, .west = 180e6, .east = -180e6};
	for (size_t i = 0; i < found->n_points; i++) {
		const Ocop__Market__V1__PointOfSale *point = found->points[i];

		if (!is_placed(point))
			continue;
		any = true;
		frame_put(frame, point->content->latitude_microdegrees,
			  point->content->longitude_microdegrees);
	}
	frame_widen(&frame->south, &frame->north, SPAN_LEAST_MICRODEGREES);
	frame_widen(&frame->west, &frame->east, SPAN_LEAST_MICRODEGREES);
	return any;
}

static void frame_scale(struct frame *frame)
{
	double middle = (frame->south + frame->north) / 2;
	double width = MAP_WIDTH - 2 * MAP_MARGIN, height = MAP_HEIGHT_MAX - 2 * MAP_MARGIN;

	frame->narrower = cos(middle * 3.14159265358979323846 / 180e6);
	frame->scale = fmin(width / ((frame->east - frame->west) * frame->narrower),
			    height / (frame->north - frame->south));
}

/* Whole units: a tenth of a millimetre on paper. In the middle where the map is narrower. */
static int x_of(const struct frame *frame, double longitude)
{
	double middle = (frame->west + frame->east) / 2;

	return (int)lround(MAP_WIDTH / 2.0 + (longitude - middle) * frame->narrower * frame->scale);
}

static int y_of(const struct frame *frame, double latitude)
{
	return (int)lround(MAP_MARGIN + (frame->north - latitude) * frame->scale);
}

static bool is_within(const struct frame *frame, const Ocop__Market__V1__MapDot *dot)
{
	return dot->latitude_microdegrees >= frame->south &&
	       dot->latitude_microdegrees <= frame->north &&
	       dot->longitude_microdegrees >= frame->west &&
	       dot->longitude_microdegrees <= frame->east;
}

/* SVG has no void elements. */
static void write_circle(struct page *page, const char *class_name, int x, int y, const char *r)
{
	html_open(&page->html, "circle", "class", class_name, "cx",
		  arena_printf(page->arena, "%d", x), "cy", arena_printf(page->arena, "%d", y), "r",
		  r, HTML_END);
	html_close(&page->html, "circle");
}

/* Its name is read with the number that is drawn, and that once. */
static void write_point(struct page *page, const struct frame *frame, size_t number,
			const Ocop__Market__V1__PointOfSale *point)
{
	struct html *html = &page->html;
	int x = x_of(frame, point->content->longitude_microdegrees);
	int y = y_of(frame, point->content->latitude_microdegrees);

	html_open(
		html, "a", "href",
		page_link(page, arena_printf(page->arena, "/diem-ban/%s", point->point_of_sale_id)),
		"aria-label", arena_printf(page->arena, "%zu. %s", number, point->content->name),
		HTML_END);
	write_circle(page, "shop", x, y, "13");
	html_open(html, "text", "x", arena_printf(page->arena, "%d", x), "y",
		  arena_printf(page->arena, "%d", y + 5), "aria-hidden", "true", HTML_END);
	html_format(html, "%zu", number);
	html_close(html, "text");
	html_close(html, "a");
}

void points_map_write(struct page *page, const Ocop__Market__V1__ListPointsOfSaleReply *found)
{
	struct html *html = &page->html;
	struct frame frame;

	if (!frame_of(found, &frame))
		return;
	frame_scale(&frame);
	html_open(html, "figure", "class", "points-map", HTML_END);
	html_open(html, "svg", "viewBox",
		  arena_printf(page->arena, "0 0 %d %d", MAP_WIDTH,
			       y_of(&frame, frame.south) + MAP_MARGIN),
		  "role", "group", "aria-label", page_says(page, "Bản đồ điểm bán", "Map of shops"),
		  HTML_END);
	for (size_t i = 0; i < found->n_map; i++) {
		if (is_within(&frame, found->map[i]))
			write_circle(page, "commune",
				     x_of(&frame, found->map[i]->longitude_microdegrees),
				     y_of(&frame, found->map[i]->latitude_microdegrees), "3");
	}
	for (size_t i = 0; i < found->n_points; i++) {
		if (is_placed(found->points[i]))
			write_point(page, &frame, i + 1, found->points[i]);
	}
	html_close(html, "svg");
	page_element(page, "figcaption", NULL,
		     "Số trên bản đồ là số trong danh sách; chấm mờ là trung tâm các xã.",
		     "Numbers are those of the list; faint dots are the centres of communes.");
	html_close(html, "figure");
}
