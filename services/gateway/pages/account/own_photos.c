/* own_photos.c - the photos of a product on its keeper's page: what there is, each with its way up
 * and out, and one more from the telephone
 *
 * Each button is a form that says the order there shall be, and the one it was made from: sent
 * twice it is the same order, and it takes away no photo that the page did not show.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/refusal.h"
#include "gateway/api/multipart.h"
#include "gateway/files/report_photo.h"
#include "gateway/http.h"
#include "gateway/pages/account/own_listing.h"
#include "gateway/problem.h"
#include "ocop/registration/v1/commands.pb-c.h"

/* A photo on its way; lives in the request's arena. */
struct sending {
	struct own_listing *visit;
	char boundary[MULTIPART_BOUNDARY_SIZE];
	char trailer[MULTIPART_TRAILER_SIZE];
	struct multipart form;
	uint8_t command_id[COMMAND_ID_SIZE_BYTES];
	Ocop__Registration__V1__KeepProductPhoto keeping;
};

/* --- the page */

static const char *path_of(const struct page *page, const Ocop__Market__V1__Listing *listing,
			   const char *ending)
{
	return arena_printf(page->arena, "/cua-toi/%s/%s", listing->listing_id, ending);
}

/* Of the product's own registration; those of merged ones stand behind them and stay as they are.
 */
static size_t own_count(const Ocop__Market__V1__Listing *listing)
{
	size_t count = 0;

	while (count < listing->n_photos &&
	       strcmp(listing->photos[count]->product_id, listing->listing_id) == 0)
		count++;
	return count;
}

/* The order without one photo, or with it before the one it stands behind. */
static void write_order(struct page *page, const Ocop__Market__V1__Listing *listing, size_t moved,
			bool stays)
{
	for (size_t i = 0; i < own_count(listing); i++) {
		if (stays && i + 1 == moved)
			form_hidden(page, "photoIds", listing->photos[moved]->photo_id);
		if (i != moved)
			form_hidden(page, "photoIds", listing->photos[i]->photo_id);
	}
}

static void write_button(struct page *page, const Ocop__Market__V1__Listing *listing, size_t moved,
			 bool stays, const char *vi, const char *en)
{
	static const struct form nothing_sent = {0};

	form_begin(page, &nothing_sent, path_of(page, listing, "anh/xep"), 0);
	write_order(page, listing, moved, stays);
	for (size_t i = 0; i < own_count(listing); i++)
		form_hidden(page, "seenPhotoIds", listing->photos[i]->photo_id);
	form_end(page, vi, en);
}

static void write_photo(struct page *page, const Ocop__Market__V1__Listing *listing, size_t index)
{
	struct html *html = &page->html;

	html_open(html, "li", HTML_END);
	html_void(html, "img", "alt",
		  arena_printf(page->arena, "%s %zu", page_says(page, "Ảnh", "Photo"), index + 1),
		  "src",
		  arena_printf(page->arena, "/api/v1/product-photos/%s",
			       listing->photos[index]->photo_id),
		  "loading", "lazy", HTML_END);
	html_open(html, "div", HTML_END);
	if (index >= own_count(listing))
		page_element(page, "p", "hint", "Của đăng ký đã gộp vào sản phẩm này.",
			     "Of a registration that was merged into this product.");
	else if (index > 0)
		write_button(page, listing, index, true, "Lên trước", "Move up");
	if (index < own_count(listing))
		write_button(page, listing, index, false, "Bỏ ảnh", "Take away");
	html_close(html, "div");
	html_close(html, "li");
}

void own_photos_write(struct page *page, const struct own_listing *visit,
		      const Ocop__Market__V1__Listing *listing)
{
	const struct form form = own_listing_form(visit, FORM_PHOTOS);
	struct html *html = &page->html;

	page_element(page, "h2", NULL, "Ảnh", "Photos");
	if (listing->n_photos > 0) {
		html_open(html, "ul", "class", "own-photos", HTML_END);
		for (size_t i = 0; i < listing->n_photos; i++)
			write_photo(page, listing, i);
		html_close(html, "ul");
	}
	form_begin_file(page, &form, path_of(page, listing, "anh"));
	html_open(html, "label", "for", "photo", HTML_END);
	html_text(html, page_says(page, "Thêm ảnh (JPEG, PNG, WebP, nhiều nhất 8 MB)",
				  "Add a photo (JPEG, PNG, WebP, 8 MB at most)"));
	html_close(html, "label");
	html_void(html, "input", "type", "file", "id", "photo", "name", "photo", "accept",
		  "image/jpeg,image/png,image/webp", "required", "", HTML_END);
	form_end(page, "Gửi ảnh", "Send the photo");
}

/* --- what its forms send */

void page_photos_arrange(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	(void)route; /* one row only comes here */
	own_listing_send(own_listing_create(gateway, request, values), FORM_PHOTOS,
			 &ocop__registration__v1__arrange_product_photos__descriptor, "product_id");
}

static void show_fault(struct own_listing *visit, Ocop__Common__V1__RefusalCode code)
{
	visit->faults = form_faults_of(visit->request->arena, code, "");
	own_listing_show(visit);
}

static void on_photo(void *context, const char *photo_id, const Ocop__Common__V1__Reply *reply)
{
	struct sending *sending = context;

	if (reply)
		own_listing_done(sending->visit, photo_id != NULL, reply);
	else
		problem_respond(sending->visit->request, REFUSAL(HTTP_MALFORMED), NULL,
				"the body ended early");
}

static void take(struct sending *sending, const uint8_t *bytes, size_t size_bytes,
		 enum http_piece_end end)
{
	struct own_listing *visit = sending->visit;
	const struct report_photo_source source = {
		.media_type = sending->form.file_type,
		.size_bytes = form_photo_size(visit->request, &sending->form, sending->trailer),
		.bytes = bytes + sending->form.file_begin,
		.bytes_size = size_bytes - sending->form.file_begin,
		.end = end,
		.trailer = sending->trailer,
		.keeping = &sending->keeping.base,
		.command_id = sending->command_id,
	};

	ocop__registration__v1__keep_product_photo__init(&sending->keeping);
	sending->keeping.product_id = arena_strdup(visit->request->arena, visit->listing_id);
	if (!command_id_parse(multipart_value(&sending->form, FORM_COMMAND_ID),
			      sending->command_id))
		form_command_id(&visit->entries, sending->command_id);
	report_photo_take(visit->gateway, visit->request, &source, on_photo, sending);
}

static void on_begin(void *context, const uint8_t *bytes, size_t size_bytes,
		     enum http_piece_end end)
{
	struct sending *sending = context;
	struct own_listing *visit = sending->visit;

	if (end == HTTP_PIECE_CUT || !multipart_read(visit->request->arena, sending->boundary,
						     bytes, size_bytes, &sending->form))
		problem_respond(visit->request, REFUSAL(HTTP_MALFORMED), NULL, "form");
	else if (form_photo_size(visit->request, &sending->form, sending->trailer) == 0)
		show_fault(visit, REFUSAL(FIELD_MISSING));
	else if (strncmp(sending->form.file_type, "image/", strlen("image/")) != 0)
		show_fault(visit, REFUSAL(FILE_TYPE_REFUSED));
	else
		take(sending, bytes, size_bytes, end);
}

void page_photo_send(struct gateway *gateway, struct http_request *request,
		     const struct route *route, const struct route_values *values)
{
	struct sending *sending = arena_alloc(request->arena, sizeof(*sending));

	(void)route; /* as above */
	sending->visit = own_listing_create(gateway, request, values);
	sending->visit->sent = FORM_PHOTOS;
	if (!multipart_boundary(http_request_header(request, "content-type"), sending->boundary)) {
		problem_respond(request, REFUSAL(MEDIA_TYPE), "content-type",
				"multipart/form-data");
		return;
	}
	multipart_trailer(sending->boundary, sending->trailer);
	http_request_read(request, on_begin, sending);
}
