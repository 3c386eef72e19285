/* print_sitemap.c - the next piece of a part of the sitemap
 *
 * Made here, on a reader's thread, so that nobody's loop writes it row by row.
 *
 * Reads:   market.v1.PrintSitemap
 * Answers: market.v1.PrintSitemapReply
 * Refuses: FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID
 */
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "market/queries.h"
#include "market/queries/sitemap/sitemap.h"
#include "market/records/sitemap.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { ORIGIN_LENGTH_MAX = 200, AROUND_SIZE = 100 };

static bool query_is_sound(const Ocop__Market__V1__PrintSitemap *query, struct reply *reply)
{
	(void)require_text(reply, "origin", query->origin, ORIGIN_LENGTH_MAX);
	/* It goes into the XML as it is. */
	if (strpbrk(query->origin, "<>&\"'"))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "origin", "an origin");
	if (query->part < 1 || query->part > SITEMAP_PARTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "part", "1 to 50,000");
	return !reply_refused(reply);
}

/* A slug has letters, digits and hyphens alone: nothing to escape. */
static size_t page_print(char *at, size_t size, const char *base, const struct sitemap_page *page)
{
	char day[DATE_TEXT_SIZE];

	date_print(date_of_us(page->changed_at_us), day);
	return (size_t)snprintf(at, size,
				"<url><loc>%s/san-pham/%s</loc><lastmod>%s</lastmod></url>\n", base,
				page->slug, day);
}

static void pages_print(struct transaction *tx, const Ocop__Market__V1__PrintSitemap *query,
			Ocop__Market__V1__PrintSitemapReply *answer)
{
	int64_t first = (int64_t)(query->part - 1) * SITEMAP_NUMBERS_A_PART;
	int64_t after = query->after > (uint64_t)first ? (int64_t)query->after : first;
	size_t capacity = 0, count = 0;
	struct sitemap_page page;
	char *xml = NULL;

	sitemap_pages(tx, after, first + SITEMAP_NUMBERS_A_PART, SITEMAP_PAGES_A_PIECE);
	while (sitemap_page_next(tx, &page)) {
		size_t wanted = strlen(query->origin) + strlen(page.slug) + AROUND_SIZE;

		if (answer->xml.len + wanted > capacity) {
			capacity = 2 * (capacity + wanted);
			char *larger = arena_alloc(transaction_arena(tx), capacity);

			if (xml)
				memcpy(larger, xml, answer->xml.len);
			xml = larger;
		}
		answer->xml.len += page_print(xml + answer->xml.len, capacity - answer->xml.len,
					      query->origin, &page);
		answer->next = (uint64_t)page.listing_number;
		count++;
	}
	answer->xml.data = (uint8_t *)xml;
	if (count < SITEMAP_PAGES_A_PIECE)
		answer->next = 0;
}

enum decision print_sitemap(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__PrintSitemap *query =
		(const Ocop__Market__V1__PrintSitemap *)message;
	Ocop__Market__V1__PrintSitemapReply answer = OCOP__MARKET__V1__PRINT_SITEMAP_REPLY__INIT;

	if (!query_is_sound(query, reply))
		return REFUSED;

	pages_print(tx, query, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
