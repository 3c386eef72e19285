/* re_rating.h - what is stored of re-ratings: agencies' reports, opinions on them, meetings
 *
 * As records.h: texts and bytes live in the transaction's arena. Reports and opinions are sealed as
 * sheets are: packed messages with a commitment, and what opens it.
 */
#pragma once

#include "scoring/records.h"
#include "scoring/rules/re_rating.h"

/* Dossiers of every round whose last day was before today, the longest overdue first, of which
 * nothing was said yet. Begins a statement: call round_dossier_next until it returns false. */
void re_ratings_past_due(struct transaction *tx, int32_t today, int64_t limit);

/* Writes it in the place of an earlier one of the dossier's present pass. */
void agency_report_put(struct transaction *tx, const struct round_dossier *dossier,
		       const struct agency_report *report);

/* Of one pass. */
bool agency_report_load(struct transaction *tx, const struct round_dossier *dossier, uint32_t pass,
			struct agency_report *ret_report);

/* Marks that of the present pass: the result came of it. */
void agency_report_set_counts(struct transaction *tx, const struct round_dossier *dossier);

/* Packs the report's fields of a message that has no choices yet; these must be without faults, and
 * are packed in the order of the scoring sheet. */
ProtobufCBinaryData agency_report_pack(Ocop__Scoring__V1__ReRating *message,
				       const struct sheet *sheet, const struct filled_sheet *filled,
				       struct arena *arena);

/* The message, in the arena; NULL when the bytes are not ours. */
Ocop__Scoring__V1__ReRating *agency_report_unpack(const struct agency_report *report,
						  struct arena *arena);

/* Adds one to the dossier's present pass; there is one a member. */
void opinion_insert(struct transaction *tx, const struct round_dossier *dossier,
		    const struct stored_opinion *opinion);

/* All of a pass, by member. Begins a statement: call opinion_next until it returns false. */
void opinions_list(struct transaction *tx, const struct round_dossier *dossier, uint32_t pass);

/* The next of opinions_list. */
bool opinion_next(struct transaction *tx, struct stored_opinion *ret_opinion);

/* How many the present pass has, without those of members who have a conflict now. */
uint32_t opinions_count(struct transaction *tx, const struct round_dossier *dossier);

/* True when the member gave one in the present pass. */
bool opinion_exists(struct transaction *tx, const struct round_dossier *dossier,
		    const char *member_id);

/* A pass as it stands, for a result: with conflicts before the close, NULL after. Empty but for a
 * round of re-ratings. What is unpacked lives in the given arena. */
void pass_opinions_load(struct transaction *tx, const struct round *round,
			const struct round_dossier *dossier, uint32_t pass,
			const struct conflicts *conflicts, struct arena *arena,
			struct pass_opinions *ret_opinions);

/* Opens those of every pass so far, without those of members who have a conflict now. */
void opinions_open(struct transaction *tx, const struct round_dossier *dossier);

/* The message, in the arena; NULL when the bytes are not ours. */
Ocop__Scoring__V1__Opinion *opinion_unpack(const struct stored_opinion *opinion,
					   struct arena *arena);

/* meetings: from a pass on, the council scores a re-rating. Owns nothing. */
struct meeting {
	uint32_t pass;
	const char *reason;
	int64_t called_at_us;
};

/* Keeps that one was called over the dossier in its present pass; there is one. */
void meeting_insert(struct transaction *tx, const struct round_dossier *dossier,
		    const char *reason);

/* False with an empty one of pass 0 where none was called since the dossier's admission. */
bool meeting_load(struct transaction *tx, const struct round_dossier *dossier,
		  struct meeting *ret_meeting);

/* How a re-rating stands, for the rules. */
void re_rating_facts_load(struct transaction *tx, const struct round *round,
			  const struct round_dossier *dossier, struct re_rating_facts *ret_facts);

/* True for a dossier of a round of re-ratings over which no meeting was called. */
bool dossier_is_in_writing(struct transaction *tx, const struct round *round,
			   const struct round_dossier *dossier);
