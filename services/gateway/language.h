/* language.h - Vietnamese first, English second
 */
#pragma once

struct http_request;

enum language { LANGUAGE_VI, LANGUAGE_EN };

/* What the client asked for: ?lang=vi|en, else Accept-Language, else Vietnamese. */
enum language language_of(const struct http_request *request);

/* "vi" or "en". */
const char *language_code(enum language language);

/* One of two texts. */
const char *in_language(enum language language, const char *vi, const char *en);
