/* certificates.c - at most one valid certificate a product, and none valid past its day
 *
 * Keeps what it read for the listings.
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/memory.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { PAGE = 200 };

/* What certification says of the day, on the instance's clock; "" when it does not. */
static void today(struct check *check, char *ret_day)
{
	const Ocop__Common__V1__StatusReply *reply = peer_status(check->session, "certification");

	ret_day[0] = '\0';
	if (reply != NULL && reply->now != NULL)
		date_print(date_of_us(reply->now->seconds * 1000000), ret_day);
}

static void check_certificate(const struct check *check,
			      const Ocop__Certification__V1__Certificate *certificate,
			      json_t *valid_of_product, const char *day, struct findings *findings)
{
	bool valid = certificate->state ==
		     OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_VALID;

	findings->checked++;
	(void)json_object_set_new(
		check->certificates, certificate->code,
		json_pack("{s:b, s:i}", "valid", valid, "star", (int)certificate->star));
	if (!valid)
		return;
	const char *other =
		json_string_value(json_object_get(valid_of_product, certificate->product_id));
	if (other != NULL && strcmp(other, certificate->code) != 0)
		finding_add(findings, "%s has two valid certificates: %s and %s",
			    certificate->product_id, other, certificate->code);
	(void)json_object_set_new(valid_of_product, certificate->product_id,
				  json_string(certificate->code));
	if (certificate->valid_until[0] != '\0' && strcmp(certificate->valid_until, day) < 0)
		finding_add(findings, "%s is valid past its day, %s", certificate->code,
			    certificate->valid_until);
}

/* True while there is a next page. */
static bool check_page(struct check *check, char **cursor, json_t *valid_of_product,
		       const char *day, struct findings *findings)
{
	Ocop__Certification__V1__ListCertificates list =
		OCOP__CERTIFICATION__V1__LIST_CERTIFICATES__INIT;
	const ProtobufCMessage *answer;

	list.limit = PAGE;
	list.cursor = *cursor;
	if (peer_query(check->session, "certification", &list.base,
		       &ocop__certification__v1__list_certificates_reply__descriptor,
		       &answer) != EXIT_DONE) {
		finding_add(findings, "certification does not list its certificates");
		return false;
	}
	const Ocop__Certification__V1__ListCertificatesReply *page = (const void *)answer;
	for (size_t i = 0; i < page->n_certificates; i++)
		check_certificate(check, page->certificates[i], valid_of_product, day, findings);
	memory_free(*cursor);
	*cursor = memory_strdup(page->next);
	return *cursor[0] != '\0';
}

void check_certificates(struct check *check, struct findings *findings)
{
	json_t *valid_of_product = json_object();
	char *cursor = memory_strdup("");
	char day[DATE_TEXT_SIZE];

	today(check, day);
	while (check_page(check, &cursor, valid_of_product, day, findings))
		continue;
	memory_free(cursor);
	json_decref(valid_of_product);
}
