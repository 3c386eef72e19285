/* document.h - documents that registration makes, fetched in pieces and written where they shall go
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct session;

/* Has the document of this query made, fetches it and writes it to --output, whole or not at all,
 * or to standard output, and says what it was. Returns an exit_status, having said why not. */
int document_fetch(struct session *session, const ProtobufCMessage *query);
