/* lapsing.c - certificates that come to their end, and those that lapsed, page by page; or how many
 */
#include <inttypes.h>
#include <stdio.h>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/words.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { PAGE = 100 };

static char *option_text(const struct session *session, const char *name, char *fallback)
{
	const char *text = argument(&session->arguments, name);

	return text != NULL ? (char *)text : fallback;
}

static void print_certificate(const ProtobufCMessage *item)
{
	const Ocop__Certification__V1__LapsingCertificate *one = (const void *)item;
	const Ocop__Certification__V1__Certificate *certificate = one->certificate;
	const char *last_day = *certificate->extended_until ? certificate->extended_until
							    : certificate->valid_until;

	(void)printf(
		"%s  %s  %-13s %5" PRIu32 " days  %s to %s  %u  %s  %s\n", certificate->code,
		last_day,
		enum_word(&ocop__certification__v1__lapsing_stage__descriptor, (int)one->stage),
		one->days_left, one->window_from, one->window_until, certificate->star,
		certificate->product_name, certificate->producer_name);
}

static int list(struct session *session)
{
	Ocop__Certification__V1__ListLapsing query = OCOP__CERTIFICATION__V1__LIST_LAPSING__INIT;

	query.province_code = option_text(session, "province", query.province_code);
	query.commune_code = option_text(session, "commune", query.commune_code);
	query.producer_id = option_text(session, "producer", query.producer_id);
	query.from = option_text(session, "from", query.from);
	query.until = option_text(session, "until", query.until);
	query.limit = PAGE;
	return answer_list(session, "certification", &query.base,
			   &ocop__certification__v1__list_lapsing_reply__descriptor,
			   print_certificate);
}

static void print_count(const ProtobufCMessage *item)
{
	const Ocop__Certification__V1__LapsingCount *count = (const void *)item;

	(void)printf("%s  %u: %u early, %u in the window, %u missed it, %u filed, %u lapsed  %s\n",
		     count->key, count->certificates, count->early, count->window_open,
		     count->window_missed, count->filed, count->lapsed, count->name);
}

static int count(struct session *session, bool by_producer)
{
	Ocop__Certification__V1__CountLapsing query = OCOP__CERTIFICATION__V1__COUNT_LAPSING__INIT;

	query.province_code = option_text(session, "province", query.province_code);
	query.commune_code = option_text(session, "commune", query.commune_code);
	query.from = option_text(session, "from", query.from);
	query.until = option_text(session, "until", query.until);
	query.by_producer = by_producer;
	query.limit = PAGE;
	return answer_list(session, "certification", &query.base,
			   &ocop__certification__v1__count_lapsing_reply__descriptor, print_count);
}

int lapsing(struct session *session)
{
	bool by_commune = argument_flag(&session->arguments, "by-commune");
	bool by_producer = argument_flag(&session->arguments, "by-producer");

	if (by_commune || by_producer)
		return count(session, by_producer);
	return list(session);
}
