/* answers.h - a certificate as messages show it, in events and answers alike */
#pragma once

#include "ocop/certification/v1/types.pb-c.h"

struct certificate;

/* Fills in the message; its strings are the row's, and changed_at, which the caller places beside
 * it, is filled in and pointed to. */
void certificate_message(const struct certificate *certificate,
			 Ocop__Certification__V1__Certificate *ret_message,
			 Google__Protobuf__Timestamp *changed_at);
