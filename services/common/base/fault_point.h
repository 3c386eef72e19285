/* fault_point.h - named places where a test may stop, fail or delay the daemon
 *
 * OCOP_FAULTS="before_commit:3=kill,before_publish:1=drop" makes the third passage of before_commit
 * end the process as kill -9 would, and the first of before_publish lose its message. Actions:
 * kill, fail, drop, sleep_ms:N. Compiled in only with OCOP_FAULT_POINTS; the product has none.
 */
#pragma once

#include <stdbool.h>

enum fault_point {
	FAULT_BEFORE_HANDLER,
	FAULT_BEFORE_COMMIT,
	FAULT_AFTER_COMMIT,
	FAULT_BEFORE_REPLY,
	FAULT_BEFORE_PUBLISH,
	FAULT_AFTER_PUBLISH,
	FAULT_BEFORE_APPLY,
	FAULT_AFTER_APPLY_COMMIT,
	FAULT_IN_HANDLER, /* fails the handler: a poisonous command */
	FAULT_UPLOAD_WRITE,
	FAULT_POINT_COUNT
};

#ifdef OCOP_FAULT_POINTS
/* True when the test wants this passage to fail or its message to be lost. May not return. */
bool fault_point(enum fault_point point);
#else
static inline bool fault_point(enum fault_point point)
{
	(void)point; /* the product has no faults to inject */
	return false;
}
#endif
