/* refusal_notification.h - the texts of notification's refusals */
#pragma once

#include "common/refusal.h"

/* NULL for a code that is none of notification's. */
const struct refusal_text *refusal_text_of_notification(Ocop__Common__V1__RefusalCode code);
