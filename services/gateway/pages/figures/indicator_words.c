/* indicator_words.c - how the programme's indicators are called on pages */
#include "gateway/pages/figures/indicator_words.h"

#include <stddef.h>
#include <string.h>

#define HELD(name) OCOP__REGISTRATION__V1__HELD_CERTIFICATE_KIND__HELD_CERTIFICATE_KIND_##name

const struct indicator_words indicator_words[] = {
	{INDICATOR(REPORTED), "reported", "Chủ thể đã báo cáo", "Producers that reported",
	 INDICATOR(UNSPECIFIED)},
	{INDICATOR(REVENUE_COMPARED), "revenue-compared", "So được doanh thu với năm trước",
	 "Revenue comparable with the year before", INDICATOR(UNSPECIFIED)},
	{INDICATOR(REVENUE_GREW), "revenue-grew", "Doanh thu tăng", "Revenue grew",
	 INDICATOR(REVENUE_COMPARED)},
	{INDICATOR(CAPACITY_COMPARED), "capacity-compared", "So được công suất với năm trước",
	 "Capacity comparable with the year before", INDICATOR(UNSPECIFIED)},
	{INDICATOR(CAPACITY_GREW), "capacity-grew", "Công suất tăng", "Capacity grew",
	 INDICATOR(CAPACITY_COMPARED)},
	{INDICATOR(IN_LINKED_CHAIN), "linked-chain", "Trong chuỗi liên kết", "In a linked chain",
	 INDICATOR(REPORTED)},
	{INDICATOR(LOCAL_LABOUR), "local-labour", "Từ 5 lao động địa phương trở lên",
	 "Five local workers or more", INDICATOR(REPORTED)},
	{INDICATOR(WITH_LINKAGE), "with-linkage", "Chủ thể có liên kết còn hiệu lực",
	 "Producers with linkages in force", INDICATOR(UNSPECIFIED)},
	{INDICATOR(WITH_CERTIFICATE), "with-certificate", "Chủ thể có chứng nhận khác",
	 "Producers with other certificates", INDICATOR(UNSPECIFIED)},
	{INDICATOR(WITH_AREA), "with-area", "Chủ thể có vùng nguyên liệu",
	 "Producers with raw-material areas", INDICATOR(UNSPECIFIED)},
	{0},
};

const struct indicator_words *indicator_words_find(const char *word)
{
	const struct indicator_words *row = indicator_words;

	while (row->word && strcmp(row->word, word) != 0)
		row++;
	return row->word ? row : indicator_words;
}

uint64_t indicator_count_of(const Ocop__Market__V1__IndicatorLine *line,
			    Ocop__Market__V1__ProducerIndicator indicator)
{
	for (size_t i = 0; i < line->n_cells; i++) {
		if (line->cells[i]->indicator == indicator)
			return line->cells[i]->count;
	}
	return 0;
}

static uint64_t linkages(const Ocop__Market__V1__IndicatorLine *line)
{
	return line->linkages;
}

static uint64_t certificates(const Ocop__Market__V1__IndicatorLine *line)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < line->n_held_certificates; i++)
		sum += line->held_certificates[i]->count;
	return sum;
}

static uint64_t areas(const Ocop__Market__V1__IndicatorLine *line)
{
	return line->material_areas;
}

/* Whole hectares: what is less than half of one is none. */
static uint64_t hectares(const Ocop__Market__V1__IndicatorLine *line)
{
	return (line->area_hectares_hundredths + 50) / 100;
}

static uint64_t households(const Ocop__Market__V1__IndicatorLine *line)
{
	return line->area_households;
}

const struct record_words record_words[] = {
	{linkages, "Liên kết", "Linkages", INDICATOR(WITH_LINKAGE), false},
	{certificates, "Chứng nhận khác", "Other certificates", INDICATOR(WITH_CERTIFICATE), false},
	{areas, "Vùng nguyên liệu", "Raw-material areas", INDICATOR(WITH_AREA), false},
	{hectares, "Diện tích vùng nguyên liệu (ha)", "Raw-material area (ha)",
	 INDICATOR(WITH_AREA), true},
	{households, "Hộ tham gia vùng nguyên liệu", "Households of raw-material areas",
	 INDICATOR(WITH_AREA), true},
	{0},
};

const struct held_words held_words[] = {
	{HELD(FOOD_SAFETY), "An toàn thực phẩm", "Food safety"},
	{HELD(FOOD_SAFETY_CHAIN), "Chuỗi an toàn thực phẩm", "Safe food chain"},
	{HELD(ORGANIC), "Hữu cơ", "Organic"},
	{HELD(VIETGAP), "VietGAP", "VietGAP"},
	{HELD(GACP_WHO), "GACP-WHO", "GACP-WHO"},
	{HELD(HACCP), "HACCP", "HACCP"},
	{HELD(ISO_22000), "ISO 22000", "ISO 22000"},
	{HELD(GMP), "GMP", "GMP"},
	{HELD(TRADEMARK), "Nhãn hiệu", "Trademark"},
	{HELD(GEOGRAPHICAL_INDICATION), "Chỉ dẫn địa lý", "Geographical indication"},
	{HELD(OTHER), "Khác", "Other"},
	{0},
};

uint64_t held_count_of(const Ocop__Market__V1__IndicatorLine *line,
		       Ocop__Registration__V1__HeldCertificateKind kind)
{
	for (size_t i = 0; i < line->n_held_certificates; i++) {
		if (line->held_certificates[i]->kind == kind)
			return line->held_certificates[i]->count;
	}
	return 0;
}
