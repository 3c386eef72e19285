/* sample.h - a template tried before it counts: a certificate that is none, as it would be printed
 */
#pragma once

/* Reads a template and writes the certificate of an invented product with so many stars ("3" to
 * "5") into a file; says on standard error what it cannot follow. Returns the exit status. */
int certificate_sample_print(const char *template_path, const char *star, const char *pdf_path);
