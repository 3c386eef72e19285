/* schema.h - certification's tables, as an ordered list of migrations */
#pragma once

#include "common/store/store.h"

extern const struct migration certification_migrations[];
