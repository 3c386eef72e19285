/* reminder.h - when a certificate that comes to its end is spoken of
 *
 * Pure, as rules.h. Each kind of reminder has its day; told is each kind once, in the order of
 * their days. A certificate that comes into the register late begins with the newest that is due by
 * then: those before it would be news of long ago.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/certification/v1/types.pb-c.h"

struct rulebook;

#define CERTIFICATE_REMINDER(name)                                                                 \
	OCOP__CERTIFICATION__V1__CERTIFICATE_REMINDER__CERTIFICATE_REMINDER_##name

/* A reminder and the day it is due; kind UNSPECIFIED: there is none. */
struct reminder {
	Ocop__Certification__V1__CertificateReminder kind;
	int32_t day;
};

/* The first to be told of a certificate that is known since `today`. The book is the one in force;
 * without one, or without its window, there are no reminders about the window. */
struct reminder reminder_first(const struct rulebook *book, int32_t valid_until, int32_t today);

/* The one that comes after `last`. */
struct reminder reminder_after(const struct rulebook *book, int32_t valid_until,
			       const struct reminder *last);

/* True when telling it now helps nobody: the next one is due too, or the certificate is over. After
 * a long downtime each that was missed is recorded once and marked so, but for the newest. */
bool reminder_is_overtaken(const struct reminder *next, int32_t last_day, int32_t today);
