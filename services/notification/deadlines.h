/* deadlines.h - what time brings to notification */
#pragma once

#include "common/deadline.h"

/* What the daemon looks for after every run of events and every second: rows that are due become
 * commands to itself, each with an id of its own, so that one has one effect. Ends with an empty
 * row. */
extern const struct deadline notification_deadlines[];
