/* feed_http.h - pages of a feed from a gateway, over HTTP (libcurl)
 */
#pragma once

#include "cli/feed/feed_source.h"

/* Reads the key (--key-file) and makes ready; nothing is asked yet. An exit_status. */
int feed_http_open(struct feed_source *source);
void feed_http_close(struct feed_source *source);

/* As feed_source_page. */
int feed_http_page(struct feed_source *source, const char *after, uint32_t limit, bool quietly,
		   json_t **ret_page);
