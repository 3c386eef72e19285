/* content.h - a dossier's content as messages of queries: evidence, versions, supplements
 *
 * As answers.h: messages live in the arena and borrow the records' texts.
 */
#pragma once

#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records.h"

struct arena;
struct centre_result; /* records/desk/centre_result.h */
struct paper;
struct supplement;
struct transaction;

/* Evidence as attached. */
Ocop__Registration__V1__Evidence *evidence_message(struct arena *arena,
						   const struct evidence *evidence);

/* A list of them; as many as there are records. */
Ocop__Registration__V1__Evidence **evidence_messages(struct arena *arena,
						     const struct evidence *evidence, size_t count);

/* Photos of the pack in the version that was handed in last, at most PACK_PHOTOS_MAX. */
Ocop__Registration__V1__PackPhoto **pack_photos_of_submission(struct transaction *tx,
							      const struct dossier *dossier,
							      size_t *ret_count);

/* A version that was handed in. */
Ocop__Registration__V1__Submission *submission_message(struct arena *arena,
						       const struct submission *submission);

/* A supplement of this dossier, with what it asks for, which it loads. */
Ocop__Registration__V1__Supplement *supplement_message(struct transaction *tx,
						       const struct dossier *dossier,
						       const struct supplement *supplement);

/* A paper of an office. */
Ocop__Registration__V1__Paper *paper_message(struct arena *arena, const struct paper *paper);

/* What the centre gave a dossier that it did not recognise. */
Ocop__Registration__V1__CentreResult *centre_result_message(struct arena *arena,
							    const struct centre_result *result);
