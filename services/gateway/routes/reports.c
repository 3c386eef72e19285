/* reports.c - reports on packs: from anybody, and what offices make of them
 *
 * A receipt opens what became of a report: it is a secret, and stands in no log.
 */
#include "gateway/api/dispatch.h"
#include "gateway/files/downloads.h"
#include "gateway/files/report_photo.h"
#include "gateway/problem.h"
#include "gateway/routes.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

static void report(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values)
{
	if (report_may_come(gateway, request, false))
		dispatch_start(gateway, request, route, values);
	else
		problem_respond(request, REFUSAL(RATE_LIMITED), NULL, NULL);
}

static void upload_photo(struct gateway *gateway, struct http_request *request,
			 const struct route *route, const struct route_values *values)
{
	(void)route; /* one row only comes here, and its path has no values */
	(void)values;
	report_photo_upload(gateway, request);
}

static void photo(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	(void)route; /* as above */
	report_photo_download(gateway, request, values->values[0], false);
}

static void thumbnail(struct gateway *gateway, struct http_request *request,
		      const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	report_photo_download(gateway, request, values->values[0], true);
}

const struct route report_routes[] = {
	{
		.method = "POST",
		.path = "/api/v1/reports",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__report_pack__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.location = "/api/v1/report-receipts/",
		.summary_vi = "Phản ánh về một bao bì mang nhãn OCOP; ai cũng gửi được",
		.summary_en = "Report a pack that bears the mark; open to all",
		.handle = report,
	},
	{
		.method = "POST",
		.path = "/api/v1/report-photos",
		.kind = ROUTE_OWN,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Gửi một ảnh (JPEG, PNG, WebP) cho phản ánh",
		.summary_en = "Send a photo (JPEG, PNG, WebP) for a report",
		.handle = upload_photo,
		.body_limit_bytes = REPORT_BODY_LIMIT_BYTES,
	},
	{
		.method = "GET",
		.path = "/api/v1/report-photos/{photo_id}",
		.kind = ROUTE_OWN,
		.summary_vi = "Ảnh của phản ánh",
		.summary_en = "A photo of a report",
		.handle = photo,
		.media_type = "application/octet-stream",
	},
	{
		.method = "GET",
		.path = "/api/v1/report-photos/{photo_id}/preview",
		.kind = ROUTE_OWN,
		.summary_vi = "Ảnh nhỏ của phản ánh",
		.summary_en = "The small picture of it",
		.handle = thumbnail,
		.media_type = "application/octet-stream",
	},
	{
		.method = "GET",
		.path = "/api/v1/report-receipts/{receipt}",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__follow_pack_report__descriptor,
		.reply = &ocop__certification__v1__follow_pack_report_reply__descriptor,
		.summary_vi = "Theo dõi phản ánh theo số biên nhận",
		.summary_en = "Follow a report by its receipt",
		.anonymous = true,
		.secret_path = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/reports",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__list_pack_reports__descriptor,
		.reply = &ocop__certification__v1__list_pack_reports_reply__descriptor,
		.summary_vi = "Các phản ánh về bao bì thuộc trách nhiệm của cơ quan",
		.summary_en = "Reports on packs that are the office's to handle",
	},
	{
		.method = "GET",
		.path = "/api/v1/reports/{report_id}",
		.kind = ROUTE_QUERY,
		.source = "certification",
		.message = &ocop__certification__v1__get_pack_report__descriptor,
		.reply = &ocop__certification__v1__pack_report__descriptor,
		.summary_vi = "Một phản ánh và những gì đã làm với nó",
		.summary_en = "A report and what became of it",
		.moving = true, /* it becomes overdue by itself */
	},
	{
		.method = "POST",
		.path = "/api/v1/reports/{report_id}/take-up",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__take_up_pack_report__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Tiếp nhận phản ánh",
		.summary_en = "Take up a report",
	},
	{
		.method = "POST",
		.path = "/api/v1/reports/{report_id}/forward",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__forward_pack_report__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Chuyển phản ánh cho xã hoặc tỉnh khác",
		.summary_en = "Forward a report to another commune or province",
	},
	{
		.method = "POST",
		.path = "/api/v1/reports/{report_id}/close",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__close_pack_report__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Kết thúc phản ánh với kết luận",
		.summary_en = "Close a report with its conclusion",
	},
	{
		.method = "POST",
		.path = "/api/v1/reports/{report_id}/erase-reporter",
		.kind = ROUTE_COMMAND,
		.source = "certification",
		.message = &ocop__certification__v1__erase_reporter__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Xóa cách liên hệ của người phản ánh",
		.summary_en = "Erase how the reporter can be reached",
	},
	{0},
};
