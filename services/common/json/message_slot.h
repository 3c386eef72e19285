/* message_slot.h - where a message keeps a value of each type
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

/* Bytes that one value takes in a message's struct and in the array of a repeated field. */
size_t message_slot_size(ProtobufCType type);
