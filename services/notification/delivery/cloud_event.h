/* cloud_event.h - what is told, as CloudEvents 1.0.2 in its JSON form (structured mode)
 *
 * One event of the public feed has one source and id whoever receives it; what is of one
 * subscription alone - its gapless count - stands in extension attributes, whose names CloudEvents
 * wants in small letters. Numbers of 64 bits are texts: an attribute's Integer has 32.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

struct arena;

/* The media type of the body. */
extern const char cloud_event_media_type[];

/* What an event says. Texts are borrowed; those that may be NULL are then left out. */
struct cloud_event {
	const char *source;           /* whose feed: a URI */
	const char *id;               /* unique in the source */
	const char *type;             /* ocop.certification.v1.CertificateRevoked */
	const char *subject;          /* the thing it is about; may be NULL */
	const char *schema_url;       /* of the data; may be NULL */
	int64_t time_us;              /* when it happened */
	int64_t feed_sequence;        /* its place in the public feed */
	const char *feed_place;       /* the same with the beginning of its hash; may be NULL */
	const char *origin;           /* the daemon that told it; may be NULL */
	int64_t origin_sequence;      /* its place in what that daemon tells */
	const char *subscription;     /* its id */
	int64_t count;                /* its place in the subscription, without gaps */
	const ProtobufCMessage *data; /* shown as canonical proto3 JSON */
};

/* The body, without blanks; in the arena. The same event gives the same bytes. */
char *cloud_event_json(struct arena *arena, const struct cloud_event *event);
