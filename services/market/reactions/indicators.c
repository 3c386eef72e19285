/* indicators.c - yearly reports and records of producers, for the programme's indicators
 *
 * Follows: registration.v1.ProducerYearReported, LinkageRecorded, HeldCertificateRecorded,
 *          ProducersMerged
 * Writes:  figure_producer_years, figure_linkages, figure_held_certificates, figure_merges
 *
 * An event without its record is about nothing.
 */
#include "market/figures/indicators/indicators.h"
#include "market/figures/mirror.h"
#include "market/reactions.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_producer_year_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProducerYear *year =
		((const Ocop__Registration__V1__ProducerYearReported *)body)->year;

	(void)event; /* the report names its year */
	if (year)
		producer_year_write(tx, year);
}

void on_linkage_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__Linkage *linkage =
		((const Ocop__Registration__V1__LinkageRecorded *)body)->linkage;

	(void)event; /* the record has its own days */
	if (linkage)
		linkage_write(tx, linkage);
}

void on_held_certificate_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				  const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__HeldCertificate *held =
		((const Ocop__Registration__V1__HeldCertificateRecorded *)body)->certificate;

	(void)event; /* as above */
	if (held)
		held_certificate_write(tx, held);
}

void on_producers_merged(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProducersMerged *merged =
		(const Ocop__Registration__V1__ProducersMerged *)body;

	(void)event; /* figures are as they are known now */
	figure_product_set_merged(tx, merged->merged_producer_id, merged->producer_id);
}
