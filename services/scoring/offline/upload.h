/* upload.h - the sheets of a form that was filled without network, one after the other
 *
 * What is looked at in a dry run and what is taken in is the same walk, over the same code as a
 * sheet that is saved or handed in by itself.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "scoring/filling.h"

struct reply;
struct transaction;

/* Most sheets of one form. */
enum { UPLOAD_SHEETS_MAX = 200 };

/* A form: fields of PreviewOfflineForm and UploadOfflineForm, which are alike. */
struct upload {
	const char *round_id;
	const char *member_id;
	Ocop__Scoring__V1__OfflineSheet *const *sheets;
	size_t count;
};

/* True when it is the caller's own, no dossier stands on it twice and he has a conflict in none;
 * else OFFLINE_FORM_INVALID, FIELD_MISSING for a form without sheets, MESSAGE_TOO_LARGE or, at
 * `sheets[...]`, MEMBER_HAS_CONFLICT is in the reply, which names no dossier. */
bool upload_is_fine(struct transaction *tx, struct reply *reply, const struct upload *upload);

/* What would become of one sheet. */
struct upload_sheet {
	bool unchanged;
	struct filling filling; /* holds when nothing was refused */
};

/* Looks at one sheet; what is wrong with it is in its own reply, which shall be in the
 * transaction's arena. OFFLINE_FORM_INVALID for a dossier that is not in the round, or of another
 * pass; and, unless the same stands already, what filling.h says. False when refused, or the
 * transaction has failed. To be asked only of an upload that is fine. */
bool upload_sheet_load(struct transaction *tx, const struct upload *upload, size_t index,
		       struct reply *own_reply, struct upload_sheet *ret_sheet);
