/* statement.h - what a register states of a certificate as of a size of its log, signed
 *
 * A hash tree shows what is in it and never what is not: that no later leaf revokes a certificate
 * cannot be proven to who has not seen all leaves. So the register states it, in a note by its own
 * key: which leaves the log of this size and root has about the certificate, and what it is worth.
 * A leaf below that size that the statement leaves out is then proof against the register, in its
 * own hand, for whoever reads the log.
 *
 *	ocop-certificate-state@v1
 *	origin ocop/thai-nguyen
 *	code 7K2M4X9Q0V
 *	state VALID
 *	valid-until 2029-06-20
 *	as-of 2026-06-21T03:04:05Z
 *	tree 1203 sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
 *	leaves 11 45
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/tlog/checkpoint.h"
#include "common/tlog/tlog_proof.h"

enum { STATEMENT_LEAVES_MAX = 256, STATEMENT_WORD_SIZE = 64 };

struct statement {
	char origin[NOTE_NAME_SIZE];
	char code[STATEMENT_WORD_SIZE];
	char state[STATEMENT_WORD_SIZE];       /* VALID, EXPIRED, REVOKED, ... */
	char valid_until[STATEMENT_WORD_SIZE]; /* YYYY-MM-DD, the last day; "": none is known */
	char as_of[STATEMENT_WORD_SIZE];       /* RFC 3339 */
	struct checkpoint tree;
	uint64_t leaves[STATEMENT_LEAVES_MAX]; /* about it, in order */
	size_t leaf_count;
};

/* The signed note; in the arena. */
char *statement_sign(struct arena *arena, const struct note_signer *signer,
		     const struct statement *statement);

/* Reads a statement by one of the keys: as note_open. */
enum note_result statement_open(const struct tlog_text *bytes,
				const struct note_verifier *verifiers, size_t verifier_count,
				struct statement *ret_statement);

/* True when the bytes begin as a statement does, whoever signed it. */
bool statement_begins(const struct tlog_text *bytes);
