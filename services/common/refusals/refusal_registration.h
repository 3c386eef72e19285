/* refusal_registration.h - the texts of registration's refusals, which are many */
#pragma once

#include "common/refusal.h"

/* NULL for a code that is none of registration's. */
const struct refusal_text *refusal_text_of_registration(Ocop__Common__V1__RefusalCode code);
