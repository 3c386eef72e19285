/* verdict.h - how ocop-inspector ends: its exit status, for registration to read
 *
 * Any other end (a signal, a limit) says that the file is not one to keep.
 */
#pragma once

enum inspector_verdict {
	INSPECTOR_SOUND = 0,       /* what it says it is, and readable */
	INSPECTOR_MISMATCH = 10,   /* something else than it says */
	INSPECTOR_UNREADABLE = 11, /* what it says, but broken, locked or beyond the limits */
	INSPECTOR_FAILED = 12      /* the file is not to blame: nothing can be said of it */
};
