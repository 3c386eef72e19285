/* right_names.h - the names one could have written where a wrong one stands
 *
 * Names alone, parted by commas: they are the same in every language.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

/* What does not fit is left out. */
struct right_names {
	char text[1024];
};

/* Those of an enum but the one of zero, which says nothing. */
void right_names_of_enum(const ProtobufCEnumDescriptor *descriptor, struct right_names *ret_names);

/* The fields of a message, as JSON calls them. */
void right_names_of_fields(const ProtobufCMessageDescriptor *descriptor,
			   struct right_names *ret_names);
