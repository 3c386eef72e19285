/* own_fair.h - a producer's own page of a fair: how far his application is, and withdrawing it */
#pragma once

#include "gateway/pages/account/account.h"

/* "/cua-toi/su-kien/{fair_id}", and ".../{participant_id}/rut". */
route_handle_fn page_own_fair;
route_handle_fn page_own_fair_withdraw;
