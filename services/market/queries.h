/* queries.h - what market can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours. Listings and
 * serials are public; what is in a producer's books is not.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query market_queries[];

/* Shows a listing by id or by the slug of its page. LISTING_UNKNOWN. */
enum decision get_listing(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Finds listings by words, place, sector, set, stars, state, price and season, best first, and
 * counts them. FIELD_TOO_LONG, FILTER_INVALID, UNIT_UNKNOWN. */
enum decision search_listings(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* What somebody who has typed so far may mean. FIELD_TOO_LONG. */
enum decision suggest_searches(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Counts recognitions as of a day, by what the question says, each figure with the address of its
 * rows. FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID. */
enum decision get_figures(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Lists what one figure counts. The same refusals. */
enum decision list_figure_rows(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Writes the lines of get_figures as CSV or XLSX. The same refusals. */
enum decision print_figures(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- queries/serials/: what a sticker is worth, and what was asked of stickers */

/* Public; counts the look in memory. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, GTIN_INVALID. */
enum decision verify_serial(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Public; what up to 1,000 lines of a shop's list name. FIELD_MISSING, NUMBERS_TOO_MANY,
 * FIELD_TOO_LONG. */
enum decision check_labels(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* The file of a run, as CSV. */
enum decision print_serial_run(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Every quota with what was drawn of it, for `ocop check`. CURSOR_INVALID. */
enum decision list_sticker_quotas(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* CURSOR_INVALID. */
enum decision list_serial_signals(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* --- queries/batches/: what is recorded of batches */

/* A product's, the newest first. CURSOR_INVALID. */
enum decision list_batches(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* One, with tests, quotas and runs. */
enum decision get_batch(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* Counts the dossiers of a round or year by step, with what each step took. FIELD_TOO_LONG,
 * FIELD_INVALID. */
enum decision get_funnel(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Lists those that came to a step, as far as the caller's grants go. The same refusals. */
enum decision list_funnel_rows(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Writes what get_funnel counts as CSV or XLSX. The same refusals. */
enum decision print_funnel(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Counts producers by their reports of a year, with what is recorded of them. FIELD_TOO_LONG,
 * FIELD_INVALID, ROLE_MISSING. */
enum decision get_indicators(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Lists those that one indicator counts, as far as the caller's grants go. FIELD_TOO_LONG,
 * FIELD_INVALID. */
enum decision list_indicator_rows(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Where the communes of a province are. FIELD_MISSING, UNIT_UNKNOWN. */
enum decision get_province_map(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Lists what the caller may describe. CURSOR_INVALID. */
enum decision list_own_listings(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Writes the lines of get_indicators as CSV or XLSX. The same refusals. */
enum decision print_indicators(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* --- queries/points/: points of sale */

/* Those of a place, of a product, open now; near a position the nearest first. FIELD_TOO_LONG,
 * FIELD_INVALID, UNIT_UNKNOWN, LISTING_UNKNOWN, CURSOR_INVALID. */
enum decision list_points_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* One, with what it carries. */
enum decision get_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* --- queries/sitemap/: the pages of products for search engines; public */

/* How many parts there are. */
enum decision count_sitemap_parts(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* The next piece of a part. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID. */
enum decision print_sitemap(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- queries/offers/: where a product can be bought */

/* Public: those that stand today. LISTING_UNKNOWN. */
enum decision list_standing_offers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* All of a listing, whatever they are today. CURSOR_INVALID. */
enum decision list_offers(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* --- queries/enquiries/: each side's own */

/* The buyer's, by his receipt. NO_SUCH_THING. */
enum decision follow_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Those that an account has sent. CURSOR_INVALID. */
enum decision list_own_enquiries(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* A producer's. CURSOR_INVALID. */
enum decision list_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision get_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* As CSV or XLSX. DATE_INVALID, FIELD_INVALID. */
enum decision print_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* For offices: counts alone. FIELD_MISSING, DATE_INVALID, CURSOR_INVALID; FIELD_INVALID. */
enum decision count_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision print_enquiry_counts(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* --- queries/fairs/: fairs and what came of them. Each names what it refuses at the head of its
 * file. */

/* Those that are not over, the next first, or those that are, the last first. FIELD_TOO_LONG,
 * FIELD_INVALID, UNIT_UNKNOWN, CURSOR_INVALID. */
enum decision list_fairs(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* One, with who shows what, a page of them, and the sums that anybody may have. CURSOR_INVALID. */
enum decision get_fair(struct transaction *tx, const ProtobufCMessage *message,
		       struct reply *reply);

/* All of a fair for the offices of its place, a producer himself. CURSOR_INVALID. */
enum decision list_fair_participants(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* What came of fairs, by fair, kind, unit or year. FIELD_TOO_LONG, FIELD_INVALID. */
enum decision get_fair_figures(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* The producers behind one sum, as far as the caller's grants go. FIELD_TOO_LONG, FIELD_INVALID,
 * CURSOR_INVALID. */
enum decision list_fair_figure_rows(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* --- queries/exports/: what went abroad. Each names what it refuses at the head of its file. */

/* A producer's own, or what an office's grants cover. FIELD_TOO_LONG, FIELD_INVALID,
 * CURSOR_INVALID. */
enum decision list_exports(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* One with all its entries. */
enum decision get_export(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* The rows of list_exports as CSV or XLSX; a file that is cut says so in its last line.
 * FIELD_TOO_LONG, FIELD_INVALID. */
enum decision print_exports(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Public: which countries a product goes to, as the agency has confirmed. LISTING_UNKNOWN. */
enum decision list_export_markets(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Confirmed exports by country, year or unit. FIELD_TOO_LONG, FIELD_INVALID; ROLE_MISSING for
 * units, when no office asks. */
enum decision get_export_figures(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
