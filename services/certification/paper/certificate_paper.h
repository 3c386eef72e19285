/* certificate_paper.h - a certificate as the paper that hangs on a wall
 *
 * What stands on it is the authority's template; whether it still holds is said above all else, so
 * that no paper of a revoked or expired certificate can be printed that looks valid.
 */
#pragma once

#include <stdbool.h>

#include "ocop/certification/v1/types.pb-c.h"

struct arena;
struct certificate_template;
struct pdf;

/* Five stars are the centre's. */
enum { MINISTRY_FROM_STAR = 5 };

/* 20 mm, in points. */
#define CERTIFICATE_PAPER_MARGIN (20 * 72.0 / 25.4)

/* What a paper is made of. */
struct paper_ground {
	const struct certificate_template *certificate_template;
	const Ocop__Certification__V1__Certificate *certificate; /* as it is worth today */
	const char *url;                                         /* where anybody verifies it */
	bool is_of_centre;
	bool is_demonstration; /* the paper says that it is none */
};

/* Draws the one page (more only where it covers more than fits). Texts live in the arena. */
void certificate_paper_draw(struct pdf *pdf, const struct paper_ground *ground,
			    struct arena *arena);
