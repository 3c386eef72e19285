/* reactions.c - the table of events notification follows
 *
 * Every type here but those of units is public: it becomes an item of the feed as its owner told
 * it, and PublicEvent has a field for it.
 */
#include "notification/reactions.h"

#include "common/unit/unit.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"

const struct reaction notification_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, unit_recorded},
	{&ocop__identity__v1__agency_added__descriptor, FROM_BEGINNING, on_agency_added},
	{&ocop__certification__v1__certificate_issued__descriptor, FROM_BEGINNING,
	 on_certificate_recorded},
	{&ocop__certification__v1__recognition_recorded__descriptor, FROM_BEGINNING,
	 on_certificate_recorded},
	{&ocop__certification__v1__certificate_revoked__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_expired__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_replaced__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_suspended__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_reinstated__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_extended__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__certificate_reminder_due__descriptor, FROM_BEGINNING,
	 on_certificate_changed},
	{&ocop__certification__v1__decision_recorded__descriptor, FROM_BEGINNING,
	 on_decision_recorded},
	{&ocop__certification__v1__suspension_act_recorded__descriptor, FROM_BEGINNING,
	 on_suspension_act_recorded},
	{&ocop__certification__v1__personal_data_erased__descriptor, FROM_BEGINNING,
	 on_personal_data_erased},
	{&ocop__certification__v1__inspection_concluded__descriptor, FROM_BEGINNING,
	 on_inspection_concluded},
	{&ocop__certification__v1__pack_reported__descriptor, FROM_BEGINNING, on_pack_report},
	{&ocop__certification__v1__pack_report_forwarded__descriptor, FROM_BEGINNING,
	 on_pack_report},
	{&ocop__certification__v1__pack_report_overdue__descriptor, FROM_BEGINNING, on_pack_report},
	{&ocop__certification__v1__pack_report_closed__descriptor, FROM_BEGINNING, on_pack_report},
	{0},
};
