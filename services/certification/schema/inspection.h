/* inspection.h - the SQL of the tables about inspections, for the list in schema.c */
#pragma once

/* Agreed options, mirrored; plans; visits with checklists, findings and remedies. */
extern const char certification_inspection_sql[];
