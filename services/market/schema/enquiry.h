/* enquiry.h - market's tables of offers and enquiries */
#pragma once

extern const char offer_sql[];
extern const char enquiry_sql[];
