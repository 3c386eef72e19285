/* sold_at.h - "Bán tại": the shops that carry a product, for the product's page
 */
#pragma once

#include "gateway/pages/product/sections.h"

/* Asks for the shops that carry it today. */
product_ask_fn product_ask_shops;

/* The section; nothing without shops. */
product_section_fn product_sold_at;
