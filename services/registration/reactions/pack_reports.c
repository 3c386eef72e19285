/* pack_reports.c - what certification says of reports on packs: whose their photos are to see
 *
 * Follows: certification.v1.PackReported, PackReportForwarded
 * Writes:  report_photo_places
 */
#include "ocop/certification/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records/report/report_photo.h"

void on_pack_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PackReported *told =
		(const Ocop__Certification__V1__PackReported *)body;

	(void)event; /* the body says which report */
	for (size_t i = 0; i < told->n_photo_ids; i++)
		report_photo_place_insert(
			tx, &(struct report_photo){.photo_id = told->photo_ids[i],
						   .report_id = told->report_id,
						   .commune_code = told->commune_code,
						   .province_code = told->province_code});
}

void on_pack_report_forwarded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			      const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__PackReportForwarded *told =
		(const Ocop__Certification__V1__PackReportForwarded *)body;

	(void)event; /* as above */
	report_photo_places_move(tx, told->report_id, told->commune_code, told->province_code);
}
