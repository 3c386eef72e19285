/* self_assessments.h - what producers gave themselves, as registration told it with the admission
 *
 * As records.h. Only the reaction writes it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/score.h"

struct transaction;

/* Keeps the choices of an admission; the same again changes nothing. */
void self_assessment_put(struct transaction *tx, const char *dossier_id, int64_t admission,
			 const struct choice *choices, size_t count);

/* Returns the array in the arena, at most CHOICES_MAX; empty when nothing was told. */
const struct choice *self_assessment_load(struct transaction *tx, const char *dossier_id,
					  int64_t admission, size_t *ret_count);
