/* documents.c - documents that registration makes: forms and letters, packages, lists */
#include "gateway/files/documents.h"
#include "gateway/routes.h"

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
	{0},
};
