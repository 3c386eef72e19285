/* openapi.h - the API as an OpenAPI 3.1 document, made from the route tables and the messages
 */
#pragma once

/* The document as JSON; free with memory_free. */
char *openapi_create(void);
