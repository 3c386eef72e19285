/* subjects.h - the things that commands and queries of market are about */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/access_token.h"

struct subject;
struct transaction;

/* For the column `subject` of the table: the listing of field listing_id, with the place and the
 * producer of its product. */
void subject_of_listing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The same by field product_id; of no version, for what is recorded is new. */
void subject_of_product(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The batch of field batch_id, or of the run of field run_id, with the place and the producer that
 * its product has today. */
void subject_of_batch(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);
void subject_of_run(struct transaction *tx, const ProtobufCMessage *message,
		    struct subject *ret_subject);

/* The signal of field signal_id: its province's, or of any office where it has none. */
void subject_of_signal(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject);

/* The province of field province_code; with the flag without_place, of any office. */
void subject_of_signals(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* A shop to be, in the commune of field commune_code, of the producer of field producer_id if it
 * names one; and the shop of field point_of_sale_id. */
void subject_of_new_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct subject *ret_subject);
void subject_of_point_of_sale(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject);

/* Who sees what is recorded of fairs: the offices, and producers of themselves. */
enum {
	FAIR_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) |
		       ALLOW(CHAIRMAN) | ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

/* A fair to be, of the unit of field unit_code; the fair of field fair_id, and the same for who may
 * look at some of its rows. */
void subject_of_new_fair(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject);
void subject_of_fair(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);
void subject_of_seen_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject);

/* The producer of field producer_id at the fair of field fair_id; and who takes part, of field
 * participant_id, at the place of his fair. */
void subject_of_application(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);
void subject_of_participant(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);
/* The offer of field offer_id: whose listing's it is today. */
void subject_of_offer(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* The enquiry of field enquiry_id, and the producer of field producer_id: of no place, so that no
 * grant but the producer's own covers them. */
void subject_of_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);
void subject_of_producer(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject);

/* The commune of field commune_code, which has its own province, else that of province_code. */
void subject_of_enquiry_counts(struct transaction *tx, const ProtobufCMessage *message,
			       struct subject *ret_subject);

/* The export of field export_id, with the place and the producer that its product has today. */
void subject_of_export(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject);
