/* serial.c - what a sticker is worth; facts in, decision out */
#include "market/rules/serial.h"

#include <string.h>

#include "market/records.h"
#include "ocop/certification/v1/types.pb-c.h"

#define STATE(name) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##name

static Ocop__Market__V1__SerialVerdict verdict_of_certificate(const struct serial_facts *facts)
{
	switch (facts->badge.state) {
	case BADGE(VALID):
		return facts->is_seen_far_apart ? SERIAL_VERDICT(SEEN_FAR_APART)
						: SERIAL_VERDICT(GENUINE);
	case BADGE(EXPIRED):
		return SERIAL_VERDICT(CERTIFICATE_EXPIRED);
	case BADGE(REVOKED):
		return SERIAL_VERDICT(CERTIFICATE_REVOKED);
	case BADGE(SUSPENDED):
		return SERIAL_VERDICT(CERTIFICATE_SUSPENDED);
	case BADGE(NONE):
	case BADGE(NOT_VERIFIED):
	case BADGE(UNSPECIFIED):
	case _OCOP__MARKET__V1__BADGE_STATE_IS_INT_SIZE:
		break;
	}
	return facts->certificate && facts->certificate->state == STATE(REPLACED)
		       ? SERIAL_VERDICT(CERTIFICATE_REPLACED)
		       : SERIAL_VERDICT(CERTIFICATE_NOT_VALID);
}

Ocop__Market__V1__SerialVerdict serial_verdict(const struct serial_facts *facts)
{
	if (!facts->is_known)
		return facts->batch_exists ? SERIAL_VERDICT(UNKNOWN)
					   : SERIAL_VERDICT(BATCH_UNKNOWN);
	if (!facts->fits_product)
		return SERIAL_VERDICT(OTHER_PRODUCT);
	if (!facts->batch_exists)
		return SERIAL_VERDICT(BATCH_UNKNOWN);
	if (!facts->fits_batch)
		return SERIAL_VERDICT(OTHER_PRODUCT);
	return verdict_of_certificate(facts);
}

void serial_scan_key(Ocop__Market__V1__SignalKind kind, const char *serial,
		     char ret_key[SERIAL_KEY_SIZE])
{
	ret_key[0] = (char)('0' + (int)kind);
	memcpy(ret_key + 1, serial, SERIAL_SIZE);
}

Ocop__Market__V1__SignalKind serial_scan_kind(const char *key)
{
	return (Ocop__Market__V1__SignalKind)(key[0] - '0');
}

const char *serial_scan_serial(const char *key)
{
	return key + 1;
}
