/* agency_add.c - an agency: an office that has accounts */
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/identity/v1/commands.pb-c.h"

int agency_add(struct session *session)
{
	Ocop__Identity__V1__AddAgency command = OCOP__IDENTITY__V1__ADD_AGENCY__INIT;
	const struct arguments *arguments = &session->arguments;
	const char *name_vi = argument(arguments, "name-vi");
	const char *name_en = argument(arguments, "name-en");
	const char *kind = argument(arguments, "kind");
	const char *unit = argument(arguments, "unit");
	int value;

	if (name_vi == NULL || kind == NULL ||
	    !word_enum(&ocop__identity__v1__agency_kind__descriptor, kind, session->arena,
		       &value)) {
		complain("agency add wants --name-vi and --kind: commune, ocop-agency, department, "
			 "chairman-office, ministry, producer or operator");
		return EXIT_USAGE;
	}
	command.agency_id = arguments->operands[0];
	command.name_vi = (char *)name_vi;
	command.name_en = (char *)(name_en != NULL ? name_en : name_vi);
	command.kind = (Ocop__Identity__V1__AgencyKind)value;
	command.unit_code = unit != NULL ? (char *)unit : command.unit_code;
	return answer_accepted(session, "identity", &command.base);
}
