/* photos.c - the photos of a product, in its producer's order
 *
 * Pictures of ours, made of what he sent: they load when they come into sight.
 */
#include "common/base/arena.h"
#include "gateway/pages/product/sections.h"

void product_photos(struct page *page, const Ocop__Market__V1__Listing *listing,
		    const struct product_answers *answers)
{
	struct html *html = &page->html;

	(void)answers; /* the listing says all */
	if (listing->n_photos == 0)
		return;
	html_open(html, "ul", "class", "photos", "tabindex", "0", HTML_END);
	for (size_t i = 0; i < listing->n_photos; i++) {
		html_open(html, "li", HTML_END);
		html_void(html, "img", "alt",
			  arena_printf(page->arena, "%s, %s %zu", listing->product_name,
				       page_says(page, "ảnh", "photo"), i + 1),
			  "src",
			  arena_printf(page->arena, "/api/v1/product-photos/%s",
				       listing->photos[i]->photo_id),
			  "loading", i == 0 ? NULL : "lazy", HTML_END);
		html_close(html, "li");
	}
	html_close(html, "ul");
}
