/* fault_point.h - named places where a test may stop, fail or delay the daemon
 *
 * OCOP_FAULTS="before_commit:3=kill,before_publish:1=drop" makes the third passage of before_commit
 * end the process as kill -9 would, and the first of before_publish lose its message. Actions:
 * kill, fail, drop, sleep_ms:N. "in_handler@poison=fail" strikes at every passage of whatever is
 * called "poison" there, however often it is tried again. Compiled in only with OCOP_FAULT_POINTS;
 * the product has none.
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
	FAULT_BEFORE_LOG_TILES,
	FAULT_BEFORE_LOG_CHECKPOINT,
	FAULT_BEFORE_SEND, /* of a delivery to its receiver */
	FAULT_AFTER_SEND,  /* it has answered, and nobody knows yet */
	FAULT_BEFORE_SOCKET_CLOSE,
	FAULT_POINT_COUNT
};

#ifdef OCOP_FAULT_POINTS
/* True when the test wants this passage to fail or its message to be lost. May not return. */
bool fault_point(enum fault_point point);

/* The same at a place where what passes has a name: a command, its request id. */
bool fault_point_of(enum fault_point point, const char *name);
#else
static inline bool fault_point(enum fault_point point)
{
	(void)point; /* the product has no faults to inject */
	return false;
}

static inline bool fault_point_of(enum fault_point point, const char *name)
{
	(void)point; /* nor here */
	(void)name;
	return false;
}
#endif
