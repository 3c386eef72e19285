/* refusal_market.h - the texts of market's refusals */
#pragma once

#include "common/refusal.h"

/* NULL for a code that is none of market's. */
const struct refusal_text *refusal_text_of_market(Ocop__Common__V1__RefusalCode code);
