/* tell.h - an event of another daemon becomes the feed's next item */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/reaction.h"

struct certificate;

/* Puts it into the feed and gives it to all whose filter it passes: by the place, sector and star
 * of `about`, "" and 0 where they are not known. */
void feed_tell(struct transaction *tx, const Ocop__Common__V1__Event *event,
	       const ProtobufCMessage *body, const struct certificate *about);
