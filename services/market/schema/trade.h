/* trade.h - market's tables of points of sale, fairs and exports, migrations of schema.c */
#pragma once

extern const char points_of_sale_sql[];
extern const char fairs_sql[];
extern const char exports_sql[];
