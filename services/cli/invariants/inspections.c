/* inspections.c - what inspections came to is what they found, and a certificate that was revoked
 * on one is revoked
 */
#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/memory.h"
#include "ocop/certification/v1/queries.pb-c.h"

#define OUTCOME(name) OCOP__CERTIFICATION__V1__INSPECTION_OUTCOME__INSPECTION_OUTCOME_##name
#define STATE(name)   OCOP__CERTIFICATION__V1__INSPECTION_STATE__INSPECTION_STATE_##name

enum { PAGE = 200 };

/* Asked now: revoked is for good, and what was read of it before may be older. */
static bool is_revoked(struct check *check, const char *code)
{
	Ocop__Certification__V1__GetCertificate get =
		OCOP__CERTIFICATION__V1__GET_CERTIFICATE__INIT;
	const ProtobufCMessage *answer;

	get.code = (char *)code;
	if (peer_query(check->session, "certification", &get.base,
		       &ocop__certification__v1__certificate__descriptor, &answer) != EXIT_DONE)
		return false;
	return ((const Ocop__Certification__V1__Certificate *)answer)->state ==
	       OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_REVOKED;
}

/* Everything about one that its conclusion must agree with. */
static void check_conclusion(struct check *check,
			     const Ocop__Certification__V1__Inspection *inspection,
			     struct findings *findings)
{
	bool proposes = inspection->outcome == OUTCOME(PROPOSES_REVOCATION);

	if (inspection->concluded_on[0] == '\0' || inspection->conclusion_paper == NULL ||
	    inspection->conclusion_paper->sha256[0] == '\0')
		finding_add(findings, "%s is concluded without its paper",
			    inspection->inspection_id);
	if (inspection->open_findings > 0)
		finding_add(findings, "%s is concluded with %u findings open",
			    inspection->inspection_id, inspection->open_findings);
	if (proposes != (inspection->ground_code[0] != '\0'))
		finding_add(findings, "%s proposes a revocation without a ground, or has one",
			    inspection->inspection_id);
	if (inspection->revoked_on[0] != '\0' &&
	    (!proposes || !is_revoked(check, inspection->code)))
		finding_add(findings, "%s was followed on %s, and %s is not revoked",
			    inspection->inspection_id, inspection->revoked_on, inspection->code);
}

static void check_inspection(struct check *check,
			     const Ocop__Certification__V1__Inspection *inspection,
			     struct findings *findings)
{
	findings->checked++;
	if (inspection->state == STATE(CONCLUDED))
		check_conclusion(check, inspection, findings);
	else if (inspection->outcome != OUTCOME(UNSPECIFIED))
		finding_add(findings, "%s has an outcome and no conclusion",
			    inspection->inspection_id);
}

/* True while there is a next page. */
static bool check_page(struct check *check, char **cursor, struct findings *findings)
{
	Ocop__Certification__V1__ListInspections list =
		OCOP__CERTIFICATION__V1__LIST_INSPECTIONS__INIT;
	const ProtobufCMessage *answer;

	list.limit = PAGE;
	list.cursor = *cursor;
	if (peer_query_signed_in(check->session, "certification", &list.base,
				 &ocop__certification__v1__list_inspections_reply__descriptor,
				 &answer) != EXIT_DONE) {
		finding_add(findings, "certification does not list its inspections");
		return false;
	}
	const Ocop__Certification__V1__ListInspectionsReply *page = (const void *)answer;
	for (size_t i = 0; i < page->n_inspections; i++)
		check_inspection(check, page->inspections[i], findings);
	memory_free(*cursor);
	*cursor = memory_strdup(page->next);
	return *cursor[0] != '\0';
}

void check_inspections(struct check *check, struct findings *findings)
{
	char *cursor = memory_strdup("");

	while (check_page(check, &cursor, findings))
		continue;
	memory_free(cursor);
}
