/* import_products.c - the rows of an old register */
#include "cli/commands.h"
#include "cli/csv_file.h"
#include "cli/import/import.h"
#include "common/base/arena.h"
#include "ocop/registration/v1/commands.pb-c.h"

enum product_column {
	PRODUCT,
	PRODUCER,
	PRODUCER_TYPE,
	COMMUNE,
	DISTRICT,
	PROVINCE,
	STARS,
	SCORE,
	DECISION_NO,
	DECISION_DATE,
	EXPIRY_DATE,
	PRODUCT_GROUP,
	YEAR,
	EVENT,
	SOURCE,
	PRODUCT_CODE,
	PRODUCT_COLUMNS
};

static const struct column product_columns[PRODUCT_COLUMNS] = {
	[PRODUCT] = {{"product", "Tên sản phẩm", "Sản phẩm"}, true},
	[PRODUCER] = {{"producer", "Chủ thể", "Tên chủ thể", "Chủ thể sản xuất",
		       "Tên chủ thể sản xuất", "Đơn vị sản xuất", "Cơ sở sản xuất"},
		      true},
	[PRODUCER_TYPE] = {{"producer_type", "Loại hình", "Loại hình chủ thể", "Loại hình tổ chức"},
			   false},
	[COMMUNE] = {{"commune", "Xã", "Xã/Phường", "Xã, thị trấn", "Xã, phường, thị trấn",
		      "Xã, phường, đặc khu"},
		     false},
	[DISTRICT] = {{"district", "Huyện", "Quận/Huyện", "Huyện, thành phố",
		       "Huyện, thị xã, thành phố", "Huyện, thành phố, thị xã"},
		      false},
	[PROVINCE] = {{"province", "Tỉnh", "Tỉnh/Thành phố", "Tỉnh/Thành"}, false},
	[STARS] = {{"stars", "Số sao", "Hạng sao", "Sao", "Hạng", "Xếp hạng", "Phân hạng"}, false},
	[SCORE] = {{"score", "Điểm", "Số điểm", "Tổng điểm", "Điểm đánh giá"}, false},
	[DECISION_NO] = {{"decision_no", "Số quyết định", "Quyết định", "Quyết định số", "Số QĐ",
			  "Số quyết định công nhận", "Quyết định công nhận"},
			 false},
	[DECISION_DATE] = {{"decision_date", "Ngày quyết định", "Ngày công nhận", "Ngày ký",
			    "Ngày ban hành", "Ngày QĐ"},
			   false},
	[EXPIRY_DATE] = {{"expiry_date", "Ngày hết hạn", "Hết hạn", "Ngày hết hiệu lực",
			  "Hiệu lực đến", "Có giá trị đến"},
			 false},
	[PRODUCT_GROUP] = {{"product_group", "Nhóm sản phẩm", "Nhóm", "Ngành hàng",
			    "Ngành sản phẩm"},
			   false},
	[YEAR] = {{"year", "Năm", "Năm đánh giá", "Năm công nhận"}, false},
	[EVENT] = {{"event", "Sự kiện", "Hình thức", "Hình thức công nhận", "Nội dung"}, false},
	[SOURCE] = {{"source", "Nguồn", "Nguồn dữ liệu"}, false},
	[PRODUCT_CODE] = {{"product_code", "Mã sản phẩm", "Mã số sản phẩm", "Mã OCOP", "Mã số"},
			  false},
};

/* Command and question are filled from the same cells, so that what was asked about is what comes
 * in. */
static void fill(Ocop__Registration__V1__ProductRow *message, const struct columns *columns,
		 size_t row, struct arena *arena)
{
	message->product_name = (char *)columns_cell(columns, row, PRODUCT);
	message->producer_name = (char *)columns_cell(columns, row, PRODUCER);
	message->producer_type = (char *)columns_cell(columns, row, PRODUCER_TYPE);
	message->commune = (char *)columns_cell(columns, row, COMMUNE);
	message->district = (char *)columns_cell(columns, row, DISTRICT);
	message->province = (char *)columns_cell(columns, row, PROVINCE);
	message->stars = stars_cell(columns_cell(columns, row, STARS));
	message->score = (char *)columns_cell(columns, row, SCORE);
	message->decision_number = (char *)columns_cell(columns, row, DECISION_NO);
	message->decision_date =
		(char *)date_cell(arena, columns_cell(columns, row, DECISION_DATE));
	message->expiry_date = (char *)date_cell(arena, columns_cell(columns, row, EXPIRY_DATE));
	message->product_group = (char *)columns_cell(columns, row, PRODUCT_GROUP);
	message->year = (char *)columns_cell(columns, row, YEAR);
	message->event = (char *)columns_cell(columns, row, EVENT);
	message->source_url = (char *)columns_cell(columns, row, SOURCE);
	message->product_code = (char *)columns_cell(columns, row, PRODUCT_CODE);
	message->line = csv_file_line(columns->file, row);
}

static ProtobufCMessage *product_command(const struct columns *columns, size_t row,
					 struct arena *arena)
{
	Ocop__Registration__V1__ProductRow cells = OCOP__REGISTRATION__V1__PRODUCT_ROW__INIT;
	Ocop__Registration__V1__ImportProduct *message = arena_alloc(arena, sizeof(*message));

	fill(&cells, columns, row, arena);
	ocop__registration__v1__import_product__init(message);
	message->product_name = cells.product_name;
	message->producer_name = cells.producer_name;
	message->producer_type = cells.producer_type;
	message->commune = cells.commune;
	message->district = cells.district;
	message->province = cells.province;
	message->stars = cells.stars;
	message->score = cells.score;
	message->decision_number = cells.decision_number;
	message->decision_date = cells.decision_date;
	message->expiry_date = cells.expiry_date;
	message->product_group = cells.product_group;
	message->year = cells.year;
	message->event = cells.event;
	message->source_url = cells.source_url;
	message->product_code = cells.product_code;
	message->line = cells.line;
	return &message->base;
}

static void product_preview(const struct columns *columns, size_t row, struct arena *arena,
			    Ocop__Registration__V1__PreviewImport *ret_question)
{
	ret_question->product = arena_alloc(arena, sizeof(*ret_question->product));
	ocop__registration__v1__product_row__init(ret_question->product);
	fill(ret_question->product, columns, row, arena);
}

static const struct import_kind products = {
	.what = "import products",
	.columns = product_columns,
	.column_count = PRODUCT_COLUMNS,
	.command = product_command,
	.preview = product_preview,
};

int import_products(struct session *session)
{
	return import_file(session, &products);
}
