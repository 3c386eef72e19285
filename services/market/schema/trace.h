/* trace.h - market's tables of batches and stickers, a migration of schema.c */
#pragma once

extern const char trace_mirror_sql[];
extern const char trace_batch_sql[];
extern const char trace_serial_sql[];
