/* deadlines.h - what time brings to scoring */
#pragma once

#include "common/deadline.h"

extern const struct deadline scoring_deadlines[];
