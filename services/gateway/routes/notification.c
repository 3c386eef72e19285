/* notification.c - the public feed and who is told of it: the paths that notification answers */
#include "gateway/api/dispatch.h"
#include "gateway/gateway.h"
#include "gateway/routes.h"
#include "gateway/streams/streams.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/notification/v1/commands.pb-c.h"
#include "ocop/notification/v1/queries.pb-c.h"

/* The size of the transparency log is certification's to say: of what its signed checkpoint speaks
 * for. */
static void head_answered(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	Ocop__Notification__V1__FeedHead head = *(const Ocop__Notification__V1__FeedHead *)reply;

	head.log_size = streams_log_size(dispatch->gateway->streams);
	dispatch_respond_json(dispatch, &head.base, NULL, 0);
}

static void page_answered(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	Ocop__Notification__V1__FeedPage page = *(const Ocop__Notification__V1__FeedPage *)reply;
	Ocop__Notification__V1__FeedHead head = OCOP__NOTIFICATION__V1__FEED_HEAD__INIT;

	if (page.head)
		head = *page.head;
	head.log_size = streams_log_size(dispatch->gateway->streams);
	page.head = &head;
	dispatch_respond_json(dispatch, &page.base, NULL, 0);
}

const struct route notification_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/events",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_feed__descriptor,
		.reply = &ocop__notification__v1__feed_page__descriptor,
		.respond = page_answered,
		.summary_vi = "Dòng sự kiện công khai sau một vị trí",
		.summary_en = "The public feed after a place",
	},
	{
		.method = "GET",
		.path = "/api/v1/events/head",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__get_feed_head__descriptor,
		.reply = &ocop__notification__v1__feed_head__descriptor,
		.respond = head_answered,
		.summary_vi = "Vị trí mới nhất của dòng sự kiện",
		.summary_en = "Where the public feed stands",
	},
	{
		.method = "GET",
		.path = "/api/v1/events/stream",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_feed__descriptor,
		.summary_vi = "Nghe dòng sự kiện công khai (SSE), tiếp từ Last-Event-ID",
		.summary_en = "Listen to the public feed (SSE), on from Last-Event-ID",
		.handle = stream_handle,
		.media_type = "text/event-stream",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__create_subscription__descriptor,
		.reply = &ocop__notification__v1__subscription_secret__descriptor,
		.status = 201,
		.location = "/api/v1/subscriptions/",
		.summary_vi = "Đăng ký nhận tin; khóa bí mật chỉ hiện một lần",
		.summary_en = "Subscribe; the secret is shown this once",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_subscriptions__descriptor,
		.reply = &ocop__notification__v1__list_subscriptions_reply__descriptor,
		.summary_vi = "Các đăng ký nhận tin của cơ quan",
		.summary_en = "Subscriptions of the agency",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions/{subscription_id}",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__get_subscription__descriptor,
		.reply = &ocop__notification__v1__subscription__descriptor,
		.moving = true,
		.summary_vi = "Một đăng ký nhận tin",
		.summary_en = "One subscription",
	},
	{
		.method = "PUT",
		.path = "/api/v1/subscriptions/{subscription_id}",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__change_subscription__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Đổi nội dung đăng ký, từ tin kế tiếp",
		.summary_en = "Change a subscription from the next item on",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions/{subscription_id}/pause",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__pause_subscription__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Tạm dừng gửi, vẫn đếm tin",
		.summary_en = "Pause: items are counted, not sent",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions/{subscription_id}/resume",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__resume_subscription__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Gửi tiếp",
		.summary_en = "Resume",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions/{subscription_id}/end",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__end_subscription__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Kết thúc đăng ký",
		.summary_en = "End a subscription",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions/{subscription_id}/rotate-secret",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__rotate_secret__descriptor,
		.reply = &ocop__notification__v1__subscription_secret__descriptor,
		.summary_vi = "Đổi khóa ký, khóa cũ còn hiệu lực một thời gian",
		.summary_en = "Rotate the secret; the old one signs too for a while",
	},
	{
		.method = "POST",
		.path = "/api/v1/subscriptions/{subscription_id}/replay",
		.kind = ROUTE_COMMAND,
		.source = "notification",
		.message = &ocop__notification__v1__replay_deliveries__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Gửi lại một khoảng tin",
		.summary_en = "Send a range again",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions/{subscription_id}/events",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_subscription_feed__descriptor,
		.reply = &ocop__notification__v1__feed_page__descriptor,
		.respond = page_answered,
		.summary_vi = "Các tin của một đăng ký sau một vị trí",
		.summary_en = "What a subscription is told, after a place",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions/{subscription_id}/stream",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_subscription_feed__descriptor,
		.summary_vi = "Nghe các tin của một đăng ký (SSE), tiếp từ Last-Event-ID",
		.summary_en = "Listen to a subscription (SSE), on from Last-Event-ID",
		.handle = stream_handle,
		.media_type = "text/event-stream",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions/{subscription_id}/head",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__get_subscription_head__descriptor,
		.reply = &ocop__notification__v1__feed_head__descriptor,
		.respond = head_answered,
		.summary_vi = "Vị trí mới nhất của một đăng ký",
		.summary_en = "Where a subscription stands",
	},
	{
		.method = "GET",
		.path = "/api/v1/subscriptions/{subscription_id}/deliveries",
		.kind = ROUTE_QUERY,
		.source = "notification",
		.message = &ocop__notification__v1__list_deliveries__descriptor,
		.reply = &ocop__notification__v1__list_deliveries_reply__descriptor,
		.summary_vi = "Nhật ký gửi tin",
		.summary_en = "The log of deliveries",
	},
	{0},
};
