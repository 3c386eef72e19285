/* schema.h - market's tables, as an ordered list of migrations */
#pragma once

#include "common/store/store.h"

extern const struct migration market_migrations[];
