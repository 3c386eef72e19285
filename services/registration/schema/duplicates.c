/* duplicates.c - tables of what may be registered twice, and of what was merged */
#include "registration/schema/parts.h"

const char registration_duplicates_sql[] =
	/* The keys of every producer that stands for itself (rules/register/duplicates.h): those
	 * that share one are compared, nobody else. */
	"CREATE TABLE producer_keys ("
	" key TEXT NOT NULL, province_code TEXT NOT NULL,"
	" producer_id TEXT NOT NULL REFERENCES producers (producer_id),"
	" PRIMARY KEY (key, province_code, producer_id)) STRICT;"
	"CREATE INDEX producer_keys_by_producer ON producer_keys (producer_id);"
	/* Pairs that look alike, kept up whenever one of the two changes. Distance is 100 less the
	 * score, so that the likeliest come first in an index; the other province is that of the
	 * second, where it differs. Reasons are enum likeness_reason. */
	"CREATE TABLE merge_candidates ("
	" first_id TEXT NOT NULL, second_id TEXT NOT NULL, products INTEGER NOT NULL,"
	" province_code TEXT NOT NULL, other_province_code TEXT NOT NULL,"
	" distance INTEGER NOT NULL, reasons INTEGER NOT NULL,"
	" PRIMARY KEY (first_id, second_id),"
	" CHECK (first_id < second_id), CHECK (distance BETWEEN 0 AND 100)) STRICT;"
	"CREATE INDEX merge_candidates_by_second ON merge_candidates (second_id);"
	"CREATE INDEX merge_candidates_by_likeness ON merge_candidates"
	" (products, distance, first_id, second_id);"
	"CREATE INDEX merge_candidates_by_province ON merge_candidates"
	" (products, province_code, distance, first_id, second_id);"
	"CREATE INDEX merge_candidates_by_other_province ON merge_candidates"
	" (products, other_province_code, distance, first_id, second_id);"
	/* An officer said that the two are two: they come no more, whatever they are called. */
	"CREATE TABLE dismissed_pairs ("
	" first_id TEXT NOT NULL, second_id TEXT NOT NULL, reason TEXT NOT NULL,"
	" dismissed_at_us INTEGER NOT NULL, actor_id TEXT NOT NULL,"
	" PRIMARY KEY (first_id, second_id), CHECK (first_id < second_id)) STRICT;"
	/* One row a merge, for ever; merge_no is their order. */
	"CREATE TABLE merges ("
	" merge_id TEXT PRIMARY KEY, merge_no INTEGER NOT NULL UNIQUE, products INTEGER NOT NULL,"
	" kept_id TEXT NOT NULL, merged_id TEXT NOT NULL, reason TEXT NOT NULL,"
	" merged_at_us INTEGER NOT NULL, actor_id TEXT NOT NULL, undone INTEGER NOT NULL,"
	" undone_reason TEXT NOT NULL, undone_at_us INTEGER NOT NULL,"
	" undone_by TEXT NOT NULL, CHECK (kept_id <> merged_id)) STRICT;"
	/* What is merged is merged once. */
	"CREATE UNIQUE INDEX merges_that_hold ON merges (merged_id) WHERE undone = 0;"
	"CREATE INDEX merges_by_kept ON merges (kept_id, merge_no);"
	/* What a merge of producers moved, so that undoing it moves nothing else. */
	"CREATE TABLE merge_moves ("
	" merge_id TEXT NOT NULL REFERENCES merges (merge_id),"
	" product_id TEXT NOT NULL REFERENCES products (product_id),"
	" PRIMARY KEY (merge_id, product_id)) STRICT;"
	"CREATE INDEX merge_moves_by_product ON merge_moves (product_id);"
	/* Dossiers that start from a certificate. */
	"CREATE INDEX dossiers_by_certificate ON dossiers (certificate_code)"
	" WHERE certificate_code <> '';";
