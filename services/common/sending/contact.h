/* contact.h - how somebody can be reached who sent something in: apart from what he sent, and for a
 * time
 *
 * The one table of a store that knows it. A row goes by the day it bears, or earlier when it is
 * asked for; no event and no list ever had it.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* The table; a migration of whoever keeps contacts. */
extern const char contact_migration_sql[];

/* "" for what is not known; texts that were loaded live in the transaction's arena. */
struct contact {
	const char *name;
	const char *reached_by; /* telephone, e-mail */
};

/* Keeps how the sender of a thing can be reached, until a day (YYYY-MM-DD). */
void contact_insert(struct transaction *tx, const char *thing_id, const struct contact *contact,
		    const char *erase_on);

/* Texts are "" when there is none, or none any more. */
void contact_load(struct transaction *tx, const char *thing_id, struct contact *ret_contact);

/* Moves the day; does nothing without a contact. */
void contact_keep_until(struct transaction *tx, const char *thing_id, const char *erase_on);

void contact_erase(struct transaction *tx, const char *thing_id);

/* A person's name (erasure/erased_names.h) taken from the senders who bear exactly it: who has it
 * within a longer one is somebody else. */
void contacts_name_erase(struct transaction *tx, const char *name, const char *erased);

/* Those whose day has come. Begins a statement; false after the last. */
void contacts_to_erase(struct transaction *tx, const char *today, int64_t limit);
bool contact_to_erase_next(struct transaction *tx, const char **ret_thing_id,
			   const char **ret_erase_on);
