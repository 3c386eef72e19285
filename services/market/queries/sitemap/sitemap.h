/* sitemap.h - how the market's pages are parted among the files of its sitemap
 */
#pragma once

enum {
	/* What the protocol allows a file (sitemaps.org 0.9). Numbers of listings are never reused,
	 * so a part never has more pages than it has numbers, and a page never changes its part. */
	SITEMAP_NUMBERS_A_PART = 50000,
	/* No more than an index may name (sitemaps.org 0.9). */
	SITEMAP_PARTS_MAX = 50000,
	/* Some 500 kB of XML: addresses have at most 200 characters. */
	SITEMAP_PAGES_A_PIECE = 2000
};
