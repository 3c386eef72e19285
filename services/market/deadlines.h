/* deadlines.h - what time brings to market */
#pragma once

#include "common/deadline.h"

extern const struct deadline market_deadlines[];
