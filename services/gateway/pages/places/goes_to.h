/* goes_to.h - "Xuất khẩu tới": the countries that a product goes to, for the product's page
 */
#pragma once

#include "gateway/pages/product/sections.h"

/* Asks for the countries, as the OCOP agency has confirmed them. */
product_ask_fn product_ask_markets;

/* The section; nothing without countries. */
product_section_fn product_goes_to;
