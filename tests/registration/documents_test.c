/* documents_test.c - forms and letters of a dossier as PDF, read back with pdftotext */
#include <unistd.h>

#include "document_helpers.h"

static void fill(const char *dossier_id, const char *form_code, const char *key, const char *value)
{
	(void)harness_id(fixture.harness, fill_field(dossier_id, form_code, key, value));
}

static void draft_is_printed_with_room_to_write(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *text = printed(dossier_id, DOCUMENT(M01));

	(void)state;
	assert_says(text, "Mẫu 01");
	assert_says(text, "PHIẾU ĐĂNG KÝ");
	assert_says(text, "Kính gửi: Ủy ban nhân dân xã Tân Cương");
	assert_says(text, "1. Tên đơn vị: Hợp tác xã Ví dụ 1");
	assert_says(text, "2. Đại diện pháp luật: 3. Chức vụ:"); /* nothing filled in */
	assert_says(text, "☒ Đánh giá lần đầu");
	assert_says(text, "☐ Nâng hạng");
	assert_says(text, "Số phiếu");
	text = printed(dossier_id, DOCUMENT(M02));
	assert_says(text, "chưa chọn");
	assert_does_not_say(text, "Hạng sao theo tự đánh giá");
}

static void own_assessment_shows_points_options_and_evidence(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);
	char *codes[] = {(char *)"1.1", (char *)"12"};
	const char *text;

	(void)state;
	complete(dossier_id);
	fill(dossier_id, "M02", "ip", "trademark, copyright");
	fill(dossier_id, "M02", "has_food_safety", "yes");
	link.evidence_type = (char *)"EV_RAW";
	link.name = (char *)"Hợp đồng vùng nguyên liệu";
	link.criterion_codes = codes;
	link.n_criterion_codes = 2;
	link.valid_until = (char *)"2028-12-31";
	(void)accepted_id(&link.base);

	text = printed(dossier_id, DOCUMENT(M02));
	assert_says(text, "26/2026/QĐ-TTg");
	/* The sheet of fresh vegetables: A 40, B 25, C 35, all of them reached by the vector. */
	assert_says(text, "PHẦN A: Sản phẩm và sức mạnh cộng đồng 40 40");
	assert_says(text, "PHẦN B: Khả năng tiếp thị 25 25");
	assert_says(text, "PHẦN C: Chất lượng sản phẩm 35 35");
	assert_says(text, "TỔNG ĐIỂM 100 100");
	assert_says(text, "Hạng sao theo tự đánh giá: 5 sao");
	assert_says(text, "1.1 Nguồn gốc sản phẩm 3 3 2 "); /* points, and the second paper */
	assert_says(text, "Từ 75% đến 100% sản phẩm trồng trong xã"); /* option 3 of 1.1 */
	assert_says(text, "☒ Có giấy an toàn thực phẩm");
	assert_says(text, "☐ Có công bố chất lượng");
	assert_says(text, "☒ Nhãn hiệu");
	assert_says(text, "☐ Sáng chế");
	assert_says(text, "☒ Quyền tác giả");
	assert_says(text, "Hợp đồng vùng nguyên liệu");
	assert_says(text, "31/12/2028");
	text = printed(dossier_id, DOCUMENT(M01));
	assert_says(text, "Nguồn gốc, vùng nguyên liệu, hợp đồng liên kết: 1 đường dẫn;");
}

static void very_long_answers_take_more_pages(void **state)
{
	const char *dossier_id = open_a_dossier();
	char *value = arena_alloc(harness_arena(fixture.harness), VALUE_LENGTH_MAX + 1);
	const char *path;

	(void)state;
	for (size_t i = 0; i < VALUE_LENGTH_MAX; i++)
		value[i] = i % 10 == 9 ? ' ' : 'm';
	value[VALUE_LENGTH_MAX - 1] = 'x';
	fill(dossier_id, "M02", "business_plan", value);
	fill(dossier_id, "M02", "history", value);
	path = fetch(made_of(print(dossier_id, DOCUMENT(M02))));
	/* 5000 characters, 500 words, twice. */
	assert_says(output_of("pdftotext", path, "- | tr -s ' \\n' '\\n' | grep -c mmmmmmmmm"),
		    "1000");
	assert_int_equal(unlink(path), 0);
}

static void letters_follow_the_dossier(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	const char *text;

	(void)state;
	text = printed(dossier_id, DOCUMENT(M03));
	assert_says(text, "Mẫu 03");
	assert_says(text, "XÃ TÂN CƯƠNG");
	assert_says(text, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
	assert_says(text, "Tân Cương, ngày 01 tháng 6 năm 2026");
	assert_says(text, "Lao động địa phương Đạt");
	text = printed(dossier_id, DOCUMENT(REQUEST_LETTER));
	assert_says(text, "Số: 12/TTr-UBND");
	assert_says(text, "Kính gửi: Ủy ban nhân dân tỉnh Thái Nguyên");
	assert_says(text, "Rau Ví dụ");
	assert_says(text, "Mẫu sản phẩm: 05 mẫu.");
	text = printed(dossier_id, DOCUMENT(SAMPLE_RECEIPT));
	assert_says(text, "BIÊN NHẬN MẪU SẢN PHẨM");
	/* The last hand-over was the province's. */
	assert_says(text, "1. Bên giao: Ủy ban nhân dân xã Tân Cương");
	assert_says(text, "2. Bên nhận: Cơ quan tham mưu quản lý OCOP tỉnh Thái Nguyên");
	assert_says(text, "6. Số lượng mẫu: 05");
}

static void return_letter_names_what_to_put_right(void **state)
{
	const char *dossier_id = a_proposed_dossier();
	Ocop__Registration__V1__ReturnDossier message =
		OCOP__REGISTRATION__V1__RETURN_DOSSIER__INIT;
	Ocop__Registration__V1__ReturnItem items[3];
	Ocop__Registration__V1__ReturnItem *pointers[3];
	static const char *const codes[] = {"M01.phone", "1.1", "EV_TEST"};
	const char *text;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		ocop__registration__v1__return_item__init(&items[i]);
		items[i].code = (char *)codes[i];
		items[i].text = (char *)"Cần sửa";
		pointers[i] = &items[i];
	}
	message.dossier_id = (char *)dossier_id;
	message.reason = (char *)"Phiếu kiểm nghiệm đã hết hạn";
	message.deadline = (char *)"2026-07-15";
	message.items = pointers;
	message.n_items = 3;
	(void)accepted_id(&message.base);

	text = printed(dossier_id, DOCUMENT(RETURN_LETTER));
	assert_says(text, "THÔNG BÁO");
	assert_says(text, "TỈNH THÁI NGUYÊN"); /* the province had it */
	assert_says(text, "Kính gửi: Hợp tác xã Ví dụ 1");
	assert_says(text, "Phiếu kiểm nghiệm đã hết hạn");
	assert_says(text, "Mẫu 01, Điện thoại Cần sửa");
	assert_says(text, "Tiêu chí 1.1: Nguồn gốc");
	assert_says(text, "Phiếu kiểm nghiệm Cần sửa");
	assert_says(text, "chậm nhất ngày 15/07/2026");
}

static void nothing_is_printed_before_there_is_something(void **state)
{
	static const Ocop__Registration__V1__DossierDocument later[] = {
		DOCUMENT(M03), DOCUMENT(REQUEST_LETTER), DOCUMENT(SAMPLE_RECEIPT),
		DOCUMENT(RETURN_LETTER)};
	const char *dossier_id = open_a_dossier();

	(void)state;
	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		assert_refused(print(dossier_id, later[i]), DOCUMENT_NOT_READY);
	assert_refused(print(dossier_id, DOCUMENT(UNSPECIFIED)), FIELD_INVALID);
	assert_refused(print("dossier_01K00000000000000000000000", DOCUMENT(M01)), NO_SUCH_THING);
}

static void document_is_whose_it_was_made_for(void **state)
{
	const char *dossier_id = open_a_dossier();
	const Ocop__Registration__V1__DocumentMade *made =
		made_of(print(dossier_id, DOCUMENT(M01)));

	(void)state;
	assert_refused(read_piece(made->document_id, made->size_bytes + 1), FIELD_INVALID);
	sign_in_agency(); /* who may see the dossier, but made nothing */
	assert_refused(read_piece(made->document_id, 0), DOCUMENT_UNKNOWN);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(print(dossier_id, DOCUMENT(M01)), SCOPE_MISSING);
	assert_refused(read_piece(made->document_id, 0), DOCUMENT_UNKNOWN);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(read_piece(made->document_id, 0), TOKEN_MISSING);
}

static void same_dossier_is_printed_as_the_same_bytes(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *first = made_of(print(dossier_id, DOCUMENT(M02)))->sha256;

	(void)state;
	harness_advance(fixture.harness, INT64_C(3600) * 1000000);
	assert_string_equal(made_of(print(dossier_id, DOCUMENT(M02)))->sha256, first);
	fill(dossier_id, "M02", "history", "Khác");
	assert_string_not_equal(made_of(print(dossier_id, DOCUMENT(M02)))->sha256, first);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(draft_is_printed_with_room_to_write),
		TEST(own_assessment_shows_points_options_and_evidence),
		TEST(very_long_answers_take_more_pages),
		TEST(letters_follow_the_dossier),
		TEST(return_letter_names_what_to_put_right),
		TEST(nothing_is_printed_before_there_is_something),
		TEST(document_is_whose_it_was_made_for),
		TEST(same_dossier_is_printed_as_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
