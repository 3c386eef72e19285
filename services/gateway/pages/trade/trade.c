/* trade.c - what the pages of shops, fairs and exports share */
#include "gateway/pages/trade/trade.h"

void trade_respond_none(const struct account_visit *visit, const char *title_vi,
			const char *title_en, const char *vi, const char *en)
{
	struct page page;

	account_page_begin(&page, visit->gateway, visit->request, title_vi, title_en);
	page_element(&page, "p", "lead", vi, en);
	account_page_end(&page, 200);
}
