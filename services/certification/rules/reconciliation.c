/* reconciliation.c - how a leaf that a restored register had forgotten may be settled */
#include "certification/rules/reconciliation.h"

#include <string.h>

#include "common/base/arena.h"
#include "ocop/certification/v1/events.pb-c.h"

bool recovered_begins_certificate(const char *type)
{
	return strcmp(type, ocop__certification__v1__certificate_issued__descriptor.name) == 0 ||
	       strcmp(type, ocop__certification__v1__recognition_recorded__descriptor.name) == 0;
}

bool recovered_needs_names(const char *type)
{
	return recovered_begins_certificate(type) ||
	       strcmp(type, ocop__certification__v1__certificate_reentered__descriptor.name) == 0;
}

static const char forgotten_prefix[] = "forgotten/";

const char *forgotten_claim_id(struct arena *arena, const char *code)
{
	return arena_printf(arena, "%s%s", forgotten_prefix, code);
}

bool claim_is_forgotten(const char *claim_id)
{
	return strncmp(claim_id, forgotten_prefix, strlen(forgotten_prefix)) == 0;
}

bool recovered_needs_reason(const char *type)
{
	return strcmp(type, ocop__certification__v1__certificate_revoked__descriptor.name) == 0 ||
	       strcmp(type, ocop__certification__v1__certificate_suspended__descriptor.name) == 0;
}

Ocop__Common__V1__RefusalCode may_reconcile_leaf(const struct reconciliation_facts *facts)
{
	bool burns = facts->outcome == RECOVERED_OUTCOME(BURNT);

	if (facts->is_elsewhere)
		return REFUSAL(SCOPE_MISSING);
	if (facts->is_settled)
		return REFUSAL(LEAF_SETTLED);
	if (burns && !facts->begins_certificate)
		return REFUSAL(FIELD_INVALID);
	if (burns && facts->is_incompetent)
		return REFUSAL(LEVEL_NOT_COMPETENT);
	if ((burns || facts->needs_reason) && !facts->has_reason)
		return REFUSAL(REASON_MISSING);
	if (facts->needs_names && !facts->has_names)
		return REFUSAL(FIELD_MISSING);
	if (burns && facts->state != CERTIFICATE_STATE(VALID))
		return REFUSAL(CERTIFICATE_STATE);
	return REFUSAL(UNSPECIFIED);
}
