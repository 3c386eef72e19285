/* slip_number.h - numbers of the registration slip (phiếu đăng ký, Mẫu 01) */
#pragma once

#include <stdint.h>

enum { SLIP_NUMBER_SIZE = 48 };

/* Writes number/PĐK-(province)-(commune)-(year): "07/PĐK-19-05503-2026". Below ten it has a zero
 * before it, as numbers of papers do (30/2020/NĐ-CP, annex I). */
void slip_number_print(int64_t number, const char *province_code, const char *commune_code,
		       int year, char ret_text[SLIP_NUMBER_SIZE]);
