/* speaking.h - which certificate speaks for a listing, after anything that may have changed it
 *
 * For reactions.
 */
#pragma once

#include <stdint.h>

struct transaction;

/* The listing that stands for this product shows the certificate that speaks for it on this day;
 * none, where none does. A product that is not known yet is left alone: its listing looks for
 * certificates when it is made. */
void listing_show_certificate(struct transaction *tx, const char *product_id, int32_t day,
			      int64_t changed_at_us);
