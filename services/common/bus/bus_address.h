/* bus_address.h - where a daemon may listen and dial
 *
 * "ipc:///path", absolute, at most BUS_PATH_LIMIT_BYTES, in a directory that is ours alone.
 */
#pragma once

/* nng refuses 136 bytes, the kernel 108; below both there is room for a suffix. */
enum { BUS_PATH_LIMIT_BYTES = 100 };

/* Returns 0 and the path inside the address, ERROR_SETTING for an address of another form or too
 * long, ERROR_FORGED when the directory is not ours or others may enter it, ERROR_NOT_FOUND when it
 * is not there. */
int bus_address_path(const char *address, const char **ret_path);
