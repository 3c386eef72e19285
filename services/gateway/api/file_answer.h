/* file_answer.h - answers that are files made by a daemon: under the hash of their bytes */
#pragma once

#include <protobuf-c/protobuf-c.h>

struct dispatch;
struct http_header;

enum { FILE_ABOUT_HEADERS = 3 };

/* Answers with a file and FILE_ABOUT_HEADERS headers, of which the first is its type; 304 when the
 * client has it. */
void file_respond(const struct dispatch *dispatch, const ProtobufCBinaryData *content,
		  const struct http_header *about);

/* A Content-Disposition ("inline", "attachment"). Names of files are the daemons' own: letters,
 * digits, hyphens and a dot. */
const char *file_disposition(const struct dispatch *dispatch, const char *how, const char *name);

/* Answers with a common.v1.PrintedDocument; a route_respond_fn. */
void printed_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply);

/* The same for a list as CSV, to be kept. */
void csv_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply);

/* The same for a table, CSV or XLSX as its name ends: one of public figures, and one that is told
 * to whoever asks alone. */
void table_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply);
void own_table_respond(const struct dispatch *dispatch, const ProtobufCMessage *reply);
