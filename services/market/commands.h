/* commands.h - what market can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command market_commands[];

/* Keeps what the producer says of a product, its prices, stock and season; FIELD_TOO_LONG over
 * STORY_LIMIT_BYTES, FIELD_INVALID for a price over PRICE_LIMIT_DONG, of a size that the product
 * does not have, or that ends before it begins, and for a month that is none; DATE_INVALID. */
enum decision describe_listing(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* A product without stars is shown as potential, or no more; LISTING_CERTIFIED for one that has
 * been certified. */
enum decision show_potential(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* How many products one CountFigures takes: some 25 ms of the writer thread. */
enum { COUNT_FIGURES_MAX = 128 };

/* Makes the recognitions of the next changed products ready to be counted; the daemon asks itself.
 */
enum decision count_figures(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- commands/batches/: what was made, where it comes from, what was found. Each names what it
 * refuses at the head of its file. */

/* A batch of a product was made: its code, quantity and origins. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, DATE_INVALID, MATERIAL_AREA_UNKNOWN, BATCH_CODE_TAKEN. */
enum decision record_batch(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* What was recorded of it was wrong: another entry, beside the first. As record_batch but for
 * the code; BATCH_CLOSED. */
enum decision correct_batch(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* A laboratory's verdict with its paper, also after the batch was closed, or the correction of
 * one. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, REASON_MISSING,
 * PAPER_UNKNOWN; ROLE_MISSING for a producer who corrects a test that failed. */
enum decision record_batch_test(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* No sticker is drawn for it any more and nothing of it corrected. FIELD_MISSING,
 * FIELD_TOO_LONG, BATCH_CLOSED. */
enum decision close_batch(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* --- commands/serials/: stickers, and what is asked of them */

/* How many stickers may be drawn for a batch under a certificate, in all. REASON_MISSING,
 * FIELD_TOO_LONG, FIELD_INVALID, BATCH_CLOSED, CERTIFICATE_UNKNOWN,
 * CERTIFICATE_OF_OTHER_PRODUCT, CERTIFICATE_STATE, STICKER_QUOTA_TOO_SMALL under what was drawn. */
enum decision grant_sticker_quota(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* New serials out of the quota. FIELD_INVALID, GTIN_INVALID, BATCH_CLOSED, CERTIFICATE_UNKNOWN,
 * CERTIFICATE_OF_OTHER_PRODUCT, CERTIFICATE_STATE, STICKER_QUOTA_EXCEEDED. */
enum decision draw_serials(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* What the agency found about a sticker that may be a counterfeit. FIELD_MISSING,
 * FIELD_TOO_LONG, SIGNAL_ANSWERED. */
enum decision answer_serial_signal(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* Adds what was asked in the last seconds to the day's counts; the daemon asks itself. */
enum decision count_serial_scans(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* --- commands/points/: points of sale and what they carry */

/* A shop of a commune, or a producer's own. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID (over
 * OWN_SHOPS_MAX too), DATE_INVALID, UNIT_UNKNOWN, PRODUCER_UNKNOWN. */
enum decision record_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* All that is on record of a shop but its commune. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID,
 * DATE_INVALID, POINT_OF_SALE_CLOSED. */
enum decision change_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* A shop is there no more; its page says so. FIELD_MISSING, FIELD_TOO_LONG,
 * POINT_OF_SALE_CLOSED. */
enum decision close_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* A shop carries a product from a day to a day, or its days are others. DATE_INVALID,
 * FIELD_INVALID over CARRIED_MAX, LISTING_UNKNOWN, POINT_OF_SALE_CLOSED. */
enum decision carry_listing(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- commands/fairs/: fairs, who takes part, and what came of it */

/* A fair is planned. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, UNIT_UNKNOWN,
 * PAPER_UNKNOWN. */
enum decision record_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* All of it but whose it is. As record_fair; FAIR_STATE once it has ended. */
enum decision change_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* It does not take place. FIELD_MISSING, FIELD_TOO_LONG, FAIR_STATE. */
enum decision cancel_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* It is over, with its report: what came of it changes no more. FIELD_MISSING, FIELD_TOO_LONG,
 * PAPER_UNKNOWN; FAIR_STATE before its last day too. */
enum decision close_fair(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* A producer would like a stand, with products of his. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID over FAIR_LISTINGS_MAX, LISTING_UNKNOWN, FAIR_STATE, FAIR_APPLIED_TO. */
enum decision apply_to_fair(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* The organiser accepts him, or refuses with a reason. FIELD_TOO_LONG, FIELD_INVALID,
 * REASON_MISSING, FAIR_STATE, PARTICIPANT_STATE. */
enum decision answer_fair_application(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply);

/* A producer does not come after all; he may apply again. FAIR_STATE once it has begun,
 * PARTICIPANT_STATE. */
enum decision withdraw_from_fair(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* An organisation comes to buy. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID over
 * FAIR_BUYERS_MAX, FAIR_STATE. */
enum decision add_fair_buyer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* What came of it for a producer, or a correction beside the first. FIELD_TOO_LONG,
 * FIELD_INVALID, REASON_MISSING, FAIR_STATE, PARTICIPANT_STATE. */
enum decision record_fair_outcome(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* --- commands/offers/: where, or on what terms, a product can be bought */

/* Where, or on what terms, a product can be bought. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, LINK_INVALID, DATE_INVALID, OFFERS_TOO_MANY. */
enum decision record_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* It is another one from now on. As record_offer; OFFER_WITHDRAWN. */
enum decision change_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* It stands no more, for good. OFFER_WITHDRAWN. */
enum decision withdraw_offer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* --- commands/enquiries/: of the buyer, by his receipt */

/* Anybody asks a producer; answers with the receipt. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, LISTING_UNKNOWN, OFFER_UNKNOWN, LISTING_HELD, BUYER_BLOCKED, LINKS_TOO_MANY,
 * ENQUIRY_OPEN, ENQUIRIES_TOO_MANY, COMMAND_ID_REUSED. */
enum decision send_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* He writes again. NO_SUCH_THING, FIELD_MISSING, FIELD_TOO_LONG, ENQUIRY_CLOSED,
 * MESSAGES_TOO_MANY, COMMAND_ID_REUSED. */
enum decision continue_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* His name, contact and words go; erased again changes nothing. NO_SUCH_THING. */
enum decision erase_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Of the producer. */

/* He writes to the buyer. FIELD_MISSING, FIELD_TOO_LONG, ENQUIRY_CLOSED, MESSAGES_TOO_MANY,
 * COMMAND_ID_REUSED. */
enum decision answer_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* He ends a thread, and may say what came of it. FIELD_INVALID, ENQUIRY_CLOSED. */
enum decision close_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* He says so later, or otherwise, of one that is closed. FIELD_INVALID. */
enum decision mark_enquiry_outcome(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* He takes nothing more of a buyer, whose open threads end; or does again. FIELD_INVALID when
 * the buyer is forgotten and this thread set no block. */
enum decision block_buyer(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* How a buyer can be reached goes; what was written stays. The daemon asks itself too, some time
 * after a thread was closed. */
enum decision forget_buyer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* --- commands/exports/: what went abroad. Each names what it refuses at the head of its file. */

/* A producer has exported a product. FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID,
 * COUNTRY_UNKNOWN, PAPER_UNKNOWN. */
enum decision record_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Another entry beside the first; what was confirmed counts until this one is. As record_export. */
enum decision correct_export(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* The agency confirms the last entry, or declines it. FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, REASON_MISSING, EXPORT_STATE; VERSION_STALE when another entry came meanwhile. */
enum decision decide_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
