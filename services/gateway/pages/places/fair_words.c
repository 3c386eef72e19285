/* fair_words.c - words that the pages and the calendar of fairs share */
#include "gateway/pages/places/fair_words.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "gateway/gateway.h"

#define STATE(name) OCOP__MARKET__V1__FAIR_STATE__FAIR_STATE_##name

const char *fair_kind_words(enum language language, Ocop__Market__V1__FairKind kind)
{
	static const struct {
		const char *vi, *en;
	} kinds[] = {
		{"Sự kiện", "Event"},
		{"Hội chợ", "Fair"},
		{"Kết nối cung cầu", "Supply-demand connection"},
		{"Tuần lễ quảng bá", "Promotion week"},
		{"Phiên trực tuyến", "Online session"},
	};
	size_t index = (size_t)kind < sizeof kinds / sizeof *kinds ? (size_t)kind : 0;

	return in_language(language, kinds[index].vi, kinds[index].en);
}

const char *fair_days_words(const struct page *page, const Ocop__Market__V1__FairContent *content)
{
	const char *days = page_date(page, content->begins_on);

	if (strcmp(content->begins_on, content->ends_on) != 0)
		days = arena_printf(page->arena, "%s – %s", days,
				    page_date(page, content->ends_on));
	if (*content->opens == '\0')
		return days;
	return arena_printf(page->arena, "%s, %s–%s", days, content->opens, content->closes);
}

const char *fair_place_words(struct arena *arena, const Ocop__Market__V1__Fair *fair)
{
	return arena_printf(arena, "%s%s%s, %s", fair->content->place,
			    *fair->commune_name ? ", " : "", fair->commune_name,
			    fair->province_name);
}

const struct look *fair_look(const struct page *page, const Ocop__Market__V1__Fair *fair)
{
	static const struct look planned = {"unverified", "#i-clock", "Sắp diễn ra",
					    "To come",    "",         ""};
	static const struct look now = {"valid", "#i-check", "Đang diễn ra", "Under way", "", ""};
	static const struct look over = {"expired", "#i-clock", "Đã qua", "Over", "", ""};
	static const struct look cancelled = {"revoked", "#i-cross", "Đã hủy", "Cancelled", "", ""};
	char today[DATE_TEXT_SIZE];

	date_print(date_of_us(clock_now_us(&page->gateway->clock)), today);
	if (fair->state == STATE(CANCELLED))
		return &cancelled;
	if (fair->state == STATE(CLOSED) || strcmp(fair->content->ends_on, today) < 0)
		return &over;
	return strcmp(fair->content->begins_on, today) > 0 ? &planned : &now;
}
