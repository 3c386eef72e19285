/* product_photos.c - tables of photos of products */
#include "registration/schema/parts.h"

const char registration_product_photos_sql[] =
	/* One row a photo that is shown; its file lies in the content store. */
	"CREATE TABLE product_photos ("
	" photo_id TEXT PRIMARY KEY, product_id TEXT NOT NULL REFERENCES products,"
	" position INTEGER NOT NULL, sha256 TEXT NOT NULL CHECK (sha256 <> ''),"
	" size_bytes INTEGER NOT NULL, media_type TEXT NOT NULL, kept_at_us INTEGER NOT NULL)"
	" STRICT;"
	"CREATE INDEX product_photos_by_product ON product_photos (product_id, position);"
	"CREATE INDEX product_photos_by_file ON product_photos (sha256);"
	/* Files of photos that were taken away: they may be named by nothing any more. */
	"CREATE TABLE unshown_files (sha256 TEXT PRIMARY KEY, since_us INTEGER NOT NULL) STRICT;"
	"CREATE INDEX unshown_files_by_time ON unshown_files (since_us);";
