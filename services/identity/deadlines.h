/* deadlines.h - what time brings: the first operator, and the end of sessions */
#pragma once

#include "common/deadline.h"

extern const struct deadline identity_deadlines[];
