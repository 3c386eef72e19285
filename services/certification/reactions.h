/* reactions.h - the events certification follows, and what each leaves in this store
 *
 * reaction.c calls one for every event, in the order of its source, exactly once; what it writes
 * and the place it came to are committed together. A reaction refuses nothing, tells nothing (but
 * that a name is gone), and writes mirrors only: they can be lost and are rebuilt from event 1.
 */
#pragma once

#include "common/reaction.h"
#include "ocop/registration/v1/types.pb-c.h"

struct arena;

/* The table; ends with an empty row. */
extern const struct reaction certification_reactions[];

/* Forgets what registration or a shard of scoring has told, so that it can be taken again from
 * event 1; false for any other source, which cannot be built anew here. */
bool certification_forget(struct transaction *tx, const char *source);

/* Keeps a decided result: a recognised one waits for its certificate. */
void on_result_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* Keeps a row of an old register: it waits to be judged. */
void on_recognition_claimed(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* Keeps what the centre recognised without this software: it waits for its certificate. */
void on_centre_result_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			       const ProtobufCMessage *body);

/* Keeps what a province recognised on the centre's result: it waits for its certificate. */
void on_recognised_on_centre_result(struct transaction *tx, const Ocop__Common__V1__Event *event,
				    const ProtobufCMessage *body);

/* The units of a place as they were written, smallest first, in the arena: old certificates keep
 * their old address. For the reactions alone. */
const char *place_as_written(struct arena *arena, const Ocop__Registration__V1__Place *place);

/* Keeps a product's code, without which no certificate is issued. */
void on_product_code_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body);

/* Keeps the options that a council agreed on: checklists of inspections show them. */
void on_agreed_options_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
				const ProtobufCMessage *body);

/* Keep what became of a round as a whole: a decided one waits for its decision's record. */
void on_round_reported(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void on_round_approved(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);

/* Keep how a dossier was filed, what its product covers, and that it was taken back. */
void on_dossier_submitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
void on_dossier_withdrawn(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body);
void on_dossier_left_round(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body);
void on_dossier_admitted(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);
void on_supplement_given(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body);

/* Tells that a producer's name is gone: the one reaction that tells, because what it follows up is
 * its own events'. */
void on_personal_data_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body);

/* Keep the hash of a paper, of a dossier or of an office. */
void on_paper_attached(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body);
void on_paper_kept(struct transaction *tx, const Ocop__Common__V1__Event *event,
		   const ProtobufCMessage *body);
