/* deadlines.h - what time brings: due rows that become commands to oneself */
#pragma once

#include "common/deadline.h"

extern const struct deadline certification_deadlines[];
