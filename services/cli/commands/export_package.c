/* export_package.c - a dossier with the offices' papers as a zip */
#include "cli/commands.h"
#include "cli/export/document.h"
#include "cli/session.h"
#include "ocop/registration/v1/queries.pb-c.h"

int export_package(struct session *session)
{
	Ocop__Registration__V1__PackDossier query = OCOP__REGISTRATION__V1__PACK_DOSSIER__INIT;

	query.dossier_id = session->arguments.operands[0];
	return document_fetch(session, &query.base);
}
