/* fair_calendar.h - fairs as iCalendar, for the calendars of phones and offices
 */
#pragma once

#include <stddef.h>

#include "ocop/market/v1/fairs.pb-c.h"

struct http_request;

/* Answers with them; none is a calendar too. */
void fair_calendar_respond(struct http_request *request, Ocop__Market__V1__Fair *const *fairs,
			   size_t count);
