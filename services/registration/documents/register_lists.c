/* register_lists.c - what can be exported as a list: the table */
#include "registration/documents/register_lists.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "registration/queries.h"

/* The texts of a row: 16 KiB where each is as long as it may be. */
enum { ROW_ARENA_BYTES = 64 * 1024 };

/* The register goes to the ministry with its figures: only whoever sees them has it. */
enum {
	NATIONAL_READERS =
		ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) | ALLOW(MINISTRY)
};

#define PLACE_HEADINGS                                                                             \
	{"Xã, phường", 18}, {"Mã xã", 8}, {"Tỉnh", 16}, {"Mã tỉnh", 8}, {"Xã theo nguồn", 18},     \
		{"Huyện theo nguồn", 18},                                                          \
	{                                                                                          \
		"Tỉnh theo nguồn", 16                                                              \
	}

static const struct spreadsheet_column producer_columns[] = {
	{"Chủ thể", 40},
	{"Loại hình", 16},
	{"Số đăng ký", 16},
	{"Địa chỉ", 30},
	PLACE_HEADINGS,
	{"Số sản phẩm", 10},
	{"Năm số liệu", 10},
	{"Doanh thu (đồng)", 18},
	{"Xuất khẩu (đồng)", 18},
	{"Lao động", 10},
	{"Lao động địa phương", 12},
	{"Trong chuỗi liên kết", 12},
	{"Mã trong hệ thống", 36},
};

static const struct spreadsheet_column product_columns[] = {
	{"Mã sản phẩm", 20},
	{"Sản phẩm", 40},
	{"Chủ thể", 40},
	{"Loại hình", 16},
	{"Ngành", 24},
	{"Bộ sản phẩm", 30},
	PLACE_HEADINGS,
	{"Hạng sao", 10},
	{"Trạng thái công nhận", 18},
	{"Có giá trị đến", 14},
	{"Năm số liệu", 10},
	{"Doanh thu (đồng)", 18},
	{"Xuất khẩu (đồng)", 18},
	{"Mã trong hệ thống", 36},
};

static const struct spreadsheet_column dossier_columns[] = {
	{"Sản phẩm", 40},
	{"Chủ thể", 40},
	{"Hình thức", 16},
	{"Bộ sản phẩm", 30},
	{"Xã, phường", 18},
	{"Mã xã", 8},
	{"Tỉnh", 16},
	{"Trạng thái", 24},
	{"Đang chờ", 14},
	{"Chờ từ ngày", 12},
	{"Hạn xử lý", 12},
	{"Ngày nộp xã", 12},
	{"Ngày xã đề nghị", 12},
	{"Số tờ trình", 18},
	{"Số phiếu cấp xã", 24},
	{"Số phiếu cấp tỉnh", 24},
	{"Đợt đánh giá", 24},
	{"Mã sản phẩm", 20},
	{"Mã trong hệ thống", 36},
};

/* The fields of PTNT_OCOP, in their order. */
static const struct spreadsheet_column national_columns[] = {
	{"Mã", 24},           {"Mã đơn vị", 12},
	{"Mã thời gian", 12}, {"Mã sản phẩm", 20},
	{"Tên sản phẩm", 40}, {"Hạng sao", 10},
	{"Chủ thể", 40},      {"Doanh thu trong năm (đồng)", 20},
	{"Trạng thái", 18},
};

#define COLUMNS(of) of, sizeof(of) / sizeof *(of)

static const struct register_list lists[] = {
	{EXPORT_KIND(PRODUCERS), "chu-the", "Chủ thể", REGISTER_READERS, COLUMNS(producer_columns),
	 producer_lines_begin, producer_row_next},
	{EXPORT_KIND(PRODUCTS), "san-pham", "Sản phẩm", REGISTER_READERS, COLUMNS(product_columns),
	 product_lines_begin, product_row_next},
	{EXPORT_KIND(DOSSIERS), "ho-so", "Hồ sơ", REGISTER_READERS, COLUMNS(dossier_columns),
	 dossier_lines_begin, dossier_row_next},
	{EXPORT_KIND(NATIONAL_REGISTER), "ptnt-ocop", "PTNT_OCOP", NATIONAL_READERS,
	 COLUMNS(national_columns), product_lines_begin, national_row_next},
};

const struct register_list *register_list_find(Ocop__Registration__V1__ExportKind kind)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (lists[i].kind == kind)
			return &lists[i];
	}
	return NULL;
}

int register_list_write(struct transaction *tx, const struct register_list *list,
			const struct list_scope *scope, const struct spreadsheet_options *options,
			const char *path)
{
	struct arena *row = arena_create(ROW_ARENA_BYTES);
	struct arena *before;
	struct spreadsheet *sheet;
	int error = spreadsheet_open(path, options, &sheet);

	if (!error) {
		list->begin(tx, scope);
		before = transaction_use_arena(tx, row);
		while (list->next(tx, list, scope, sheet))
			arena_reset(row);
		(void)transaction_use_arena(tx, before); /* the row's, which is freed */
		error = spreadsheet_close(sheet);
	}
	arena_destroy(row);
	return error;
}
