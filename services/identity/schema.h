/* schema.h - identity's migrations */
#pragma once

#include "common/store/store.h"

extern const struct migration identity_migrations[];
