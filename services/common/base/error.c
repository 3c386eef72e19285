/* error.c - one list of what the world can do to us */
#include "common/base/error.h"

const char *error_text(int error)
{
	switch ((enum error)error) {
	case ERROR_MEMORY_LIMIT:
		return "over its limit of memory";
	case ERROR_DISK_FULL:
		return "the disk is full";
	case ERROR_INPUT_OUTPUT:
		return "a file, disk or socket failed";
	case ERROR_STORE:
		return "the store refused a statement";
	case ERROR_STORE_LOCKED:
		return "another daemon holds the store";
	case ERROR_CONSTRAINT:
		return "a constraint of the schema was not kept";
	case ERROR_UNREADABLE:
		return "the bytes are not what they should be";
	case ERROR_TOO_LARGE:
		return "over the limit of its kind";
	case ERROR_UNREACHABLE:
		return "the peer is not there";
	case ERROR_TIMED_OUT:
		return "no answer in time";
	case ERROR_CLOSED:
		return "stopping";
	case ERROR_NOT_FOUND:
		return "a file or entry is missing";
	case ERROR_SETTING:
		return "a setting is missing, unknown or out of bounds";
	case ERROR_FORGED:
		return "a signature or hash does not match";
	case ERROR_SOURCE_DIVERGED:
		return "the source does not confirm our cursor";
	case ERROR_INJECTED:
		return "a fault point said so";
	case ERROR_STORE_OF_OTHER_SCHEMA:
		return "the store was made by another version of this schema";
	case ERROR_REFUSED:
		return "the peer answered with a refusal";
	}
	return error == 0 ? "no error" : "unknown error";
}
