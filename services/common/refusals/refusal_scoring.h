/* refusal_scoring.h - the texts of scoring's refusals, which are many */
#pragma once

#include "common/refusal.h"

/* NULL for a code that is none of scoring's. */
const struct refusal_text *refusal_text_of_scoring(Ocop__Common__V1__RefusalCode code);
