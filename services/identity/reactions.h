/* reactions.h - the events identity follows: none, it is where the instance begins */
#pragma once

#include "common/reaction.h"

/* The table: one empty row. */
extern const struct reaction identity_reactions[];
