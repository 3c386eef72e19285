/* figure_words.c - how figures are called on pages, and their short words in addresses of pages */
#include "gateway/pages/figures/figure_words.h"

#include <string.h>

#include "common/base/arena.h"

const struct measure_words measure_words[] = {
	{MEASURE(PRODUCTS), "products", "Sản phẩm từng được công nhận", "Products ever recognised",
	 "Mỗi sản phẩm tính một lần, theo lần công nhận gần nhất.",
	 "Each product once, where its latest recognition stands."},
	{MEASURE(VALID), "valid", "Còn hiệu lực", "Valid",
	 "Giấy chứng nhận còn hiệu lực trong ngày đó.", "Valid on that day."},
	{MEASURE(EXPIRING), "expiring", "Sắp hết hạn", "Expiring",
	 "Còn hiệu lực và hết hạn trong số tháng đã chọn.",
	 "Valid, and ending within the months chosen."},
	{MEASURE(EXPIRED), "expired", "Đã hết hạn", "Expired",
	 "Hết hạn mà không bị thu hồi hay thay thế trước đó.",
	 "Its last day is over; neither withdrawn nor replaced before."},
	{MEASURE(LAPSED), "lapsed", "Hết hạn, chưa công nhận lại", "Lapsed",
	 "Trong số đã hết hạn: sản phẩm chưa được công nhận lại.",
	 "Of the expired: products not recognised again."},
	{MEASURE(REVOKED), "revoked", "Bị thu hồi", "Withdrawn",
	 "Bị thu hồi theo căn cứ của bộ tiêu chí.", "Withdrawn on a ground of the rule book."},
	{MEASURE(RENEWED), "renewed", "Được công nhận lại", "Renewed",
	 "Lần công nhận mà sau đó sản phẩm được công nhận lại hoặc nâng hạng.",
	 "Followed by another recognition of the same product, an upgrade among them."},
	{MEASURE(NOT_VERIFIED), "not-verified", "Chưa xác minh", "Not verified",
	 "Sổ cũ có ghi nhưng thiếu quyết định hoặc thời hạn.",
	 "An old register says so; decision or dates are missing."},
	{MEASURE(SUSPENDED), "suspended", "Tạm đình chỉ", "Suspended",
	 "Đang tạm đình chỉ trong ngày đó.", "Suspended on that day."},
	{MEASURE(REPLACED), "replaced", "Được thay thế", "Replaced",
	 "Được giấy khác thay thế khi còn hiệu lực.", "Another took its place while it was valid."},
	{MEASURE(RECOGNITIONS), "recognitions", "Lượt công nhận", "Recognitions",
	 "Mọi lần công nhận; bản đính chính không tính thêm.",
	 "All recognitions; a corrected copy is the same one."},
	{0},
};

const struct measure_words *measure_words_of(Ocop__Market__V1__FigureMeasure measure)
{
	const struct measure_words *row = measure_words;

	while (row->word && row->measure != measure)
		row++;
	return row->word ? row : measure_words;
}

const struct measure_words *measure_words_find(const char *word)
{
	const struct measure_words *row = measure_words;

	while (row->word && strcmp(row->word, word) != 0)
		row++;
	return row->word ? row : measure_words;
}

const struct by_words by_words[] = {
	{BY(STAR), "star", "star", "Hạng sao", "Stars"},
	{BY(SECTOR), "sector", "sector", "Nhóm sản phẩm", "Sector"},
	{BY(SET), "set", "set", "Bộ sản phẩm", "Product set"},
	{BY(PROVINCE), "province", "province", "Tỉnh", "Province"},
	{BY(COMMUNE), "commune", "commune", "Xã, phường", "Commune"},
	{BY(FORMER_PROVINCE), "former-province", "formerProvince", "Tỉnh cũ", "Former province"},
	{BY(FORMER_DISTRICT), "former-district", "formerDistrict", "Huyện cũ", "Former district"},
	{BY(FORMER_COMMUNE), "former-commune", "formerCommune", "Xã cũ", "Former commune"},
	{BY(YEAR), "year", "year", "Năm công nhận", "Year of recognition"},
	{BY(LEGAL_FORM), "form", "legalForm", "Loại hình chủ thể", "Producer's form"},
	{0},
};

const struct by_words *by_words_find(const char *word)
{
	const struct by_words *row = by_words;

	while (row->word && strcmp(row->word, word) != 0)
		row++;
	return row->word ? row : by_words;
}

const struct by_words *by_words_of(Ocop__Market__V1__FigureBy by)
{
	const struct by_words *row = by_words;

	while (row->word && row->by != by)
		row++;
	return row->word ? row : by_words;
}

static const char *name_of(const struct page *page, const struct figure_label *label)
{
	return page->language == LANGUAGE_EN && *label->name_en ? label->name_en : label->name;
}

const char *figure_title(const struct page *page, const struct figure_label *label)
{
	const char *name = name_of(page, label);
	bool has_number = label->by == BY(SECTOR) || label->by == BY(SET);

	if (strcmp(label->code, "-") == 0)
		return page_says(page, "Chưa rõ", "Not known");
	if (*name == '\0')
		return label->code;
	return has_number ? arena_printf(page->arena, "%s. %s", label->code, name) : name;
}

const char *figure_title_language(const struct page *page, const struct figure_label *label)
{
	bool is_vietnamese = *label->name && *label->name_en == '\0';

	return page->language == LANGUAGE_EN && is_vietnamese ? "vi" : NULL;
}

const char *figure_number(const struct page *page, uint64_t number)
{
	const char *mark = page_says(page, ".", ",");
	const char *text = "";

	for (; number >= 1000; number /= 1000)
		text = arena_printf(page->arena, "%s%03u%s", mark, (unsigned)(number % 1000), text);
	return arena_printf(page->arena, "%u%s", (unsigned)number, text);
}
