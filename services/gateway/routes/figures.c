/* figures.c - figures that add up: the paths that market answers */
#include "gateway/api/file_answer.h"
#include "gateway/routes.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

const struct route figure_routes[] = {
	{
		.method = "GET",
		.path = "/api/v1/figures",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__get_figures__descriptor,
		.reply = &ocop__market__v1__get_figures_reply__descriptor,
		.summary_vi = "Số liệu công nhận theo sao, ngành, bộ, địa bàn mới hoặc cũ, năm, "
			      "loại hình",
		.summary_en =
			"Recognitions counted by star, sector, set, unit old or new, year, form",
		.anonymous = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/rows",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__list_figure_rows__descriptor,
		.reply = &ocop__market__v1__list_figure_rows_reply__descriptor,
		.summary_vi = "Các công nhận đứng sau một con số",
		.summary_en = "The recognitions behind one figure",
		.anonymous = true,
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/table",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__print_figures__descriptor,
		.reply = &ocop__common__v1__printed_document__descriptor,
		.summary_vi = "Bảng số liệu dạng CSV hoặc XLSX",
		.summary_en = "Figures as a table, CSV or XLSX",
		.respond = table_respond,
		.anonymous = true,
		.media_type = "text/csv "
			      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/funnel",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__get_funnel__descriptor,
		.reply = &ocop__market__v1__get_funnel_reply__descriptor,
		.summary_vi = "Hồ sơ qua từng bước của một đợt hoặc một năm, và thời gian chờ",
		.summary_en = "Dossiers by step of a round or year, and how long each step took",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/funnel/table",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__print_funnel__descriptor,
		.reply = &ocop__common__v1__printed_document__descriptor,
		.summary_vi = "Hồ sơ qua từng bước dạng CSV hoặc XLSX",
		.summary_en = "The funnel as a table, CSV or XLSX",
		.respond = table_respond,
		.anonymous = true,
		.media_type = "text/csv "
			      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/funnel/rows",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__list_funnel_rows__descriptor,
		.reply = &ocop__market__v1__list_funnel_rows_reply__descriptor,
		.summary_vi = "Các hồ sơ đã tới một bước, cho cơ quan",
		.summary_en = "The dossiers that came to a step, for offices",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/indicators",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__get_indicators__descriptor,
		.reply = &ocop__market__v1__get_indicators_reply__descriptor,
		.summary_vi =
			"Chỉ tiêu của chương trình trong một năm: doanh thu, công suất, liên kết, "
			"lao động, chứng nhận khác, vùng nguyên liệu",
		.summary_en = "The programme's indicators of a year: revenue, capacity, linkage, "
			      "labour, other certificates, raw-material areas",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/indicators/table",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__print_indicators__descriptor,
		.reply = &ocop__common__v1__printed_document__descriptor,
		.summary_vi = "Chỉ tiêu của chương trình dạng CSV hoặc XLSX",
		.summary_en = "The indicators as a table, CSV or XLSX",
		.respond = own_table_respond,
		.media_type = "text/csv "
			      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	},
	{
		.method = "GET",
		.path = "/api/v1/figures/indicators/rows",
		.kind = ROUTE_QUERY,
		.source = "market",
		.message = &ocop__market__v1__list_indicator_rows__descriptor,
		.reply = &ocop__market__v1__list_indicator_rows_reply__descriptor,
		.summary_vi = "Các chủ thể đứng sau một chỉ tiêu, cho cơ quan",
		.summary_en = "The producers behind one indicator, for offices",
	},
	{0},
};
