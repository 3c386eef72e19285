/* sent.h - what somebody sends in who may have no account: one thing however often it comes, and a
 * receipt by which he finds it again
 */
#pragma once

#include <stddef.h>

struct transaction;

/* With the character that checks the others. A receipt that tells a state is short enough to be
 * typed: 45 random bits. One that opens what two people write is a secret: 95. */
enum { RECEIPT_LENGTH = 10, SECRET_RECEIPT_LENGTH = 20 };

/* Writes the id (IDENTIFIER_SIZE bytes) of what this command makes: the same command of the same
 * account gives the same id; so does the same of nobody, whose replies are not remembered. */
void sent_id_derive(struct transaction *tx, const char *kind, char *ret_id);

/* Writes a new receipt of `length` characters (public_code.h) and a zero. */
void receipt_make(size_t length, char *ret_receipt);
