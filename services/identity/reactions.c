/* reactions.c - the events identity follows: none, it is where the instance begins */
#include "identity/reactions.h"

#include <stddef.h>

const struct reaction identity_reactions[] = {
	{0},
};
