/* links.c - table of the producers that members of a council are linked to */
#include "scoring/schema/parts.h"

const char scoring_links_sql[] =
	/* From each follows a conflict in every dossier of the producer in the round. */
	"CREATE TABLE producer_links ("
	" round_id TEXT NOT NULL REFERENCES rounds, producer_id TEXT NOT NULL,"
	" member_id TEXT NOT NULL, reason TEXT NOT NULL, acting_chair_id TEXT NOT NULL,"
	" PRIMARY KEY (round_id, producer_id, member_id), CHECK (reason <> '')) STRICT;"
	"CREATE INDEX round_dossiers_by_producer ON round_dossiers (producer_id, round_id);"
	/* Asked for when a producer's name is erased. */
	"CREATE INDEX admitted_dossiers_by_producer ON admitted_dossiers (producer_id);";
