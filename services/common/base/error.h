/* error.h - one list of what the world can do to us
 *
 * Functions that can fail for reasons outside the program return 0 or one of these, negative.
 * A rule that says no is not an error: see refusal.h. A bug is an assert.
 */
#pragma once

enum error {
	ERROR_MEMORY_LIMIT = -1, /* a bounded arena is full */
	ERROR_DISK_FULL = -2,
	ERROR_INPUT_OUTPUT = -3, /* a file, a disk or a socket failed */
	ERROR_STORE = -4,        /* the store refused a statement that should have run */
	ERROR_STORE_LOCKED = -5, /* another daemon holds the store */
	ERROR_CONSTRAINT = -6,   /* a constraint of the schema was not kept */
	ERROR_UNREADABLE = -7,   /* bytes that are not what they should be */
	ERROR_TOO_LARGE = -8,    /* over the limit of its kind */
	ERROR_UNREACHABLE = -9,  /* the peer is not there, or went away */
	ERROR_TIMED_OUT = -10,
	ERROR_CLOSED = -11,                /* we are stopping */
	ERROR_NOT_FOUND = -12,             /* a file or entry that should be there */
	ERROR_SETTING = -13,               /* a setting is missing, unknown or out of bounds */
	ERROR_FORGED = -14,                /* a signature or hash does not match */
	ERROR_SOURCE_DIVERGED = -15,       /* a source does not confirm our cursor */
	ERROR_INJECTED = -16,              /* a fault point said so */
	ERROR_REFUSED = -17,               /* the peer answered with a refusal */
	ERROR_STORE_OF_OTHER_SCHEMA = -18, /* made by another version of its migrations */
};

/* A short English sentence for logs; never NULL. */
const char *error_text(int error);
