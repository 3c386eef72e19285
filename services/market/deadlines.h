/* deadlines.h - what time and events bring to market
 */
#pragma once

#include "common/deadline.h"

/* What the daemon looks for after every run of events and every second: here changes that the
 * search has to follow. Ends with an empty row. */
extern const struct deadline market_deadlines[];
