/* duplicates_rules_test.c - what a person would say of two names, and what the score says
 *
 * Names and places marked "register" are rows of the example province's old register; what is
 * expected was told by reading them, not by the code.
 */
#include "registration/rules/register/duplicates.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "registration/records.h"
#include "registration/rules.h"

enum { SURE = 85, ASKED = 60 };

/* What a person says. */
enum verdict { DIFFERENT, PERHAPS, SAME };

/* One of a pair: name, commune, district; all are of one province of today. */
struct side {
	const char *name;
	const char *commune;
	const char *district;
	const char *number;
};

struct pair {
	const char *why;
	enum verdict verdict;
	struct side left;
	struct side right;
};

static const struct pair producer_pairs[] = {
	{"register: HTX is Hợp tác xã",
	 SAME,
	 {"HTX Tài Hoan", "", "", ""},
	 {"Hợp tác xã Tài Hoan", "", "Na Rì", ""}},
	{"register: a capital letter",
	 SAME,
	 {"HTX chè Hảo Đạt", "Tân Cương", "TP. Thái Nguyên", ""},
	 {"HTX Chè Hảo Đạt", "xã Tân Cương", "TP. Thái Nguyên", ""}},
	{"register: CP is cổ phần",
	 SAME,
	 {"Công ty CP Curcumin Bắc Hà", "", "", ""},
	 {"Công ty cổ phần Curcumin Bắc Hà", "", "TP. Bắc Kạn", ""}},
	{"register: a slip in a name",
	 SAME,
	 {"Công ty Cổ phần Curmin Bắc Hà", "Nông Thượng", "TP. Bắc Kạn", ""},
	 {"Công ty cổ phần Curcumin Bắc Hà", "", "TP. Bắc Kạn", ""}},
	{"register: another form, a word more",
	 SAME,
	 {"Công ty TNHH nhà máy Curcumin Bắc Hà", "", "TP. Bắc Kạn", ""},
	 {"Công ty cổ phần Curcumin Bắc Hà", "", "TP. Bắc Kạn", ""}},
	{"register: what it makes is left out",
	 SAME,
	 {"HTX rượu chuối Tân Dân", "", "TP. Bắc Kạn", ""},
	 {"Hợp tác xã Tân Dân", "", "TP. Bắc Kạn", ""}},
	{"register: nothing but common words, all equal",
	 SAME,
	 {"Công ty cổ phần nông sản Bắc Kạn", "", "TP. Bắc Kạn", ""},
	 {"Công ty cổ phần Nông sản Bắc Kạn", "", "", ""}},
	{"register: a commune here, a district there",
	 SAME,
	 {"Hợp tác xã Nông sản Phú Lương", "Hợp Thành", "", ""},
	 {"HTX nông sản Phú Lương", "", "Phú Lương", ""}},
	{"register: a branch of trade more",
	 SAME,
	 {"HTX Nông nghiệp Sen Quê Bác", "xã Kim Liên", "Nam Đàn", ""},
	 {"Hợp tác xã sen Quê Bác", "", "Nam Đàn", ""}},
	{"register: English behind, Vietnamese before",
	 SAME,
	 {"Công ty TNHH Đức Phong", "", "", ""},
	 {"Đức Phong Co Ltd", "", "", ""}},
	{"register: Minh Anh twice",
	 SAME,
	 {"HTX Minh Anh", "", "TP. Bắc Kạn", ""},
	 {"Hợp tác xã Minh Anh", "", "TP. Bắc Kạn", ""}},
	{"all in capitals",
	 SAME,
	 {"Công ty TNHH Hà Diệp", "", "", ""},
	 {"CÔNG TY TNHH HÀ DIỆP", "", "", ""}},
	{"no marks",
	 SAME,
	 {"Công ty TNHH Hà Diệp", "", "", ""},
	 {"Cong ty TNHH Ha Diep", "", "", ""}},
	{"TNHH in full",
	 SAME,
	 {"Công ty TNHH MTV KITA", "", "", ""},
	 {"Công ty trách nhiệm hữu hạn một thành viên Kita", "", "", ""}},
	{"DNTN", SAME, {"DNTN Ví dụ", "", "", ""}, {"Doanh nghiệp tư nhân Ví dụ", "", "", ""}},
	{"CTCP", SAME, {"CTCP Ví dụ", "", "", ""}, {"Công ty cổ phần Ví dụ", "", "", ""}},
	{"household",
	 SAME,
	 {"Hộ kinh doanh Hà Ngọc Sáng", "Hòa Mục", "Chợ Mới", ""},
	 {"HKD Hà Ngọc Sáng", "xã Hoà Mục", "Chợ Mới", ""}},
	{"a works of a household",
	 SAME,
	 {"Cơ sở sản xuất Trần Thị Nhung", "", "", ""},
	 {"Hộ kinh doanh cơ sở sản xuất Trần Thị Nhung", "", "", ""}},
	{"tone on the other letter",
	 SAME,
	 {"HTX chè Thủy Thuật", "", "", ""},
	 {"HTX chè Thuỷ Thuật", "", "", ""}},
	{"i for y", SAME, {"HTX Mỹ Lý", "", "", ""}, {"HTX Mĩ Lí", "", "", ""}},
	{"a blank in a name",
	 SAME,
	 {"Công ty CP TNTea", "", "", ""},
	 {"Công ty CP TN Tea", "", "", ""}},
	{"order of words",
	 SAME,
	 {"HTX Thanh Tâm rượu men lá", "", "", ""},
	 {"HTX rượu men lá Thanh Tâm", "", "", ""}},
	{"one number, another name",
	 SAME,
	 {"HTX Ví dụ", "", "", "4600 000 001"},
	 {"Công ty TNHH Khác hẳn", "", "", "4600000001"}},
	{"a branch has its house's number",
	 SAME,
	 {"Công ty TNHH Ví dụ", "", "", "4600000001"},
	 {"Công ty TNHH Ví dụ", "", "", "4600000001-001"}},
	{"one letter of a name",
	 PERHAPS,
	 {"HTX Tài Hoan", "", "Na Rì", ""},
	 {"HTX Tài Hoanh", "", "Na Rì", ""}},
	{"equal but far apart",
	 PERHAPS,
	 {"HTX Minh Anh", "Tân Sơn", "Chợ Mới", ""},
	 {"Hợp tác xã Minh Anh", "Bằng Phúc", "Chợ Đồn", ""}},
	{"equal with two numbers",
	 PERHAPS,
	 {"HTX Minh Anh", "", "Chợ Mới", "4700000001"},
	 {"HTX Minh Anh", "", "Chợ Mới", "4700000002"}},
	{"cooperative or company",
	 PERHAPS,
	 {"HTX Hà Diệp", "", "", ""},
	 {"Công ty TNHH Hà Diệp", "", "", ""}},
	{"register: one trade in one commune",
	 DIFFERENT,
	 {"HTX rượu men lá Thanh Tâm", "Bằng Phúc", "Chợ Đồn", ""},
	 {"HTX rượu men lá Bằng Phúc", "Bằng Phúc", "Chợ Đồn", ""}},
	{"register: one name, two districts",
	 DIFFERENT,
	 {"HTX Việt Cường", "xã Văn Lang", "Na Rì", ""},
	 {"HTX miến Việt Cường", "Hóa Thượng", "Đồng Hỷ", ""}},
	{"register: both called after the province",
	 DIFFERENT,
	 {"Công ty TNHH thực phẩm xanh Bắc Kạn", "", "TP. Bắc Kạn", ""},
	 {"Công ty cổ phần nông sản Bắc Kạn", "", "TP. Bắc Kạn", ""}},
	{"register: green tea, farm products",
	 DIFFERENT,
	 {"HTX trà xanh Thái Nguyên", "phường Phan Đình Phùng", "TP. Thái Nguyên", ""},
	 {"Công ty CP Nông sản Thái Nguyên", "", "TP. Thái Nguyên", ""}},
	{"register: two women of one town",
	 DIFFERENT,
	 {"Hộ sản xuất Nguyễn Thị Bình", "thị trấn Tân Lạc", "Quỳ Châu", ""},
	 {"Hộ sản xuất Trần Thị Loan", "thị trấn Tân Lạc", "Quỳ Châu", ""}},
	{"one family name",
	 DIFFERENT,
	 {"Cơ sở Hoàng Ngọc Hường", "Bình Trung", "Chợ Đồn", ""},
	 {"Cơ sở Hoàng Thị Điển", "thị trấn Bằng Lũng", "Chợ Đồn", ""}},
	{"only the marks differ, and both have them",
	 DIFFERENT,
	 {"Hộ kinh doanh Nguyễn Văn Hùng", "Thanh Mai", "Chợ Mới", ""},
	 {"Hộ kinh doanh Nguyễn Văn Hưng", "Thanh Mai", "Chợ Mới", ""}},
	{"one word of two",
	 DIFFERENT,
	 {"HTX Hợp Phát", "", "Ngân Sơn", ""},
	 {"HTX Hợp Giang", "", "Ngân Sơn", ""}},
	{"one word of two, one trade",
	 DIFFERENT,
	 {"HTX chè Kim Thoa", "", "", ""},
	 {"HTX chè Kim Ngân", "", "", ""}},
	{"short words a letter apart",
	 DIFFERENT,
	 {"HTX Tân Sơn", "", "", ""},
	 {"HTX Tam Sơn", "", "", ""}},
	{"a long trade in common and nothing else",
	 DIFFERENT,
	 {"HTX dịch vụ sản xuất kinh doanh nông nghiệp tổng hợp An", "Tân Cương", "", ""},
	 {"HTX dịch vụ sản xuất kinh doanh nông nghiệp tổng hợp Bình", "Tân Cương", "", ""}},
	{"nothing but the form",
	 DIFFERENT,
	 {"Hợp tác xã", "", "", ""},
	 {"HTX Minh Anh", "", "", ""}},
};

static Ocop__Registration__V1__LegalForm form_of(const char *name)
{
	if (strncmp(name, "HTX", 3) == 0 || strncmp(name, "Hợp", strlen("Hợp")) == 0)
		return LEGAL_FORM(COOPERATIVE);
	if (strncmp(name, "H", 1) == 0 || strncmp(name, "Cơ sở", strlen("Cơ sở")) == 0)
		return LEGAL_FORM(HOUSEHOLD);
	return LEGAL_FORM(ENTERPRISE);
}

static const struct look *look_of(struct arena *arena, const struct side *side)
{
	const struct place place = {.commune_code = "",
				    .province_code = "19",
				    .commune_text = side->commune,
				    .district_text = side->district,
				    .province_text = "Bắc Kạn"};

	return producer_look(arena, &(struct producer_facts){
					    .name = side->name,
					    .registration_number = side->number,
					    .legal_form = form_of(side->name),
					    .place = arena_copy(arena, &place, sizeof place),
				    });
}

static bool fits(enum verdict verdict, uint32_t score)
{
	switch (verdict) {
	case DIFFERENT:
		return score == 0;
	case PERHAPS:
		return score >= ASKED && score < SURE;
	case SAME:
		return score >= SURE && score <= 100;
	}
	return false;
}

static void score_says_what_a_person_says(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof producer_pairs / sizeof *producer_pairs; i++) {
		const struct pair *pair = &producer_pairs[i];
		const struct look *left = look_of(arena, &pair->left);
		const struct look *right = look_of(arena, &pair->right);
		struct likeness likeness = producers_likeness(left, right);

		if (!fits(pair->verdict, likeness.score)) {
			print_error("%s: %s, %s: %u\n", pair->why, pair->left.name,
				    pair->right.name, likeness.score);
			wrong++;
		}
		if (producers_likeness(right, left).score != likeness.score) {
			print_error("%s: not the same the other way round\n", pair->why);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_destroy(arena);
}

/* Two that are alike must meet at a key, or nobody ever compares them. */
static void alike_ones_share_a_key(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct look_key left[LOOK_KEYS_MAX], right[LOOK_KEYS_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof producer_pairs / sizeof *producer_pairs; i++) {
		const struct pair *pair = &producer_pairs[i];
		size_t lefts = look_keys(arena, look_of(arena, &pair->left), left);
		size_t rights = look_keys(arena, look_of(arena, &pair->right), right);
		size_t shared = 0;

		for (size_t l = 0; l < lefts; l++) {
			for (size_t r = 0; r < rights; r++)
				shared += strcmp(left[l].text, right[r].text) == 0;
		}
		if (pair->verdict != DIFFERENT && shared == 0)
			fail_msg("%s: no key is shared", pair->why);
	}
	arena_destroy(arena);
}

static void reasons_say_what_was_seen(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	static const struct {
		struct side left;
		struct side right;
		uint32_t reasons;
	} rows[] = {
		{{"HTX Tài Hoan", "", "", ""},
		 {"Hợp tác xã Tài Hoan", "", "Na Rì", ""},
		 LIKE_SAME_NAME | LIKE_PROVINCE},
		{{"HTX Tân Dân", "", "TP. Bắc Kạn", ""},
		 {"HTX rượu chuối Tân Dân", "", "Bắc Kạn", ""},
		 LIKE_SIMILAR_NAME | LIKE_DISTRICT},
		{{"HTX Minh Anh", "xã Tân Cương", "", "1"},
		 {"HTX Minh Anh", "Tân Cương", "", "1"},
		 LIKE_SAME_NAME | LIKE_COMMUNE | LIKE_NUMBER},
		{{"HTX Minh Anh", "", "", "12"},
		 {"HTX Thành Đạt", "", "", "1 2"},
		 LIKE_PROVINCE | LIKE_NUMBER},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(producers_likeness(look_of(arena, &rows[i].left),
						    look_of(arena, &rows[i].right))
					 .reasons,
				 rows[i].reasons);
	assert_string_equal(likeness_reason_word(LIKE_NUMBER), "registration_number");
	assert_string_equal(likeness_reason_word(LIKE_PRODUCER), "same_producer");
	arena_destroy(arena);
}

/* Producers of one name in two provinces are two; with one number they are one. */
static void provinces_part_names_and_no_numbers(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct place here = {.commune_code = "",
				   .province_code = "19",
				   .commune_text = "",
				   .district_text = "",
				   .province_text = "Thái Nguyên"};
	const struct place there = {.commune_code = "",
				    .province_code = "08",
				    .commune_text = "",
				    .district_text = "",
				    .province_text = "Tuyên Quang"};
	struct producer_facts left = {"HTX Minh Anh", "", LEGAL_FORM(COOPERATIVE), &here};
	struct producer_facts right = {"HTX Minh Anh", "", LEGAL_FORM(COOPERATIVE), &there};
	struct look_key keys[LOOK_KEYS_MAX];

	(void)state;
	size_t count = look_keys(arena, producer_look(arena, &left), keys);
	for (size_t i = 0; i < count; i++)
		assert_false(keys[i].nationwide);
	left.registration_number = right.registration_number = "4600000001";
	count = look_keys(arena, producer_look(arena, &left), keys);
	assert_true(keys[0].nationwide);
	struct likeness likeness =
		producers_likeness(producer_look(arena, &left), producer_look(arena, &right));
	assert_true(likeness.score >= 90);
	assert_int_equal(likeness.reasons, LIKE_NUMBER | LIKE_SAME_NAME);
	arena_destroy(arena);
}

static const struct {
	const char *why;
	bool alike;
	const char *left;
	const char *left_producer;
	const char *right;
	const char *right_producer;
} product_pairs[] = {
	{"register: the producer's name behind", true, "Miến dong Tài Hoan", "Hợp tác xã Tài Hoan",
	 "Miến dong", "HTX Tài Hoan"},
	{"register: the place behind", true, "Chè Đinh Tân Cương", "HTX Chè Hảo Đạt", "Chè đinh",
	 "HTX chè Hảo Đạt"},
	{"register: a hyphen, another kind of packing", true, "Vi-cumax Nano curcumin (20g)",
	 "Công ty TNHH nhà máy Curcumin Bắc Hà", "Vicumax Nano Curcumin",
	 "Công ty cổ phần Curcumin Bắc Hà"},
	{"register: what kind of thing it is", true,
	 "Thực phẩm bảo vệ sức khỏe Vicumax Nano Curcumin", "Công ty CP Curcumin Bắc Hà",
	 "Vicumax Nano Curcumin", "Công ty cổ phần Curcumin Bắc Hà"},
	{"register: a capital letter", true, "Trà thảo dược giảo cổ lam núi đá",
	 "Công ty Cổ phần Curmin Bắc Hà", "Trà thảo dược Giảo cổ lam núi đá",
	 "Công ty TNHH nhà máy Curcumin Bắc Hà"},
	{"register: limited is another", false, "Vicumax Limited Nano Curcumin",
	 "Công ty cổ phần Curcumin Bắc Hà", "Vicumax Nano Curcumin",
	 "Công ty cổ phần Curcumin Bắc Hà"},
	{"register: kinds of tea", false, "Trà móc câu hương quê", "HTX nông sản Phú Lương",
	 "Trà tôm nõn hương quê", "HTX nông sản Phú Lương"},
	{"register: red and black", false, "Tinh bột nghệ nếp đỏ Bắc Kạn",
	 "HTX nông nghiệp Tân Thành", "Tinh bột nghệ nếp đen Bắc Kạn", "HTX nông nghiệp Tân Thành"},
	{"register: fresh and dried", false, "Măng tươi lục trúc MTQ", "HTX măng lục trúc MTQ",
	 "Măng khô lục trúc MTQ", "HTX măng lục trúc MTQ"},
	{"blossoms", false, "Mật ong hoa nhãn", "HTX Ví dụ", "Mật ong hoa vải", "HTX Ví dụ"},
	{"numbers", false, "Chè xanh số 1", "HTX Ví dụ", "Chè xanh số 2", "HTX Ví dụ"},
};

static void products_are_told_apart_by_what_they_are(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct place place = {.commune_code = "05503",
				    .province_code = "19",
				    .commune_text = "xã Tân Cương",
				    .district_text = "",
				    .province_text = "Bắc Kạn"};

	(void)state;
	for (size_t i = 0; i < sizeof product_pairs / sizeof *product_pairs; i++) {
		const struct look *left = product_look(arena, product_pairs[i].left, &place,
						       product_pairs[i].left_producer);
		const struct look *right = product_look(arena, product_pairs[i].right, &place,
							product_pairs[i].right_producer);
		bool one = strcmp(product_pairs[i].left_producer,
				  product_pairs[i].right_producer) == 0;
		struct likeness likeness = products_likeness(left, right, one, SURE);

		if ((likeness.score > 0) != product_pairs[i].alike)
			fail_msg("%s: %u", product_pairs[i].why, likeness.score);
		assert_int_equal(products_likeness(right, left, one, SURE).score, likeness.score);
	}
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(score_says_what_a_person_says),
		cmocka_unit_test(alike_ones_share_a_key),
		cmocka_unit_test(reasons_say_what_was_seen),
		cmocka_unit_test(provinces_part_names_and_no_numbers),
		cmocka_unit_test(products_are_told_apart_by_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
