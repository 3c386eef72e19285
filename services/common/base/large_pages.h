/* large_pages.h - memory in pages of 2 MiB, for a daemon that reads here and there in much of it
 *
 * With pages of 4 KiB the processor waits for their tables as long as for the memory itself. The
 * kernel gives larger ones where they are asked for (transparent huge pages, "madvise"); glibc's
 * malloc asks when it is told to before a program begins (the tunable glibc.malloc.hugetlb).
 */
#pragma once

/* First of all in main: tells malloc, and begins the program anew, once, under the same process id
 * and with these arguments. Whoever has set the tunable is obeyed. Returns where it is told
 * already, and where that cannot be: everything is as right, and slower. */
void large_pages_use(char **arguments);
