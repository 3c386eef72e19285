/* samples.c - tables of samples that offices received with a dossier */
#include "registration/schema/parts.h"

const char registration_samples_sql[] =
	/* One row a receipt; office is 2 the commune, 3 the province, 5 the centre. */
	"CREATE TABLE sample_receipts ("
	" receipt_number TEXT PRIMARY KEY,"
	" dossier_id TEXT NOT NULL REFERENCES dossiers (dossier_id),"
	" office INTEGER NOT NULL, sample_count INTEGER NOT NULL, received_on TEXT NOT NULL,"
	" note TEXT NOT NULL, recorded_at_us INTEGER NOT NULL, recorded_by TEXT NOT NULL,"
	" CHECK (office IN (2, 3, 5)), CHECK (sample_count > 0)) STRICT;"
	"CREATE INDEX sample_receipts_by_dossier ON sample_receipts (dossier_id, office);"
	/* The last receipt that an office numbered in a year. */
	"CREATE TABLE sample_sequences ("
	" unit_code TEXT NOT NULL, year INTEGER NOT NULL, last_number INTEGER NOT NULL,"
	" PRIMARY KEY (unit_code, year)) STRICT;";
