/* parts.h - the SQL of scoring's tables by topic, for the list in schema.c */
#pragma once

/* Rule books that rounds keep. */
extern const char scoring_kept_rulebooks_sql[];
