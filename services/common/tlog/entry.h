/* entry.h - what a log of events says of one event: facts in clear, and commitments to the rest
 *
 * An entry is canonical JSON:
 *
 *	{"commitments": {"certificate.producerName": "<base 64>", ...},
 *	 "event": {"certificate": {"code": "7K2M...", "star": 4, ...}},
 *	 "format": "ocop-log-entry@v1", "sequence": 12, "source": "certification",
 *	 "thing": "7K2M...", "thingVersion": 1, "time": "2026-06-20T03:04:05Z",
 *	 "type": "ocop.certification.v1.CertificateIssued"}
 *
 * `event` is the event's message in JSON without what is committed to and without fields that hold
 * nothing. What may be about a person is only committed to: the entry then holds the SHA-256 of a
 * salt of 32 random bytes, the field's path and its value. Whoever is shown value and salt (an
 * opening) can see that they are what was logged; when the salt is forgotten, the commitment says
 * nothing any more, and the entry and every proof of it stay as they are.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { COMMITMENT_SALT_SIZE = 32, COMMITMENT_SIZE = 32 };

/* The commitment to a field's value, in base 64; in the arena. */
char *commitment_print(struct arena *arena, const uint8_t salt[COMMITMENT_SALT_SIZE],
		       const char *path, const json_t *value);

/* An entry, taken apart; all of it lives as long as the JSON. */
struct entry {
	json_t *json; /* to be given back by entry_close */
	const char *source, *type, *thing, *time;
	uint64_t sequence, thing_version;
	const json_t *event, *commitments;
};

/* The entry as it is hashed; in the arena. Borrows everything; `json` is not looked at. */
char *entry_print(struct arena *arena, const struct entry *entry);

/* Reads an entry; false for bytes that are none, also for one that is spelt differently. */
bool entry_read(const char *bytes, size_t size_bytes, struct arena *arena, struct entry *ret_entry);
void entry_close(struct entry *entry);

/* How an event that is shown compares with its entry. */
struct entry_comparison {
	size_t withheld;   /* fields that are committed to and were not shown */
	const char *fault; /* the path of the first field that is not what was logged */
};

/* True when the event (as its JSON, with or without what is committed to) is the entry's: each of
 * its fields is in clear there and the same, or opened by the salt of its path in `salts` (base
 * 64). The comparison's texts are in the arena. */
bool entry_is_of(const struct entry *entry, const json_t *event, const json_t *salts,
		 struct arena *arena, struct entry_comparison *ret_comparison);
