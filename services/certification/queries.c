/* queries.c - the table of what certification can be asked
 *
 * Anyone may ask anything here: whether a certificate is genuine is everybody's business, and a
 * certificate holds no personal data beyond the producer's name on the pack.
 */
#include "certification/queries.h"

#include "ocop/certification/v1/queries.pb-c.h"

const struct query certification_queries[] = {
	{.message = &ocop__certification__v1__get_certificate__descriptor,
	 .reply = &ocop__certification__v1__certificate__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = get_certificate},
	{.message = &ocop__certification__v1__verify_certificate__descriptor,
	 .reply = &ocop__certification__v1__verify_certificate_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = verify_certificate},
	{.message = &ocop__certification__v1__list_certificates__descriptor,
	 .reply = &ocop__certification__v1__list_certificates_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_certificates},
	{.message = &ocop__certification__v1__list_decisions__descriptor,
	 .reply = &ocop__certification__v1__list_decisions_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_decisions},
	{0},
};
