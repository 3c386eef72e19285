/* reactions.h - the events identity follows: none, it is where the instance begins */
#pragma once

#include "common/reaction.h"

extern const struct reaction identity_reactions[];
