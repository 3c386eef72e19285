/* product_photos.c - what registration tells of photos of products */
#include "common/message/message.h"
#include "common/outbox.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "registration/events.h"
#include "registration/records.h"

void event_product_photos_set(struct transaction *tx, const struct product *product,
			      char **photo_ids, size_t count)
{
	Ocop__Registration__V1__ProductPhotosSet event =
		OCOP__REGISTRATION__V1__PRODUCT_PHOTOS_SET__INIT;

	event.product_id = message_text(product->product_id);
	event.photo_ids = photo_ids;
	event.n_photo_ids = count;
	outbox_append(tx, product->product_id, product->version, &event.base);
}
