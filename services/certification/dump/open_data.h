/* open_data.h - the register's open data: its folder, and who keeps it up to date
 */
#pragma once

struct dump_maker;
struct service;
struct transparency;

/* Read-only after the start, so any thread may use it. */
struct open_data {
	char *folder;
	struct dump_maker *maker;
};

/* Opens the folder and begins to keep it. `state` is certification's, which the transparency is
 * part of. 0 or an ERROR_*, having logged why. */
int open_data_open(struct service *service, void *state, const struct transparency *transparency,
		   struct open_data *ret_open_data);

/* Ends it; zeroes are fine. */
void open_data_close(struct open_data *open_data);
