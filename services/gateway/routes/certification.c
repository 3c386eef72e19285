/* certification.c - certificates and decisions: the paths that certification answers */
#include "gateway/routes.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

const struct route certification_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/certificates",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__list_certificates__descriptor,
		.reply = &ocop__certification__v1__list_certificates_reply__descriptor,
		.summary_vi = "Các giấy chứng nhận",
		.summary_en = "List certificates",
	},
	{
		.method = "GET",
		.path = "/api/v1/certificates/{code}",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__get_certificate__descriptor,
		.reply = &ocop__certification__v1__certificate__descriptor,
		.summary_vi = "Một giấy chứng nhận",
		.summary_en = "One certificate",
	},
	{
		.method = "POST",
		.path = "/api/v1/certificates/{code}/revoke",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__revoke_certificate__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Thu hồi theo căn cứ của bộ tiêu chí",
		.summary_en = "Revoke on a ground of the rule book",
	},
	{
		.method = "POST",
		.path = "/api/v1/certificates/{code}/replace",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__replace_certificate__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.location = "/api/v1/certificates/",
		.summary_vi = "Cấp lại có đính chính",
		.summary_en = "Replace by a corrected one",
	},
	{
		.method = "GET",
		.path = "/api/v1/verify/{number}",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__verify_certificate__descriptor,
		.reply = &ocop__certification__v1__verify_certificate_reply__descriptor,
		.summary_vi = "Kiểm tra một số hoặc mã",
		.summary_en = "Check a number or code",
		.anonymous = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/decisions",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__list_decisions__descriptor,
		.reply = &ocop__certification__v1__list_decisions_reply__descriptor,
		.summary_vi = "Các quyết định",
		.summary_en = "List decisions",
	},
	{0},
};
