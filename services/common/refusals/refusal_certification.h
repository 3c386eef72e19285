/* refusal_certification.h - the texts of certification's refusals, which are many */
#pragma once

#include "common/refusal.h"

/* NULL for a code that is none of certification's. */
const struct refusal_text *refusal_text_of_certification(Ocop__Common__V1__RefusalCode code);
