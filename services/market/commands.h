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

enum decision record_batch(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision correct_batch(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision record_batch_test(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision close_batch(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* --- commands/serials/: stickers, and what is asked of them */

enum decision grant_sticker_quota(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision draw_serials(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision answer_serial_signal(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* Adds what was asked in the last seconds to the day's counts; the daemon asks itself. */
enum decision count_serial_scans(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* --- commands/points/: points of sale and what they carry */

enum decision record_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);
enum decision change_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);
enum decision close_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision carry_listing(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* --- commands/fairs/: fairs, who takes part, and what came of it */

enum decision record_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision change_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision cancel_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision close_fair(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision apply_to_fair(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision answer_fair_application(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply);
enum decision withdraw_from_fair(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision add_fair_buyer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision record_fair_outcome(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
/* --- commands/offers/: where, or on what terms, a product can be bought */

enum decision record_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision change_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision withdraw_offer(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* --- commands/enquiries/: of the buyer, by his receipt */

enum decision send_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision continue_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision erase_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Of the producer. */

enum decision answer_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision close_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision mark_enquiry_outcome(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);
enum decision block_buyer(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision forget_buyer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* --- commands/exports/: what went abroad. Each names what it refuses at the head of its file. */

enum decision record_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision correct_export(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision decide_export(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
