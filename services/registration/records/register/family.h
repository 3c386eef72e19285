/* family.h - a product with all that was merged into it, for statements that look through merges
 *
 * Codes, dossiers and certificates stay with the registration they belong to; whoever asks the one
 * that stands must find them.
 */
#pragma once

/* Begins a statement: `family` has the product of this parameter and, by whatever chain, those
 * merged into it. A macro, because statements are literals. */
#define WITH_FAMILY_OF(parameter)                                                                  \
	"WITH RECURSIVE family (product_id) AS"                                                    \
	" (SELECT product_id FROM products WHERE product_id = " parameter                          \
	" UNION ALL SELECT m.product_id FROM products m"                                           \
	" JOIN family a ON m.merged_into = a.product_id AND m.merged_into <> '')"
