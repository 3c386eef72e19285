/* export_package.c - a dossier with the offices' papers, and what its proposing round prints, as a
 * zip
 *
 * Registration packs; the reports and the decision come from the round's shard, for who may see
 * them there. Without them the package's list says that they are missing.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/export/document.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/identifier.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

enum { SOURCE_SIZE = SHARD_NAME_SIZE + sizeof("scoring_") };

/* The round that proposed it to the centre; "" for none. */
static int round_find(struct session *session, char *dossier_id, char **ret_round_id)
{
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;
	const ProtobufCMessage *answer;

	query.dossier_id = dossier_id;
	int result = peer_query_signed_in(session, "registration", &query.base,
					  &ocop__registration__v1__dossier__descriptor, &answer);
	if (result == EXIT_DONE)
		*ret_round_id =
			((const Ocop__Registration__V1__Dossier *)answer)->proposing_round_id;
	return result;
}

static int papers_print(struct session *session, char *round_id,
			Ocop__Registration__V1__PackDossier *package)
{
	Ocop__Scoring__V1__PrintProposal query = OCOP__SCORING__V1__PRINT_PROPOSAL__INIT;
	char shard[SHARD_NAME_SIZE], source[SOURCE_SIZE];
	const ProtobufCMessage *answer;
	struct source_list sources;

	if (!identifier_shard(round_id, shard))
		return EXIT_DONE;                                    /* no round has proposed it */
	(void)snprintf(source, sizeof(source), "scoring_%s", shard); /* reckoned to fit */
	query.round_id = round_id;
	query.dossier_id = package->dossier_id;
	int result = sources_list(session, &sources); /* the table says where the shard answers */
	if (result == EXIT_DONE)
		result = peer_query_signed_in(session, source, &query.base,
					      &ocop__scoring__v1__print_proposal_reply__descriptor,
					      &answer);
	if (result != EXIT_DONE)
		return result;
	const Ocop__Scoring__V1__PrintProposalReply *printed = (const void *)answer;
	package->papers = printed->papers;
	package->n_papers = printed->n_papers;
	return EXIT_DONE;
}

int export_package(struct session *session)
{
	Ocop__Registration__V1__PackDossier query = OCOP__REGISTRATION__V1__PACK_DOSSIER__INIT;
	char *round_id = NULL;

	query.dossier_id = session->arguments.operands[0];
	int result = round_find(session, query.dossier_id, &round_id);
	if (result == EXIT_DONE)
		result = papers_print(session, round_id, &query);
	return result == EXIT_DONE ? document_fetch(session, &query.base) : result;
}
