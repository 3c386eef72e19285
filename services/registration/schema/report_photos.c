/* report_photos.c - tables of the photos of reports on packs */
#include "registration/schema/parts.h"

const char registration_report_photos_sql[] =
	/* One row a photo; its file lies in the content store. */
	"CREATE TABLE report_photos ("
	" photo_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL,"
	" media_type TEXT NOT NULL, kept_at_us INTEGER NOT NULL, CHECK (sha256 <> '')) STRICT;"
	/* Which report it is of and whose that is to handle, as certification tells. */
	"CREATE TABLE report_photo_places ("
	" photo_id TEXT PRIMARY KEY, report_id TEXT NOT NULL, commune_code TEXT NOT NULL,"
	" province_code TEXT NOT NULL) STRICT;"
	"CREATE INDEX report_photo_places_by_report ON report_photo_places (report_id);";
