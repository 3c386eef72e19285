/* rulebook_setting.h - the rule books a daemon is told to use: setting `rulebooks_dir` */
#pragma once

struct rulebooks;
struct settings;

/* Loads them for a daemon's start, having logged what stands in the way. Returns 0 or an ERROR_*;
 * what it gives is freed with rulebooks_destroy. */
int rulebooks_open(const struct settings *settings, struct rulebooks **ret_rulebooks);
