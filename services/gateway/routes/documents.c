/* documents.c - documents that registration makes (forms and letters, packages, lists), papers of
 * offices that belong to no dossier, and photos of packs
 */
#include "gateway/files/documents.h"
#include "gateway/files/downloads.h"
#include "gateway/routes.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"

static void print(struct gateway *gateway, struct http_request *request, const struct route *route,
		  const struct route_values *values)
{
	(void)route; /* one row only comes here */
	document_print(gateway, request, values->values[0], values->values[1]);
}

static void pack(struct gateway *gateway, struct http_request *request, const struct route *route,
		 const struct route_values *values)
{
	(void)route; /* as above */
	document_pack(gateway, request, values->values[0]);
}

static void export_list(struct gateway *gateway, struct http_request *request,
			const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	document_export(gateway, request, values->values[0]);
}

static void kept_paper(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	kept_paper_download(gateway, request, values->values[0]);
}

static void product_photo(struct gateway *gateway, struct http_request *request,
			  const struct route *route, const struct route_values *values)
{
	(void)route; /* one row only comes here */
	product_photo_download(gateway, request, values->values[0]);
}

static void pack_photo(struct gateway *gateway, struct http_request *request,
		       const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	pack_photo_download(gateway, request, values->values[0], false);
}

static void pack_thumbnail(struct gateway *gateway, struct http_request *request,
			   const struct route *route, const struct route_values *values)
{
	(void)route; /* as above */
	pack_photo_download(gateway, request, values->values[0], true);
}

static const struct route_parameter print_parameters[] = {{"document", DOCUMENT_WORDS}, {0}};

static const struct route_parameter export_parameters[] = {
	{"kind", EXPORT_WORDS}, {"format", FORMAT_WORDS}, {"provinceCode", NULL},
	{"communeCode", NULL},  {"year", NULL},           {0},
};

const struct route document_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/dossiers/{dossier_id}/documents/{document}",
		.kind = ROUTE_OWN,
		.summary_vi = "In biểu mẫu hoặc văn bản của hồ sơ",
		.summary_en = "A form or letter of a dossier as PDF",
		.handle = print,
		.media_type = "application/pdf",
		.parameters = print_parameters,
	},
	{
		.method = "GET",
		.path = "/api/v1/dossiers/{dossier_id}/package",
		.kind = ROUTE_OWN,
		.summary_vi = "Trọn bộ hồ sơ gửi Trung ương",
		.summary_en = "The whole dossier, as the centre asks for it",
		.handle = pack,
		.media_type = "application/zip",
	},
	{
		.method = "GET",
		.path = "/api/v1/exports/{kind}",
		.kind = ROUTE_OWN,
		.summary_vi = "Xuất danh sách ra CSV hoặc XLSX",
		.summary_en = "Export a list as CSV or XLSX",
		.handle = export_list,
		.media_type = "text/csv "
			      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		.parameters = export_parameters,
	},
	{
		.method = "POST",
		.path = "/api/v1/papers",
		.kind = ROUTE_COMMAND,
		.source = "registration",
		.message = &ocop__registration__v1__keep_paper__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.location = "/api/v1/papers/",
		.summary_vi = "Lưu văn bản của cơ quan làm căn cứ cho quyết định",
		.summary_en = "Keep a paper of an office that decisions rest on",
	},
	{
		.method = "POST",
		.path = "/api/v1/producers/{producer_id}/papers",
		.kind = ROUTE_COMMAND,
		.source = "registration",
		.message = &ocop__registration__v1__keep_producer_paper__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.location = "/api/v1/papers/",
		.summary_vi = "Chủ thể lưu giấy tờ của mình, như phiếu kiểm nghiệm",
		.summary_en = "Keep a paper of the producer's own, as of a laboratory",
	},
	{
		.method = "GET",
		.path = "/api/v1/papers/{paper_id}",
		.kind = ROUTE_OWN,
		.summary_vi = "Tải văn bản đã lưu",
		.summary_en = "Download such a paper",
		.handle = kept_paper,
		.media_type = "application/octet-stream",
	},
	{
		.method = "POST",
		.path = "/api/v1/products/{product_id}/photos",
		.kind = ROUTE_COMMAND,
		.source = "registration",
		.message = &ocop__registration__v1__keep_product_photo__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.status = 201,
		.summary_vi = "Thêm ảnh sản phẩm từ tệp đã tải lên",
		.summary_en = "Keep an uploaded photo of a product",
	},
	{
		.method = "PUT",
		.path = "/api/v1/products/{product_id}/photos",
		.kind = ROUTE_COMMAND,
		.source = "registration",
		.message = &ocop__registration__v1__arrange_product_photos__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Xếp lại hoặc bỏ ảnh sản phẩm",
		.summary_en = "Put the photos of a product in order, or take some away",
	},
	{
		.method = "GET",
		.path = "/api/v1/product-photos/{photo_id}",
		.kind = ROUTE_OWN,
		.summary_vi = "Ảnh sản phẩm",
		.summary_en = "A photo of a product",
		.handle = product_photo,
		.anonymous = true,
		.media_type = "application/octet-stream",
	},
	{
		.method = "GET",
		.path = "/api/v1/pack-photos/{sha256}",
		.kind = ROUTE_OWN,
		.summary_vi = "Ảnh bao bì của sản phẩm được công nhận",
		.summary_en = "A photo of the pack of a recognised product",
		.handle = pack_photo,
		.anonymous = true,
		.media_type = "application/octet-stream",
	},
	{
		.method = "GET",
		.path = "/api/v1/pack-photos/{sha256}/thumbnail",
		.kind = ROUTE_OWN,
		.summary_vi = "Ảnh nhỏ của bao bì",
		.summary_en = "The small picture of it",
		.handle = pack_thumbnail,
		.anonymous = true,
		.media_type = "application/octet-stream",
	},
	{
		.method = "POST",
		.path = "/api/v1/certificates/{certificate_code}/late-filing",
		.kind = ROUTE_COMMAND,
		.source = "registration",
		.message = &ocop__registration__v1__allow_late_filing__descriptor,
		.reply = &ocop__common__v1__accepted__descriptor,
		.summary_vi = "Cho nộp hồ sơ phân hạng lại ngoài thời hạn",
		.summary_en = "Let a re-rating be filed outside its window",
	},
	{0},
};
