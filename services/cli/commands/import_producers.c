/* import_producers.c - the rows of a list of producers */
#include "cli/commands.h"
#include "cli/csv_file.h"
#include "cli/import/import.h"
#include "common/base/arena.h"
#include "ocop/registration/v1/commands.pb-c.h"

enum producer_column {
	PRODUCER,
	PRODUCER_TYPE,
	REGISTRATION_NUMBER,
	COMMUNE,
	DISTRICT,
	PROVINCE,
	ADDRESS,
	PRODUCER_COLUMNS
};

static const struct column producer_columns[PRODUCER_COLUMNS] = {
	[PRODUCER] = {{"producer", "Chủ thể", "Tên chủ thể", "Chủ thể sản xuất",
		       "Tên chủ thể sản xuất", "Đơn vị sản xuất", "Cơ sở sản xuất"},
		      true},
	[PRODUCER_TYPE] = {{"producer_type", "Loại hình", "Loại hình chủ thể", "Loại hình tổ chức"},
			   false},
	[REGISTRATION_NUMBER] = {{"registration_number", "Số đăng ký", "Số đăng ký kinh doanh",
				  "Mã số thuế", "Mã số doanh nghiệp", "Số ĐKKD",
				  "Giấy đăng ký kinh doanh", "MST"},
				 false},
	[COMMUNE] = {{"commune", "Xã", "Xã/Phường", "Xã, thị trấn", "Xã, phường, thị trấn",
		      "Xã, phường, đặc khu"},
		     false},
	[DISTRICT] = {{"district", "Huyện", "Quận/Huyện", "Huyện, thành phố",
		       "Huyện, thị xã, thành phố", "Huyện, thành phố, thị xã"},
		      false},
	[PROVINCE] = {{"province", "Tỉnh", "Tỉnh/Thành phố", "Tỉnh/Thành"}, true},
	[ADDRESS] = {{"address", "Địa chỉ"}, false},
};

/* As in import_products.c. */
static void fill(Ocop__Registration__V1__ProducerRow *message, const struct columns *columns,
		 size_t row)
{
	message->name = (char *)columns_cell(columns, row, PRODUCER);
	message->producer_type = (char *)columns_cell(columns, row, PRODUCER_TYPE);
	message->registration_number = (char *)columns_cell(columns, row, REGISTRATION_NUMBER);
	message->commune = (char *)columns_cell(columns, row, COMMUNE);
	message->district = (char *)columns_cell(columns, row, DISTRICT);
	message->province = (char *)columns_cell(columns, row, PROVINCE);
	message->address = (char *)columns_cell(columns, row, ADDRESS);
	message->line = csv_file_line(columns->file, row);
}

static ProtobufCMessage *producer_command(const struct columns *columns, size_t row,
					  struct arena *arena)
{
	Ocop__Registration__V1__ProducerRow cells = OCOP__REGISTRATION__V1__PRODUCER_ROW__INIT;
	Ocop__Registration__V1__ImportProducer *message = arena_alloc(arena, sizeof(*message));

	fill(&cells, columns, row);
	ocop__registration__v1__import_producer__init(message);
	message->name = cells.name;
	message->producer_type = cells.producer_type;
	message->registration_number = cells.registration_number;
	message->commune = cells.commune;
	message->district = cells.district;
	message->province = cells.province;
	message->address = cells.address;
	message->line = cells.line;
	return &message->base;
}

static void producer_preview(const struct columns *columns, size_t row, struct arena *arena,
			     Ocop__Registration__V1__PreviewImport *ret_question)
{
	ret_question->producer = arena_alloc(arena, sizeof(*ret_question->producer));
	ocop__registration__v1__producer_row__init(ret_question->producer);
	fill(ret_question->producer, columns, row);
}

static const struct import_kind producers = {
	.what = "import producers",
	.columns = producer_columns,
	.column_count = PRODUCER_COLUMNS,
	.command = producer_command,
	.preview = producer_preview,
};

int import_producers(struct session *session)
{
	return import_file(session, &producers);
}
