/* worth.c - what a certificate is worth at this moment, in the words of signed texts */
#include "certification/log/worth.h"

#include <string.h>

#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/json/json_time.h"
#include "common/store/transaction.h"

static const int64_t us_a_second = 1000000;

/* "CERTIFICATE_STATE_VALID" without what all begin with. */
static const char *state_word(Ocop__Certification__V1__CertificateState state)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(
		&ocop__certification__v1__certificate_state__descriptor, (int)state);

	return value->name + strlen("CERTIFICATE_STATE_");
}

static const char *time_text(struct arena *arena, int64_t time_us)
{
	char text[JSON_TIME_SIZE];

	json_time_print(time_us / us_a_second, 0, text);
	return arena_strdup(arena, text);
}

void worth_load(struct transaction *tx, const struct certificate *certificate,
		struct worth *ret_worth)
{
	struct arena *arena = transaction_arena(tx);
	int64_t now_us = transaction_now_us(tx);
	Ocop__Certification__V1__CertificateState state;
	int32_t last_day;

	ret_worth->message = *certificate_message(tx, certificate);
	ret_worth->last_day = certificate->last_day;
	state = certificate_state_on(certificate->state, ret_worth->last_day, date_of_us(now_us));
	ret_worth->message.state = state;
	ret_worth->state = state_word(state);
	ret_worth->as_of = time_text(arena, now_us);
	ret_worth->next_update = "";
	if ((state == CERTIFICATE_STATE(VALID) || state == CERTIFICATE_STATE(SUSPENDED)) &&
	    date_parse(ret_worth->last_day, &last_day))
		ret_worth->next_update = time_text(arena, date_end_us(last_day) + 1);
}
