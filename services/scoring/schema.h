/* schema.h - scoring's tables, as an ordered list of migrations */
#pragma once

#include "common/store/store.h"

extern const struct migration scoring_migrations[];
