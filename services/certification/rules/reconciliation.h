/* reconciliation.h - how a leaf that a restored register had forgotten may be settled */
#pragma once

#include <stdbool.h>

#include "certification/rules.h"

struct arena;

/* True for an event that begins a certificate: its number was given. */
bool recovered_begins_certificate(const char *type);

/* True for one that holds the certificate's names, which the log only commits to. */
bool recovered_needs_names(const char *type);

/* The log does not tell which claim of an old register a recognition comes from: until that is
 * found this stands in its place, and is none that registration gives. In the arena. */
const char *forgotten_claim_id(struct arena *arena, const char *code);
bool claim_is_forgotten(const char *claim_id);

/* True for an event whose reason the law asks for: it is entered again from the paper. */
bool recovered_needs_reason(const char *type);

/* What it depends on. */
struct reconciliation_facts {
	bool is_elsewhere; /* its certificate is of a place that who asks has nothing to do with */
	bool is_incompetent; /* who asks may not correct its certificate */
	bool is_settled;
	Ocop__Certification__V1__RecoveredOutcome outcome; /* that is asked for */
	bool begins_certificate, needs_names, needs_reason;
	bool has_reason, has_names; /* given, or found where the certificate comes from */
	Ocop__Certification__V1__CertificateState state; /* of its certificate */
};

/* SCOPE_MISSING; LEVEL_NOT_COMPETENT for burning a number by another than who may correct its
 * certificate; LEAF_SETTLED; REASON_MISSING; FIELD_MISSING where a name is not known; FIELD_INVALID
 * for burning what is no number; CERTIFICATE_STATE for burning one that is not valid: there is
 * nothing that another could stand in the place of. */
Ocop__Common__V1__RefusalCode may_reconcile_leaf(const struct reconciliation_facts *facts);
