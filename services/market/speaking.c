/* speaking.c - which certificate speaks for a listing, after anything that may have changed it */
#include "market/speaking.h"

#include "market/records.h"
#include "market/rules.h"

void listing_show_certificate(struct transaction *tx, const char *product_id, int32_t day,
			      int64_t changed_at_us)
{
	const char *listing_id = listing_standing(tx, product_id);
	struct certificate *certificates;
	size_t count;
	const struct certificate *speaks;

	certificates_of_product(tx, listing_id, &certificates, &count);
	speaks = certificate_that_speaks(certificates, count, day);
	listing_set_certificate(tx, listing_id, speaks ? speaks->code : NULL, changed_at_us);
}
