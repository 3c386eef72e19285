/* identity.c - accounts, agencies, units, shards: the paths that identity answers */
#include <string.h>

#include "common/base/arena.h"
#include "gateway/api/dispatch.h"
#include "gateway/api/route_limits.h"
#include "gateway/api/session_cookie.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/routes.h"
#include "gateway/sessions.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/identity/v1/queries.pb-c.h"

static void session_opened(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const Ocop__Identity__V1__SessionOpened *opened =
		(const Ocop__Identity__V1__SessionOpened *)reply;
	const struct http_header header = {"Set-Cookie",
					   session_cookie(dispatch->request, opened->secret)};

	dispatch_respond_json(dispatch, reply, &header, 1);
}

static void session_closed(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const char *secret = sessions_secret(dispatch->request);
	const struct http_header header = {"Set-Cookie", session_cookie(dispatch->request, "")};

	if (secret)
		sessions_forget(dispatch->gateway->sessions, secret);
	dispatch_respond_json(dispatch, reply, &header, 1);
}

/* The secret to close is the one the request carries. */
static void session_close(struct gateway *gateway, struct http_request *request,
			  const struct route *route, const struct route_values *values)
{
	const char *secret = sessions_secret(request);
	Ocop__Identity__V1__CloseSession *message;

	(void)values; /* the path has none */
	if (!secret) {
		problem_respond(request, REFUSAL(TOKEN_MISSING), NULL, NULL);
		return;
	}
	message = arena_alloc(request->arena, sizeof(*message));
	ocop__identity__v1__close_session__init(message);
	message->secret = arena_strdup(request->arena, secret);
	dispatch_message(gateway, request, route, &message->base);
}

const struct route identity_routes[] = {
	{
		.method = "POST",
		.path = "/api/v1/sessions",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__open_session__descriptor,
		.reply = &ocop__identity__v1__session_opened__descriptor,
		.status = 201,
		.summary_vi = "Đăng nhập",
		.summary_en = "Sign in",
		.respond = session_opened,
		.anonymous = true,
		.limit = &sign_in_limited,
	},
	{
		.method = "DELETE",
		.path = "/api/v1/sessions",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__close_session__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Đăng xuất",
		.summary_en = "Sign out",
		.respond = session_closed,
		.handle = session_close,
		.anonymous = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/accounts",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__list_accounts__descriptor,
		.reply = &ocop__identity__v1__list_accounts_reply__descriptor,
		.summary_vi = "Danh sách tài khoản",
		.summary_en = "List accounts",
	},
	{
		.method = "POST",
		.path = "/api/v1/accounts",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__add_account__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.location = "/api/v1/accounts/",
		.summary_vi = "Thêm tài khoản",
		.summary_en = "Add an account",
	},
	{
		.method = "GET",
		.path = "/api/v1/accounts/me",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__get_account__descriptor,
		.reply = &ocop__identity__v1__account__descriptor,
		.summary_vi = "Tài khoản đang đăng nhập",
		.summary_en = "The account that asks",
	},
	{
		.method = "GET",
		.path = "/api/v1/accounts/{account_id}",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__get_account__descriptor,
		.reply = &ocop__identity__v1__account__descriptor,
		.summary_vi = "Một tài khoản",
		.summary_en = "One account",
	},
	{
		.method = "POST",
		.path = "/api/v1/accounts/{account_id}/grants",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__grant_role__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Giao vai trò",
		.summary_en = "Give a role",
	},
	{
		.method = "POST",
		.path = "/api/v1/accounts/{account_id}/grants/revoke",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__revoke_role__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Thu vai trò",
		.summary_en = "Take a role away",
	},
	{
		.method = "POST",
		.path = "/api/v1/accounts/{account_id}/close",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__close_account__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Đóng tài khoản",
		.summary_en = "Close an account",
	},
	{
		.method = "POST",
		.path = "/api/v1/keys",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__create_key__descriptor,
		.reply = &ocop__identity__v1__key_created__descriptor,
		.status = 201,
		.summary_vi = "Tạo khóa cho máy",
		.summary_en = "Make a key for a machine",
	},
	{
		.method = "DELETE",
		.path = "/api/v1/keys/{key_id}",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__revoke_key__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Hủy khóa",
		.summary_en = "End a key",
	},
	{
		.method = "GET",
		.path = "/api/v1/agencies",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__list_agencies__descriptor,
		.reply = &ocop__identity__v1__list_agencies_reply__descriptor,
		.summary_vi = "Danh sách cơ quan",
		.summary_en = "List agencies",
	},
	{
		.method = "POST",
		.path = "/api/v1/agencies",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__add_agency__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Thêm cơ quan",
		.summary_en = "Add an agency",
	},
	{
		.method = "GET",
		.path = "/api/v1/units",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__list_units__descriptor,
		.reply = &ocop__identity__v1__list_units_reply__descriptor,
		.summary_vi = "Đơn vị hành chính, theo tên mới hoặc cũ",
		.summary_en = "Administrative units, by new or old name",
	},
	{
		.method = "POST",
		.path = "/api/v1/units",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__record_units__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Ghi nhận đơn vị hành chính",
		.summary_en = "Record administrative units",
	},
	{
		.method = "GET",
		.path = "/api/v1/units/{code}",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__get_unit__descriptor,
		.reply = &ocop__identity__v1__get_unit_reply__descriptor,
		.summary_vi = "Một đơn vị và các đơn vị cũ nhập vào",
		.summary_en = "One unit and the old ones it took in",
	},
	{
		.method = "GET",
		.path = "/api/v1/calendar-days",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__list_calendar_days__descriptor,
		.reply = &ocop__identity__v1__list_calendar_days_reply__descriptor,
		.summary_vi = "Ngày nghỉ lễ và ngày làm bù",
		.summary_en = "Public holidays and days worked instead",
	},
	{
		.method = "POST",
		.path = "/api/v1/calendar-days",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__record_calendar_days__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Ghi ngày nghỉ lễ, ngày làm bù",
		.summary_en = "Record holidays and days worked instead",
	},
	{
		.method = "GET",
		.path = "/api/v1/shards",
		.kind = ROUTE_QUERY,
		.source = "identity",
		.message = &ocop__identity__v1__list_shards__descriptor,
		.reply = &ocop__identity__v1__list_shards_reply__descriptor,
		.summary_vi = "Danh sách phân vùng",
		.summary_en = "List shards",
	},
	{
		.method = "POST",
		.path = "/api/v1/shards",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__add_shard__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Thêm phân vùng",
		.summary_en = "Add a shard",
	},
	{
		.method = "POST",
		.path = "/api/v1/shards/{name}/close",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__close_shard__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Đóng phân vùng",
		.summary_en = "Close a shard",
	},
	{
		.method = "PUT",
		.path = "/api/v1/shards/{name}/addresses",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__move_shard__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Chuyển phân vùng sang địa chỉ khác",
		.summary_en = "Move a shard to other addresses",
	},
	{
		.method = "POST",
		.path = "/api/v1/clock",
		.kind = ROUTE_COMMAND,
		.source = "identity",
		.message = &ocop__identity__v1__move_clock__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Chỉnh đồng hồ (chỉ bản trình diễn và thử nghiệm)",
		.summary_en = "Move the clock (demo and test instances only)",
	},
	{0},
};
