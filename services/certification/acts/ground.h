/* ground.h - what a certificate was issued on, when the register has forgotten what it said
 *
 * The log tells which result, dossier or decision a certificate comes from; those who decided and
 * registered still have it, and the mirrors here are filled from them again.
 */
#pragma once

#include <stdbool.h>

struct certificate;
struct transaction;

/* Fills in what is empty: names, place, points in words, source, the claim. False when what it
 * rests on is not here, or does not say it: a correction has words of its own. */
bool certificate_ground_find(struct transaction *tx, struct certificate *certificate);
