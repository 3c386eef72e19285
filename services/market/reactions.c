/* reactions.c - the table of events market follows */
#include "market/reactions.h"

#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

const struct reaction market_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, on_units_recorded},
	{&ocop__registration__v1__producer_registered__descriptor, FROM_BEGINNING,
	 on_producer_registered},
	{&ocop__registration__v1__product_registered__descriptor, FROM_BEGINNING,
	 on_product_registered},
	{&ocop__registration__v1__producer_changed__descriptor, FROM_BEGINNING,
	 on_producer_changed},
	{&ocop__registration__v1__product_changed__descriptor, FROM_BEGINNING, on_product_changed},
	{&ocop__registration__v1__product_transferred__descriptor, FROM_BEGINNING,
	 on_product_transferred},
	{&ocop__registration__v1__products_merged__descriptor, FROM_BEGINNING, on_products_merged},
	{&ocop__registration__v1__merge_undone__descriptor, FROM_BEGINNING, on_merge_undone},
	{&ocop__certification__v1__certificate_issued__descriptor, FROM_BEGINNING,
	 on_certificate_issued},
	{&ocop__certification__v1__recognition_recorded__descriptor, FROM_BEGINNING,
	 on_recognition_recorded},
	{&ocop__certification__v1__certificate_revoked__descriptor, FROM_BEGINNING,
	 on_certificate_revoked},
	{&ocop__certification__v1__certificate_expired__descriptor, FROM_BEGINNING,
	 on_certificate_expired},
	{&ocop__certification__v1__certificate_replaced__descriptor, FROM_BEGINNING,
	 on_certificate_replaced},
	{0},
};
