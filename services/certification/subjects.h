/* subjects.h - the things that commands and queries of certification are about
 *
 * For the columns `subject` of the tables. What a certificate belongs to is where its place is
 * today: what the units of before had issued is the province's and commune's of now.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/command.h"
#include "common/unit/unit.h"

struct certificate;
struct transaction;

/* Where its place is today; as at its issue where no list of units knows. */
void certificate_place_today(struct transaction *tx, const struct certificate *certificate,
			     struct place_codes *ret_today);

/* A loaded certificate as what a permission is held against; borrows the row's texts. */
struct subject certificate_subject(struct transaction *tx, const struct certificate *certificate);

/* The certificate of field `code`, as people type codes (certificate_code_read), with its place,
 * producer and round. */
void subject_of_certificate(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);

/* The authority of field `province_code`: the province, or with "" the centre. UNIT_UNKNOWN. */
void subject_of_authority(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject);

/* The decision of field `decision_id`, with its province. */
void subject_of_decision(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject);

/* Who a notice is for (field `recipient_id`): of a decision, or of the certificate of `code`. What
 * is for a commune is not the producer's to read. */
void subject_of_decision_notice(struct transaction *tx, const ProtobufCMessage *message,
				struct subject *ret_subject);
void subject_of_certificate_notice(struct transaction *tx, const ProtobufCMessage *message,
				   struct subject *ret_subject);

/* The producer, commune or province that a worklist is asked for; nothing for the whole country. */
void subject_of_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The certificate or province whose requests are asked for; nothing for the whole country. */
void subject_of_requests(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject);

/* The plan of field `plan_id`, with its province; "" for the ministry's. */
void subject_of_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				struct subject *ret_subject);

/* The inspection of field `inspection_id`, with its certificate's place today and its producer, who
 * has no part in a visit that comes without a letter until it has taken place. */
void subject_of_inspection(struct transaction *tx, const ProtobufCMessage *message,
			   struct subject *ret_subject);

/* The certificate whose inspections are asked for, else as subject_of_lapsing. */
void subject_of_inspections(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);

/* The request of field `request_id`, with its certificate's place. */
void subject_of_request(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The report on a pack of field `report_id`, with the unit whose it is to handle; one of no known
 * place is every office's. */
void subject_of_pack_report(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);

/* The commune or province whose packs are asked about, or the certificate of field `code`. With
 * field `without_place`: what has no place, which is every office's. */
void subject_of_pack_worklist(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject);
