/* fair_calendar.h - fairs as iCalendar, for the calendars of phones and offices
 */
#pragma once

#include "ocop/market/v1/fairs.pb-c.h"

struct http_request;

/* Answers with the calendar of one. */
void fair_calendar_respond(struct http_request *request, const Ocop__Market__V1__Fair *fair);
