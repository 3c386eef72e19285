/* schema.h - notification's tables, as an ordered list of migrations */
#pragma once

#include "common/store/store.h"

/* In the order in which they are applied; a released one is never edited. Ends with an empty row.
 */
extern const struct migration notification_migrations[];
