/* deadlines.h - what time and other daemons bring: due rows that become commands to oneself */
#pragma once

#include "common/deadline.h"

extern const struct deadline registration_deadlines[];
