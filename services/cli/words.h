/* words.h - what is typed for enums, roles and durations
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "ocop/common/v1/access_token.pb-c.h"

struct arena;

/* "ocop-agency", "OCOP_AGENCY" or "AGENCY_KIND_OCOP_AGENCY"; the zero of an enum is no word. */
bool word_enum(const ProtobufCEnumDescriptor *descriptor, const char *word, struct arena *arena,
	       int *ret_value);

/* The name without its enum's prefix: "OCOP_AGENCY"; "?" for a value without one. */
const char *enum_word(const ProtobufCEnumDescriptor *descriptor, int value);

/* "COUNCIL_MEMBER", "COMMUNE_OFFICER:unit=05455", "PRODUCER:producer=producer_01...". In the arena;
 * NULL for anything else. */
Ocop__Common__V1__Grant *word_grant(const char *word, struct arena *arena);

/* "30d", "12h", "90m", "45s", "2w"; false for anything else and for nothing. */
bool word_seconds(const char *word, int64_t *ret_seconds);
