/* parts.h - the SQL of scoring's tables by topic, for the list in schema.c */
#pragma once

/* Rule books that rounds keep. */
extern const char scoring_kept_rulebooks_sql[];

/* Whom members are linked to. */
extern const char scoring_links_sql[];

/* The advisory team and its work. */
extern const char scoring_team_sql[];

/* Sittings and what is heard on them. */
extern const char scoring_agenda_sql[];

/* What producers gave themselves. */
extern const char scoring_self_assessments_sql[];

/* Re-ratings: what is due, agencies' reports, opinions on them, meetings over them. */
extern const char scoring_re_rating_sql[];

/* Complaints about results. */
extern const char scoring_complaints_sql[];

/* What was asked for while a round had a dossier. */
extern const char scoring_supplements_sql[];
