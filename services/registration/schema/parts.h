/* parts.h - the SQL of registration's tables by topic, for the list in schema.c */
#pragma once

/* Papers that offices add to a dossier. */
extern const char registration_documents_sql[];

/* Samples that offices received, and the sequences of their receipts. */
extern const char registration_samples_sql[];

/* What is known of producers and products besides their names. */
extern const char registration_known_sql[];

/* How often the units changed. */
extern const char registration_units_sql[];

/* What was asked for while a round has a dossier. */
extern const char registration_supplements_sql[];

/* What dossiers were sent back for. */
extern const char registration_returns_sql[];

/* Numbers that offices give. */
extern const char registration_numbers_sql[];

/* The survey, ideas, plans and their targets. */
extern const char registration_programme_sql[];

/* What was carried over from earlier dossiers. */
extern const char registration_carry_over_sql[];

/* What may be registered twice, and what was merged. */
extern const char registration_duplicates_sql[];

/* Photos of reports on packs. */
extern const char registration_report_photos_sql[];

/* Photos of products. */
extern const char registration_product_photos_sql[];

/* What the centre gave dossiers that it did not recognise. */
extern const char registration_centre_results_sql[];
