/* verification.c - is it genuine: the paper of a certificate, and what anybody can ask of numbers
 */
#include "gateway/api/file_answer.h"
#include "gateway/api/route_limits.h"
#include "gateway/routes.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

const struct route verification_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/certificates/{code}.pdf",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__print_certificate__descriptor,
		.reply = &ocop__common__v1__printed_document__descriptor,
		.summary_vi = "Giấy chứng nhận để in",
		.summary_en = "A certificate as PDF",
		.anonymous = true,
		.respond = printed_respond,
		.media_type = "application/pdf",
	},
	{
		.method = "GET",
		.path = "/api/v1/verify",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__verify_certificate__descriptor,
		.reply = &ocop__certification__v1__verify_certificate_reply__descriptor,
		.summary_vi = "Kiểm tra một số có dấu gạch chéo",
		.summary_en = "Check a number that has a slash in it",
		.anonymous = true,
	},
	{
		.method = "POST",
		.path = "/api/v1/verify",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__verify_certificates__descriptor,
		.reply = &ocop__certification__v1__verify_certificates_reply__descriptor,
		.summary_vi = "Kiểm tra đến 1.000 số trong một lần",
		.summary_en = "Check up to 1,000 numbers at once",
		.anonymous = true,
		.limit = &check_limited,
	},
	{
		.method = "GET",
		.path = "/api/v1/unknown-numbers",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__list_unknown_numbers__descriptor,
		.reply = &ocop__certification__v1__list_unknown_numbers_reply__descriptor,
		.summary_vi = "Các số được tra cứu mà không có trong sổ, theo ngày và xã",
		.summary_en = "Numbers that were asked for and are unknown, by day and commune",
	},
	{0},
};
