/* column.c - the columns of the register's open data, and their dictionary */
#include "certification/dump/column.h"

#include <string.h>

#include "common/json/message_json.h"

#define DECISION "Quyết định công nhận", "The decision"
#define REGISTER "Sổ đăng ký, khi cấp", "The register, at the issue"
#define CURRENT  "Sổ đăng ký, tại thời điểm xuất", "The register, as of the dump"
#define PRODUCER "Hồ sơ đăng ký sản phẩm", "The product's registration"
#define UNITS    "Danh mục đơn vị hành chính", "The list of administrative units"

/* Only the public answer's own fields: see the head of column.h. */
const struct dump_column dump_columns[] = {
	{"code", "code", NULL, "string", "", "Mã tra cứu, khóa của dòng",
	 "Short code, the row's key", REGISTER},
	{"officialNumber", "officialNumber", NULL, "string", "",
	 "Số giấy chứng nhận; trống ở sổ cũ", "Number on the paper; empty for old registers",
	 REGISTER},
	{"state", "state", NULL, "string", "",
	 "Giá trị: VALID còn hiệu lực, EXPIRED hết hạn, REVOKED thu hồi, SUSPENDED tạm đình chỉ, "
	 "REPLACED đã thay, NOT_VERIFIED chưa xác minh; kèm tiền tố CERTIFICATE_STATE_",
	 "What it is worth: VALID, EXPIRED, REVOKED, SUSPENDED, REPLACED, NOT_VERIFIED, each with "
	 "the prefix CERTIFICATE_STATE_",
	 CURRENT},
	{"star", "star", NULL, "integer", "sao / stars",
	 "Hạng sao ghi trong sổ; chỉ được dùng khi còn hiệu lực; 0: không rõ",
	 "Stars on record, which count only while it is valid; 0: not known", DECISION},
	{"validFrom", "validFrom", NULL, "date", "", "Ngày bắt đầu hiệu lực",
	 "First day of validity", DECISION},
	{"validUntil", "validUntil", NULL, "date", "", "Ngày cuối còn hiệu lực",
	 "Last day of validity, in Vietnam", DECISION},
	{"extendedUntil", "extendedUntil", NULL, "date", "",
	 "Ngày cuối sau khi kéo dài; trống nếu không", "Last day of an extension; empty for none",
	 CURRENT},
	{"decidedOn", "decidedOn", NULL, "date", "", "Ngày quyết định", "Day of the decision",
	 DECISION},
	{"decisionNumber", "decisionNumber", NULL, "string", "", "Số quyết định",
	 "Number of the decision", DECISION},
	{"productId", "productId", NULL, "string", "", "Định danh sản phẩm", "Id of the product",
	 PRODUCER},
	{"productCode", "productCode", NULL, "string", "", "Mã sản phẩm OCOP",
	 "Official code of the product", REGISTER},
	{"productName", "productName", NULL, "string", "",
	 "Tên sản phẩm khi cấp; trống nếu đang ghi lại",
	 "Name at the issue; empty while it is entered again", REGISTER},
	{"producerId", "producerId", NULL, "string", "", "Định danh chủ thể", "Id of the producer",
	 PRODUCER},
	{"producerName", "producerName", NULL, "string", "",
	 "Tên chủ thể khi cấp; trống nếu đã xóa theo yêu cầu",
	 "The producer's name at the issue; empty where it was erased", REGISTER},
	{"placeText", "placeText", NULL, "string", "", "Nơi làm ra, như đã ghi",
	 "Place, as it was written", REGISTER},
	{"communeCode", "communeCode", NULL, "string", "", "Mã xã khi cấp, năm chữ số",
	 "Commune at the issue, five digits", REGISTER},
	{"provinceCode", "provinceCode", NULL, "string", "", "Mã tỉnh khi cấp, hai chữ số",
	 "Province at the issue, two digits", REGISTER},
	{"placeTodayCommuneCode", "placeToday", "communeCode", "string", "",
	 "Mã xã ngày nay; trống nếu không chắc", "Commune of today; empty where not certain",
	 UNITS},
	{"placeTodayCommuneName", "placeToday", "communeName", "string", "", "Tên xã ngày nay",
	 "Name of the commune of today", UNITS},
	{"placeTodayProvinceCode", "placeToday", "provinceCode", "string", "", "Mã tỉnh ngày nay",
	 "Province of today", UNITS},
	{"placeTodayProvinceName", "placeToday", "provinceName", "string", "", "Tên tỉnh ngày nay",
	 "Name of the province of today", UNITS},
	{"rulebookCode", "rulebookCode", NULL, "string", "", "Bộ tiêu chí đã dùng để phân hạng",
	 "Rule book under which it was rated", DECISION},
	{"sectorCode", "sectorCode", NULL, "string", "", "Nhóm sản phẩm, I đến VI",
	 "Sector, I to VI", PRODUCER},
	{"setNo", "setNo", NULL, "integer", "", "Bộ sản phẩm, 1 đến 26; 0: không rõ",
	 "Product set, 1 to 26; 0: not known", PRODUCER},
	{"coversSet", "coversSet", NULL, "boolean", "", "Cấp cho một bộ nhiều sản phẩm cùng tên",
	 "Covers a set of products under one name", REGISTER},
	{"pointsText", "pointsText", NULL, "string", "điểm / points",
	 "Điểm trung bình, hai chữ số thập phân, hoặc như sổ cũ ghi",
	 "Mean of points with two decimals, or as the old register wrote it", DECISION},
	{"legacy", "legacy", NULL, "boolean", "", "Từ sổ cũ", "From an old register", REGISTER},
	{"sourceUrl", "sourceUrl", NULL, "anyURI", "", "Nguồn của sổ cũ",
	 "Source of an old register", REGISTER},
	{"replacedByCode", "replacedByCode", NULL, "string", "", "Mã tra cứu của giấy thay thế",
	 "Code of the certificate in its place", CURRENT},
	{"replacementKind", "replacementKind", NULL, "string", "",
	 "Vì sao được thay: nâng hạng, phân hạng lại, sửa sai…",
	 "Why it was replaced: upgrade, renewal, correction…", CURRENT},
	{"correctsCode", "correctsCode", NULL, "string", "",
	 "Mã của giấy có sai sót mà giấy này thay", "Code of the one whose mistake it corrects",
	 REGISTER},
	{"revokedOn", "revokedOn", NULL, "date", "", "Ngày thu hồi", "Day of the revocation",
	 CURRENT},
	{"revocationGround", "revocationGround", NULL, "string", "",
	 "Căn cứ thu hồi, điểm của bộ tiêu chí", "Ground of the revocation in the rule book",
	 CURRENT},
	{"suspendedOn", "suspension", "suspendedOn", "date", "", "Ngày tạm đình chỉ, khi đang bị",
	 "Since when it is suspended, while it is", CURRENT},
	{"beingReentered", "beingReentered", NULL, "boolean", "",
	 "Sổ vừa khôi phục: tên đang được ghi lại", "Restored: names are being entered again",
	 CURRENT},
	{"changedAt", "changedAt", NULL, "dateTime", "UTC", "Lần thay đổi cuối trong sổ",
	 "Last change in the register", CURRENT},
	{"version", "version", NULL, "integer", "", "Số phiên bản của dòng, từ 1",
	 "Version of the row, from 1", CURRENT},
};

const size_t dump_column_count = sizeof(dump_columns) / sizeof(dump_columns[0]);

json_t *dump_row(const Ocop__Certification__V1__Certificate *certificate)
{
	json_t *whole = message_to_json(&certificate->base), *row = json_object();

	for (size_t i = 0; i < dump_column_count; i++) {
		const struct dump_column *column = &dump_columns[i];
		json_t *value = json_object_get(whole, column->field);

		if (column->inner)
			value = json_object_get(value, column->inner);
		/* A message that is not there has no fields: a text that is not there is "". */
		(void)json_object_set_new(row, column->name,
					  value ? json_incref(value) : json_string(""));
	}
	json_decref(whole);
	return row;
}

static json_t *texts(const char *vi, const char *en)
{
	return json_pack("{s:s, s:s}", "vi", vi, "en", en);
}

static json_t *column_json(const struct dump_column *column)
{
	json_t *json = json_pack("{s:s, s:s, s:s, s:o, s:o, s:b}", "name", column->name, "titles",
				 column->name, "datatype", column->type, "dc:description",
				 texts(column->meaning_vi, column->meaning_en), "dc:source",
				 texts(column->source_vi, column->source_en), "required",
				 strcmp(column->name, "code") == 0);

	if (*column->unit)
		(void)json_object_set_new(json, "schema:unitText", json_string(column->unit));
	return json;
}

json_t *dump_dictionary(const char *origin, const char *licence, uint64_t rows, const char *as_of)
{
	json_t *columns = json_array(), *dictionary;

	for (size_t i = 0; i < dump_column_count; i++)
		(void)json_array_append_new(columns, column_json(&dump_columns[i]));
	dictionary = json_pack(
		"{s:s, s:s, s:o, s:s, s:s, s:I, s:{s:s, s:s, s:s, s:b}, s:{s:s, s:o}}", "@context",
		"http://www.w3.org/ns/csvw", "url", "register.csv", "dc:title",
		texts("Sổ giấy chứng nhận OCOP", "Register of OCOP certificates"), "dc:publisher",
		origin, "dc:modified", as_of, "schema:numberOfItems", (json_int_t)rows, "dialect",
		"encoding", "utf-8", "delimiter", ",", "quoteChar", "\"", "header", 1,
		"tableSchema", "primaryKey", "code", "columns", columns);
	if (*licence)
		(void)json_object_set_new(dictionary, "dc:license", json_string(licence));
	return dictionary;
}
