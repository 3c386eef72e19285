/* recompute_fixture.h - a store that is changed behind its daemon, and what recomputing finds */
#pragma once

#include "scoring_fixture.h"

#include "common/service_parts.h"
#include "common/store/transaction.h"

#define DIFFERENCE(name) OCOP__SCORING__V1__DIFFERENCE_KIND__DIFFERENCE_KIND_##name

/* Changes the store behind the daemon's back; sql must be a literal. */
static inline void tamper(const char *sql)
{
	struct service *service = (struct service *)fixture.harness; /* its first member */
	struct transaction_options options =
		service_transaction(service, harness_arena(fixture.harness), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);

	statement(tx, sql);
	statement_run(tx);
	assert_int_not_equal(statement_changes(tx), 0);
	assert_int_equal(transaction_commit(tx), 0);
}

static inline const Ocop__Scoring__V1__RecomputeRoundReply *recomputed(const char *round_id)
{
	Ocop__Scoring__V1__RecomputeRound query = OCOP__SCORING__V1__RECOMPUTE_ROUND__INIT;

	query.round_id = (char *)round_id;
	harness_sign_in_as(fixture.harness, "account_auditor", ROLE(AUDITOR), "");
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(recompute_round_reply));
}

static inline void assert_named(const char *round_id, const char *dossier_id)
{
	const Ocop__Scoring__V1__RecomputeRoundReply *reply = recomputed(round_id);

	assert_int_equal(reply->n_differing_dossier_ids, 1);
	assert_string_equal(reply->differing_dossier_ids[0], dossier_id);
}

/* Among what differs there is something of this kind, and what is stored is not what follows. */
static inline void assert_told(const char *round_id, Ocop__Scoring__V1__DifferenceKind kind)
{
	const Ocop__Scoring__V1__RecomputeRoundReply *reply = recomputed(round_id);
	size_t of_kind = 0;

	for (size_t i = 0; i < reply->n_differences; i++) {
		of_kind += reply->differences[i]->kind == kind;
		assert_string_not_equal(reply->differences[i]->stored,
					reply->differences[i]->recomputed);
	}
	assert_true(of_kind > 0);
}
