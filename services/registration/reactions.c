/* reactions.c - the events registration follows: the table */
#include "registration/reactions.h"

#include <string.h>

#include "common/unit/calendar.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "registration/records.h"

const struct reaction registration_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, on_units_recorded},
	{&ocop__identity__v1__calendar_days_recorded__descriptor, FROM_BEGINNING,
	 calendar_days_recorded},
	{&ocop__scoring__v1__round_planned__descriptor, FROM_BEGINNING, on_round_planned},
	{&ocop__scoring__v1__round_opened__descriptor, FROM_BEGINNING, on_round_opened},
	{&ocop__scoring__v1__round_closed__descriptor, FROM_BEGINNING, on_round_closed},
	{&ocop__scoring__v1__round_published__descriptor, FROM_BEGINNING, on_round_published},
	{&ocop__scoring__v1__producer_link_declared__descriptor, FROM_BEGINNING,
	 on_producer_link_declared},
	{&ocop__scoring__v1__dossier_taken__descriptor, FROM_BEGINNING, on_dossier_taken},
	{&ocop__scoring__v1__dossier_not_taken__descriptor, FROM_BEGINNING, on_dossier_not_taken},
	{&ocop__scoring__v1__conflict_declared__descriptor, FROM_BEGINNING, on_conflict_declared},
	{&ocop__scoring__v1__dossier_left_round__descriptor, FROM_BEGINNING, on_dossier_left_round},
	{&ocop__scoring__v1__result_decided__descriptor, FROM_BEGINNING, on_result_decided},
	{&ocop__certification__v1__certificate_issued__descriptor, FROM_BEGINNING,
	 on_certificate_issued},
	{&ocop__certification__v1__recognition_recorded__descriptor, FROM_BEGINNING,
	 on_recognition_recorded},
	{&ocop__certification__v1__certificate_revoked__descriptor, FROM_BEGINNING,
	 on_certificate_revoked},
	{&ocop__certification__v1__certificate_expired__descriptor, FROM_BEGINNING,
	 on_certificate_expired},
	{&ocop__certification__v1__certificate_replaced__descriptor, FROM_BEGINNING,
	 on_certificate_replaced},
	{&ocop__certification__v1__certificate_suspended__descriptor, FROM_BEGINNING,
	 on_certificate_suspended},
	{&ocop__certification__v1__certificate_reinstated__descriptor, FROM_BEGINNING,
	 on_certificate_reinstated},
	{&ocop__certification__v1__pack_reported__descriptor, FROM_BEGINNING, on_pack_reported},
	{&ocop__certification__v1__pack_report_forwarded__descriptor, FROM_BEGINNING,
	 on_pack_report_forwarded},
	{0},
};

bool registration_forget(struct transaction *tx, const char *source)
{
	if (strcmp(source, "certification") != 0)
		return false;
	certificates_forget(tx);
	return true;
}
