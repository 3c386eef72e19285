/* stickers.c - no more serials than were drawn, and no more were drawn than granted
 *
 * That no serial is there twice the store's own key sees to; that a serial is counted here under
 * one certificate and batch alone follows from it.
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/memory.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { PAGE = 200 };

static void check_quota(const Ocop__Market__V1__StickerQuota *quota, struct findings *findings)
{
	findings->checked++;
	if (quota->drawn > quota->granted)
		finding_add(findings, "%s, %s: %u drawn of %u granted", quota->batch_id,
			    quota->certificate_code, quota->drawn, quota->granted);
	if (quota->serials != quota->drawn)
		finding_add(findings, "%s, %s: %u serials, %u drawn", quota->batch_id,
			    quota->certificate_code, quota->serials, quota->drawn);
}

/* True while there is a next page. */
static bool check_page(struct check *check, char **cursor, struct findings *findings)
{
	Ocop__Market__V1__ListStickerQuotas list = OCOP__MARKET__V1__LIST_STICKER_QUOTAS__INIT;
	const ProtobufCMessage *answer;

	list.limit = PAGE;
	list.cursor = *cursor;
	if (peer_query_signed_in(check->session, "market", &list.base,
				 &ocop__market__v1__list_sticker_quotas_reply__descriptor,
				 &answer) != EXIT_DONE) {
		finding_add(findings, "market does not list its quotas of stickers");
		return false;
	}
	const Ocop__Market__V1__ListStickerQuotasReply *page = (const void *)answer;
	for (size_t i = 0; i < page->n_quotas; i++)
		check_quota(page->quotas[i], findings);
	memory_free(*cursor);
	*cursor = memory_strdup(page->next);
	return *cursor[0] != '\0';
}

void check_stickers(struct check *check, struct findings *findings)
{
	char *cursor = memory_strdup("");

	while (check_page(check, &cursor, findings))
		continue;
	memory_free(cursor);
}
