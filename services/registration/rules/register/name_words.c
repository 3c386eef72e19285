/* name_words.c - names as words: the legal form taken away, common words marked
 *
 * The tables hold what the registers of several provinces write; a word that is missing from them
 * makes two producers of one trade look a little more alike, nothing worse.
 */
#include "registration/rules/register/name_words.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"

/* Legal forms at the beginning of a name, folded; a longer one before its own beginning. "hộ" alone
 * is none of them: folded it is the family name Hồ. */
static const char *const forms_before[] = {
	"cong ty trach nhiem huu han mot thanh vien",
	"cong ty trach nhiem huu han",
	"cong ty tnhh mot thanh vien",
	"cong ty tnhh 1 thanh vien",
	"cong ty tnhh mtv",
	"cong ty tnhh 1tv",
	"cong ty tnhh",
	"cong ty co phan",
	"cong ty cp",
	"cong ty hop danh",
	"cong ty",
	"ct tnhh mtv",
	"ct tnhh",
	"ctcp",
	"cty tnhh mtv",
	"cty tnhh",
	"cty co phan",
	"cty cp",
	"cty",
	"tnhh mtv",
	"tnhh",
	"doanh nghiep tu nhan",
	"dntn",
	"doanh nghiep",
	"lien hiep hop tac xa",
	"lien hiep htx",
	"hop tac xa",
	"htx",
	"to hop tac",
	"tht",
	"ho san xuat va kinh doanh",
	"ho san xuat kinh doanh",
	"ho san xuat",
	"ho kinh doanh ca the",
	"ho kinh doanh",
	"hkd",
	"ho gia dinh",
	"ho ong",
	"ho ba",
	"co so san xuat va kinh doanh",
	"co so san xuat kinh doanh",
	"co so san xuat",
	"co so kinh doanh",
	"co so sx",
	"co so",
	"cssx",
	"trang trai",
	"hiep hoi",
};

/* The same behind a name in English. */
static const char *const forms_behind[] = {
	"company limited", "co ltd", "ltd", "joint stock company", "jsc", "cooperative",
};

/* What is done, folded, as a name says it beside who does it. */
static const char *const activities[] = {
	"nong nghiep",  "lam nghiep",  "ngu nghiep",   "nong lam",  "nong san",    "nong thuong",
	"hai san",      "thuy san",    "thuy hai san", "lam san",   "dac san",     "san xuat",
	"kinh doanh",   "dich vu",     "thuong mai",   "che bien",  "tieu thu",    "thu mua",
	"mua ban",      "xuat khau",   "nhap khau",    "tong hop",  "xay dung",    "phat trien",
	"dau tu",       "tu van",      "khoa hoc",     "cong nghe", "cong nghiep", "thuc pham",
	"san pham",     "thien nhien", "duoc lieu",    "thao duoc", "cay thuoc",   "huu co",
	"an toan",      "sach",        "xanh",         "nha may",   "nha hang",    "lang nghe",
	"truyen thong", "du lich",     "sinh thai",    "cong dong", "homestay",    "thanh nien",
	"phu nu",       "chan nuoi",   "trong trot",   "trong va",  "nuoi ong",    "mat ong",
	"ruou",         "men la",      "ruou chuoi",   "che",       "tra",         "che shan",
	"shan tuyet",   "mien",        "mien dong",    "bun",       "pho",         "gao",
	"nep",          "nam",         "mang",         "rau",       "cu qua",      "ca phe",
	"nuoc mam",     "mam",         "gio",          "cha",       "det",         "tho cam",
	"huong tram",   "farm",        "food",         "foods",     "group",       "viet nam",
	"organic",      "va",          "voi",          "cua",       "sx",          "dv",
	"tm",           "kd",          "xnk",          "nn",
};

/* Parts of people's names that many have. "mai", "hoa" and the like are not: they name firms. */
static const char *const family_words[] = {
	"nguyen", "tran", "le", "pham", "hoang", "huynh", "vu",  "vo",  "phan",
	"dang",   "bui",  "do", "ngo",  "duong", "ly",    "thi", "van",
};

/* What fills names of products and tells none apart. */
static const char *const fillers[] = {
	"san pham",  "thuc pham bao ve suc khoe",
	"thuc pham", "dac san",
	"cao cap",   "loai",
	"goi",       "hop",
	"tui",       "chai",
	"ocop",      "va",
};

/* True when both stand for the same letter: the tables write y where plain words have i. */
static bool same_letter(char plain, char written)
{
	return plain == (written == 'y' ? 'i' : written);
}

/* The length of `phrase` when `words` begin with it and a word ends there; else 0. */
static size_t begins_with(const char *words, const char *phrase)
{
	size_t length = 0;

	while (phrase[length] && words[length] && same_letter(words[length], phrase[length]))
		length++;
	if (phrase[length] || (words[length] != ' ' && words[length] != '\0'))
		return 0;
	return length;
}

char *plain_words(struct arena *arena, const char *text)
{
	char *folded = text_fold(arena, text);

	for (char *letter = folded; *letter; letter++) {
		if (*letter == 'y')
			*letter = 'i';
	}
	return folded;
}

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* Behind one legal form that they begin with; a name that is nothing else is kept. */
static const char *without_one_form(const char *words)
{
	for (size_t i = 0; i < COUNT(forms_before); i++) {
		size_t length = begins_with(words, forms_before[i]);

		if (length && words[length] == ' ')
			return words + length + 1;
	}
	return words;
}

const char *words_without_form_before(const char *words)
{
	const char *before;

	do { /* "Hộ kinh doanh cơ sở sản xuất ..." */
		before = words;
		words = without_one_form(words);
	} while (words != before);
	return words;
}

const char *words_without_form_behind(struct arena *arena, const char *words)
{
	size_t length = strlen(words);

	for (size_t i = 0; i < COUNT(forms_behind); i++) {
		size_t form = strlen(forms_behind[i]) + 1;

		if (length > form && words[length - form] == ' ' &&
		    begins_with(words + length - form + 1, forms_behind[i]))
			return arena_printf(arena, "%.*s", (int)(length - form), words);
	}
	return words;
}

static size_t words_in(const char *text, size_t length)
{
	size_t count = length > 0;

	for (size_t i = 0; i < length; i++)
		count += text[i] == ' ';
	return count;
}

/* How many words at the beginning the longest phrase of the table covers. */
static size_t covered(const char *words, const char *const *table, size_t count)
{
	size_t most = 0;

	for (size_t i = 0; i < count; i++) {
		size_t words_covered = words_in(table[i], begins_with(words, table[i]));

		most = words_covered > most ? words_covered : most;
	}
	return most;
}

size_t common_words_of_producer(const char *words)
{
	size_t activity = covered(words, activities, COUNT(activities));

	return activity ? activity : covered(words, family_words, COUNT(family_words));
}

size_t common_words_of_product(const char *words)
{
	return covered(words, fillers, COUNT(fillers));
}
