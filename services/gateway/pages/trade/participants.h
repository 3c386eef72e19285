/* participants.h - who takes part in a fair, as its organiser and each for himself sees him
 */
#pragma once

#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "ocop/market/v1/fairs.pb-c.h"

enum { PARTICIPANTS_A_PAGE = 20 };

/* Applied, accepted, refused, withdrawn; never NULL. */
const struct look *participant_look(const Ocop__Market__V1__FairParticipant *participant);

/* Producer or buyer. */
const char *participant_name(const Ocop__Market__V1__FairParticipant *participant);

/* True when one of them has applied and not withdrawn: a producer may apply once. */
bool participants_have_one(const Ocop__Market__V1__ListFairParticipantsReply *found);

/* Each with the way to his page; `cursor` is the one that the list was asked with. */
void participants_write(struct page *page, const Ocop__Market__V1__ListFairParticipantsReply *found,
			const char *fair_id, const char *cursor);

/* What came of it: the entry that counts first, and those before it. */
void outcomes_write(struct page *page, const Ocop__Market__V1__FairParticipant *participant);
