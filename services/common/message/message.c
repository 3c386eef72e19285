/* message.c - what protobuf-c leaves to its users: borrowed texts, times, fields by name */
#include "common/message/message.h"

#include <assert.h>
#include <string.h>

enum { MICROSECONDS = 1000 * 1000, NANOSECONDS_A_MICROSECOND = 1000 };

char *message_text(const char *borrowed)
{
	return (char *)(borrowed ? borrowed : "");
}

Google__Protobuf__Timestamp message_time(int64_t time_us)
{
	Google__Protobuf__Timestamp time = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	time.seconds = time_us / MICROSECONDS;
	time.nanos = (int32_t)(time_us % MICROSECONDS) * NANOSECONDS_A_MICROSECOND;
	return time;
}

const char *message_field_text(const ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
	const char *value;

	assert(field && field->type == PROTOBUF_C_TYPE_STRING &&
	       "the table's row fits its message");
	memcpy(&value, (const char *)message + field->offset, sizeof(value));
	return value;
}
