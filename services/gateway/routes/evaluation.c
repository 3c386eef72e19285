/* evaluation.c - what goes on around a round: team, agenda, opinions, minutes; the scoring shards
 * answer */
#include <sodium.h>

#include "common/base/arena.h"
#include "gateway/api/dispatch.h"
#include "gateway/http.h"
#include "gateway/routes.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

/* Type, disposition, caching, and the hash. */
enum { FILE_HEADERS = 4 };

/* A file under the hash of its bytes; 304 when the client has it. */
static void respond_file(const struct dispatch *dispatch, const ProtobufCBinaryData *content,
			 const struct http_header *about)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(hash) + 1];
	struct http_header headers[FILE_HEADERS] = {about[0], about[1], about[2]};

	(void)crypto_hash_sha256(hash, content->data, content->len); /* always 0 */
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));  /* reckoned to fit */
	const char *etag = arena_printf(dispatch->request->arena, "\"%s\"", hex);
	headers[FILE_HEADERS - 1] = (struct http_header){"ETag", etag};
	if (http_request_has_etag(dispatch->request, etag))
		http_respond(dispatch->request, 304, headers + 1, FILE_HEADERS - 1, NULL, 0);
	else
		http_respond(dispatch->request, 200, headers, FILE_HEADERS, content->data,
			     content->len);
}

/* Names of files are the daemons' own: letters, digits, hyphens and a dot. */
static const char *disposition(const struct dispatch *dispatch, const char *how, const char *name)
{
	return arena_printf(dispatch->request->arena, "%s; filename=\"%s\"", how, name);
}

static void printed(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const Ocop__Scoring__V1__PrintedDocument *document =
		(const Ocop__Scoring__V1__PrintedDocument *)reply;
	const struct http_header about[] = {
		{"Content-Type", "application/pdf"},
		{"Content-Disposition", disposition(dispatch, "inline", document->file_name)},
		{"Cache-Control", document->is_public ? "public, no-cache" : "private, no-cache"},
	};

	respond_file(dispatch, &document->content, about);
}

/* As an attachment: its script never runs under this portal's name. */
static void offline_form(const struct dispatch *dispatch, const ProtobufCMessage *reply)
{
	const Ocop__Scoring__V1__OfflineForm *form = (const Ocop__Scoring__V1__OfflineForm *)reply;
	const struct http_header about[] = {
		{"Content-Type", "text/html; charset=utf-8"},
		{"Content-Disposition", disposition(dispatch, "attachment", form->file_name)},
		{"Cache-Control", "private, no-cache"},
	};

	respond_file(dispatch, &form->content, about);
}

const struct route evaluation_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/rulebook-for",
		.kind = ROUTE_QUERY,
		.target = TARGET_ANY_SHARD,
		.message = &ocop__scoring__v1__find_rulebook__descriptor,
		.reply = &ocop__scoring__v1__find_rulebook_reply__descriptor,
		.summary_vi = "Hồ sơ nộp ngày này theo bộ tiêu chí nào",
		.summary_en = "Which rule book holds for a filing day",
	},
	{
		.method = "GET",
		.path = "/api/v1/rulebooks/{code}/issues",
		.kind = ROUTE_QUERY,
		.target = TARGET_ANY_SHARD,
		.message = &ocop__scoring__v1__list_rulebook_issues__descriptor,
		.reply = &ocop__scoring__v1__list_rulebook_issues_reply__descriptor,
		.summary_vi = "Chỗ còn nghi ngờ của bộ tiêu chí",
		.summary_en = "What is doubtful about a rule book",
	},
	{
		.method = "GET",
		.path = "/api/v1/rulebooks/{code}/sets/{set_no}/changes",
		.kind = ROUTE_QUERY,
		.target = TARGET_ANY_SHARD,
		.message = &ocop__scoring__v1__compare_rulesets__descriptor,
		.reply = &ocop__scoring__v1__compare_rulesets_reply__descriptor,
		.summary_vi = "Khác gì so với phiếu khác",
		.summary_en = "What differs from another sheet",
	},
	{
		.method = "PUT",
		.path = "/api/v1/rounds/{round_id}/advisers",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__appoint_advisers__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Thành lập tổ tư vấn",
		.summary_en = "Appoint the advisory team",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/team-report",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__get_team_report__descriptor,
		.reply = &ocop__scoring__v1__team_report__descriptor,
		.summary_vi = "Kết quả của tổ tư vấn",
		.summary_en = "The advisory team's work",
	},
	{
		.method = "PUT",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/team-sheet",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__save_team_sheet__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Tổ tư vấn chấm sơ bộ",
		.summary_en = "The team's pre-score",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/team-report",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__report_team_sheet__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Tổ tư vấn báo cáo",
		.summary_en = "The team reports",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/site-visits",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__record_site_visit__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Kiểm tra thực địa",
		.summary_en = "A visit on the spot",
	},
	{
		.method = "PUT",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/site-visits/{visit_no}",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__record_site_visit__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Kiểm tra thực địa, ghi lại",
		.summary_en = "A visit on the spot, again",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/producer-links",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__declare_producer_link__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Thành viên có quan hệ với chủ thể",
		.summary_en = "A member is linked to a producer",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/sittings",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__list_sittings__descriptor,
		.reply = &ocop__scoring__v1__list_sittings_reply__descriptor,
		.summary_vi = "Lịch họp",
		.summary_en = "The agenda",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/sittings",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__plan_sitting__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Thêm phiên họp",
		.summary_en = "Put a sitting on the agenda",
	},
	{
		.method = "PUT",
		.path = "/api/v1/rounds/{round_id}/sittings/{sitting_id}",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__plan_sitting__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Sửa phiên họp",
		.summary_en = "Change a sitting",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/sittings/{sitting_id}/cancel",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__cancel_sitting__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Bỏ phiên họp",
		.summary_en = "Take a sitting off the agenda",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/offline-form",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__upload_offline_form__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Nộp mẫu đã chấm không mạng",
		.summary_en = "Upload a form filled without network",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/offline-form/preview",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__preview_offline_form__descriptor,
		.reply = &ocop__scoring__v1__preview_offline_form_reply__descriptor,
		.summary_vi = "Nộp mẫu thì sẽ đổi gì",
		.summary_en = "What the upload of a form would do",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/analysis",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__analyse_dossier__descriptor,
		.reply = &ocop__scoring__v1__dossier_analysis__descriptor,
		.summary_vi = "Chênh lệch giữa chủ thể, tổ tư vấn và hội đồng",
		.summary_en = "How far producer, team and council are apart",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/complaints",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__list_complaints__descriptor,
		.reply = &ocop__scoring__v1__list_complaints_reply__descriptor,
		.summary_vi = "Kiến nghị về kết quả",
		.summary_en = "Complaints about results",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/dossiers/{dossier_id}/complaints",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__record_complaint__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Nhận kiến nghị",
		.summary_en = "A complaint comes in",
	},
	{
		.method = "POST",
		.path = "/api/v1/rounds/{round_id}/complaints/{complaint_id}/answer",
		.kind = ROUTE_COMMAND,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__answer_complaint__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Trả lời kiến nghị",
		.summary_en = "Answer a complaint",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/offline-form",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__get_offline_form__descriptor,
		.reply = &ocop__scoring__v1__offline_form__descriptor,
		.summary_vi = "Mẫu chấm không cần mạng",
		.summary_en = "The form for scoring without network",
		.respond = offline_form,
		.media_type = "text/html",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/minutes.pdf",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__print_minutes__descriptor,
		.reply = &ocop__scoring__v1__printed_document__descriptor,
		.summary_vi = "Biên bản",
		.summary_en = "The minutes",
		.respond = printed,
		.media_type = "application/pdf",
	},
	{
		.method = "GET",
		.path = "/api/v1/rounds/{round_id}/results.pdf",
		.kind = ROUTE_QUERY,
		.target = TARGET_ROUND,
		.message = &ocop__scoring__v1__print_results__descriptor,
		.reply = &ocop__scoring__v1__printed_document__descriptor,
		.summary_vi = "Phụ lục kết quả",
		.summary_en = "The annex of results",
		.respond = printed,
		.media_type = "application/pdf",
	},
	{0},
};
