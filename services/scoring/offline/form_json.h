/* form_json.h - what the form for scoring without network works with, as JSON */
#pragma once

#include "scoring/offline/form_page.h"

/* JSON that may stand in a script element: no "<" in it. In the arena. */
const char *form_json(const struct form_facts *facts, struct arena *arena);
