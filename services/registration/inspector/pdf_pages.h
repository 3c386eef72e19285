/* pdf_pages.h - how many pages a PDF has */
#pragma once

#include <stdint.h>

#include "registration/inspector/verdict.h"

/* Counts the pages (libqpdf). What cannot be opened without a password, has no page, or is broken
 * beyond what a reader puts right is INSPECTOR_UNREADABLE: a council could not read it either. */
enum inspector_verdict pdf_pages(const char *path, uint32_t *ret_pages);
