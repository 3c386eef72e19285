/* field.h - texts and days out of a message, refused by name where they are not what they should be
 *
 * `field` is the path in the message as reply_refuse takes it. Lengths count characters, not bytes.
 * What is required is refused when it is empty; what is allowed may be. A handler checks all fields
 * first and asks reply_refused once, so that the caller learns every fault at the same time.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct reply;

/* True for a text of 1 to `most` characters; else FIELD_MISSING or FIELD_TOO_LONG is in the
 * reply. */
bool require_text(struct reply *reply, const char *field, const char *text, size_t most);

/* True for a text of at most `most` characters; else FIELD_TOO_LONG is in the reply. */
bool allow_text(struct reply *reply, const char *field, const char *text, size_t most);

/* As require_text, of the text composed and trimmed (text_compose): blanks alone are nothing.
 * Returns that, in the reply's arena, also when it was refused. */
const char *require_composed(struct reply *reply, const char *field, const char *text, size_t most);

/* As allow_text, of the text composed and trimmed, which it returns like require_composed. */
const char *allow_composed(struct reply *reply, const char *field, const char *text, size_t most);

/* True for a day as YYYY-MM-DD, as a day number of date.h; else DATE_INVALID is in the reply. */
bool require_date(struct reply *reply, const char *field, const char *text, int32_t *ret_day);

/* True for "" and for a day; else DATE_INVALID is in the reply. */
bool allow_date(struct reply *reply, const char *field, const char *text);
