/* sticker_certificate.h - the certificate on which stickers of a batch are granted and drawn */
#pragma once

struct batch;
struct reply;
struct transaction;

/* Refuses in the reply, at `field`, a certificate that is not known, is another product's or not
 * valid today: CERTIFICATE_UNKNOWN, CERTIFICATE_OF_OTHER_PRODUCT, CERTIFICATE_STATE; and at no
 * field a batch that is closed: BATCH_CLOSED. */
void sticker_certificate_check(struct transaction *tx, const struct batch *batch, const char *code,
			       const char *field, struct reply *reply);
