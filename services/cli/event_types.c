/* event_types.c - every event of every service, by name */
#include "cli/event_types.h"

#include <string.h>

#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

static const ProtobufCMessageDescriptor *const types[] = {
	&ocop__identity__v1__agency_added__descriptor,
	&ocop__identity__v1__account_added__descriptor,
	&ocop__identity__v1__role_granted__descriptor,
	&ocop__identity__v1__role_revoked__descriptor,
	&ocop__identity__v1__key_added__descriptor,
	&ocop__identity__v1__key_revoked__descriptor,
	&ocop__identity__v1__shard_added__descriptor,
	&ocop__identity__v1__shard_closed__descriptor,
	&ocop__identity__v1__units_recorded__descriptor,
	&ocop__identity__v1__clock_moved__descriptor,
	&ocop__identity__v1__calendar_days_recorded__descriptor,
	&ocop__registration__v1__producer_registered__descriptor,
	&ocop__registration__v1__product_registered__descriptor,
	&ocop__registration__v1__recognition_claimed__descriptor,
	&ocop__registration__v1__dossier_submitted__descriptor,
	&ocop__registration__v1__dossier_screened__descriptor,
	&ocop__registration__v1__dossier_proposed__descriptor,
	&ocop__registration__v1__dossier_admitted__descriptor,
	&ocop__registration__v1__dossier_returned__descriptor,
	&ocop__registration__v1__dossier_withdrawn__descriptor,
	&ocop__registration__v1__product_code_issued__descriptor,
	&ocop__registration__v1__survey_entry_recorded__descriptor,
	&ocop__registration__v1__idea_submitted__descriptor,
	&ocop__registration__v1__idea_decided__descriptor,
	&ocop__registration__v1__plan_recorded__descriptor,
	&ocop__registration__v1__producer_changed__descriptor,
	&ocop__registration__v1__representative_set__descriptor,
	&ocop__registration__v1__product_changed__descriptor,
	&ocop__registration__v1__product_transferred__descriptor,
	&ocop__registration__v1__variants_set__descriptor,
	&ocop__registration__v1__material_area_recorded__descriptor,
	&ocop__registration__v1__linkage_recorded__descriptor,
	&ocop__registration__v1__held_certificate_recorded__descriptor,
	&ocop__registration__v1__producer_year_reported__descriptor,
	&ocop__registration__v1__product_year_reported__descriptor,
	&ocop__registration__v1__support_recorded__descriptor,
	&ocop__registration__v1__business_plan_recorded__descriptor,
	&ocop__registration__v1__mark_recorded__descriptor,
	&ocop__registration__v1__record_struck__descriptor,
	&ocop__registration__v1__producers_merged__descriptor,
	&ocop__registration__v1__products_merged__descriptor,
	&ocop__registration__v1__merge_undone__descriptor,
	&ocop__registration__v1__candidate_dismissed__descriptor,
	&ocop__registration__v1__product_numbers_reserved__descriptor,
	&ocop__registration__v1__dossier_carried_over__descriptor,
	&ocop__registration__v1__dossier_confirmed__descriptor,
	&ocop__registration__v1__earlier_dossier_closed__descriptor,
	&ocop__registration__v1__supplement_asked__descriptor,
	&ocop__registration__v1__supplement_given__descriptor,
	&ocop__registration__v1__samples_received__descriptor,
	&ocop__registration__v1__paper_attached__descriptor,
	&ocop__registration__v1__centre_result_recorded__descriptor,
	&ocop__registration__v1__dossier_due_moved__descriptor,
	&ocop__registration__v1__dossier_reminded__descriptor,
	&ocop__scoring__v1__round_planned__descriptor,
	&ocop__scoring__v1__council_appointed__descriptor,
	&ocop__scoring__v1__dossier_taken__descriptor,
	&ocop__scoring__v1__dossier_not_taken__descriptor,
	&ocop__scoring__v1__conflict_declared__descriptor,
	&ocop__scoring__v1__round_opened__descriptor,
	&ocop__scoring__v1__scoring_started__descriptor,
	&ocop__scoring__v1__score_sheet_sealed__descriptor,
	&ocop__scoring__v1__finding_recorded__descriptor,
	&ocop__scoring__v1__agreed_options_recorded__descriptor,
	&ocop__scoring__v1__dossier_closed__descriptor,
	&ocop__scoring__v1__rescore_ordered__descriptor,
	&ocop__scoring__v1__dossier_left_round__descriptor,
	&ocop__scoring__v1__round_closed__descriptor,
	&ocop__scoring__v1__round_reported__descriptor,
	&ocop__scoring__v1__result_decided__descriptor,
	&ocop__scoring__v1__round_approved__descriptor,
	&ocop__scoring__v1__round_published__descriptor,
	&ocop__scoring__v1__advisers_appointed__descriptor,
	&ocop__scoring__v1__team_sheet_reported__descriptor,
	&ocop__scoring__v1__site_visited__descriptor,
	&ocop__scoring__v1__producer_link_declared__descriptor,
	&ocop__scoring__v1__sitting_planned__descriptor,
	&ocop__scoring__v1__sitting_cancelled__descriptor,
	&ocop__scoring__v1__agency_report_filed__descriptor,
	&ocop__scoring__v1__opinion_given__descriptor,
	&ocop__scoring__v1__meeting_called__descriptor,
	&ocop__scoring__v1__complaint_recorded__descriptor,
	&ocop__scoring__v1__complaint_answered__descriptor,
	&ocop__certification__v1__certificate_issued__descriptor,
	&ocop__certification__v1__recognition_recorded__descriptor,
	&ocop__certification__v1__certificate_revoked__descriptor,
	&ocop__certification__v1__certificate_expired__descriptor,
	&ocop__certification__v1__certificate_replaced__descriptor,
	&ocop__market__v1__listing_described__descriptor,
};

const ProtobufCMessageDescriptor *event_type_find(const char *name)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(types[i]->name, name) == 0)
			return types[i];
	return NULL;
}

bool event_type_matches(const char *type, const char *list)
{
	const char *last = strrchr(type, '.');
	const char *short_name = last != NULL ? last + 1 : type;

	for (const char *item = list; item != NULL; item = strchr(item, ',')) {
		item += *item == ',';
		size_t length = strcspn(item, ",");
		if ((strlen(type) == length && strncmp(item, type, length) == 0) ||
		    (strlen(short_name) == length && strncmp(item, short_name, length) == 0))
			return true;
	}
	return false;
}
