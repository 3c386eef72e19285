/* letter_test.c - what mails say of events, in both languages */
#include "notification/delivery/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "notification/delivery/letter_template.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/notification/v1/types.pb-c.h"

static int begin(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int end(void **state)
{
	arena_destroy(*state);
	return 0;
}

static struct letter write(struct arena *arena, const char *language, const ProtobufCMessage *event)
{
	struct letter_facts facts = {.language = language,
				     .event = event,
				     .thing_id = "4K7PX2MDQX",
				     .type = event->descriptor->name,
				     .subscription = "Chi cục An toàn thực phẩm",
				     .portal_url = "https://ocop.example",
				     .count = 12};

	return letter_write(arena, &facts);
}

static Ocop__Certification__V1__CertificateRevoked revocation(void)
{
	Ocop__Certification__V1__CertificateRevoked revoked =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	revoked.code = message_text("4K7PX2MDQX");
	revoked.reason = message_text("Kết luận thanh tra:\nkhông đạt {code}");
	revoked.revoked_on = message_text("2026-11-28");
	return revoked;
}

static void vietnamese_letter_says_what_happened(void **state)
{
	Ocop__Certification__V1__CertificateRevoked revoked = revocation();
	struct letter letter = write(*state, "vi", &revoked.base);

	assert_string_equal(letter.subject, "Giấy chứng nhận OCOP 4K7PX2MDQX đã bị thu hồi");
	assert_non_null(strstr(letter.text, "\nNgày thu hồi: 28/11/2026\n"));
	/* One line, and a value is no template. */
	assert_non_null(strstr(letter.text, "\nLý do: Kết luận thanh tra: không đạt {code}\n"));
	assert_non_null(strstr(letter.text, "\nTra cứu: https://ocop.example/verify/4K7PX2MDQX\n"));
	assert_non_null(strstr(letter.text, "“Chi cục An toàn thực phẩm”, là thông báo thứ 12."));
	/* Nothing was said of a decision: nothing is said of it. */
	assert_null(strstr(letter.text, "Quyết định"));
}

static void english_letter_says_the_same(void **state)
{
	Ocop__Certification__V1__CertificateRevoked revoked = revocation();
	struct letter letter = write(*state, "en", &revoked.base);

	assert_string_equal(letter.subject, "OCOP certificate 4K7PX2MDQX is revoked");
	assert_non_null(strstr(letter.text, "\nRevoked on: 2026-11-28\n"));
}

static void fields_within_fields_are_found(void **state)
{
	Ocop__Certification__V1__CertificateIssued issued =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = message_text("4K7PX2MDQX");
	certificate.product_name = message_text("Miến dong");
	certificate.star = 4;
	issued.certificate = &certificate;
	assert_string_equal(write(*state, "vi", &issued.base).subject,
			    "Giấy chứng nhận OCOP 4K7PX2MDQX: Miến dong đạt 4 sao");
	issued.certificate = NULL; /* a message that is not there has no fields */
	assert_string_equal(write(*state, "vi", &issued.base).subject, "OCOP");
}

static void event_without_a_template_has_the_letter_of_all_others(void **state)
{
	Ocop__Certification__V1__Certificate other = OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	struct letter letter = write(*state, "en", &other.base);

	assert_string_equal(letter.subject,
			    "A change in the register of OCOP certificates: 4K7PX2MDQX");
	assert_non_null(strstr(letter.text, "\nKind: ocop.certification.v1.Certificate\n"));
}

/* Every template is there in both languages, and what it opens it closes. */
static void templates_come_in_pairs(void **state)
{
	(void)state;
	for (const struct letter_template *row = letter_templates; row->name; row++) {
		const char *other = strcmp(row->language, "vi") == 0 ? "en" : "vi";
		int open = 0;

		assert_non_null(letter_template_find(row->name, other));
		assert_int_equal(row->text[row->size_bytes - 1], '\n');
		for (size_t i = 0; i < row->size_bytes; i++) {
			open += row->text[i] == '{' ? 1 : row->text[i] == '}' ? -1 : 0;
			assert_in_range(open, 0, row->text[i] == '\n' ? 0 : 1);
		}
	}
}

/* The message of this name that the public is told; NULL for letters that are not of one. */
static const ProtobufCMessageDescriptor *public_message(const char *name)
{
	const ProtobufCMessageDescriptor *event = &ocop__notification__v1__public_event__descriptor;

	for (unsigned i = 0; i < event->n_fields; i++) {
		const ProtobufCMessageDescriptor *payload = event->fields[i].descriptor;

		if (event->fields[i].type == PROTOBUF_C_TYPE_MESSAGE &&
		    strcmp(payload->short_name, name) == 0)
			return payload;
	}
	return NULL;
}

static bool has_field(const ProtobufCMessageDescriptor *message, char *path)
{
	const ProtobufCFieldDescriptor *field = NULL;

	for (char *name = strtok(path, "."); name; name = strtok(NULL, ".")) {
		if (!message)
			return false;
		field = protobuf_c_message_descriptor_get_field_by_name(message, name);
		if (!field)
			return false;
		message = field->type == PROTOBUF_C_TYPE_MESSAGE ? field->descriptor : NULL;
	}
	return field &&
	       (field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_UINT32);
}

/* Nobody is told of a change in general, when what happened has a name. */
static void every_public_event_has_its_letter(void **state)
{
	const ProtobufCMessageDescriptor *event = &ocop__notification__v1__public_event__descriptor;
	int letters = 0;

	(void)state;
	for (unsigned i = 0; i < event->n_fields; i++) {
		if (event->fields[i].id < 20) /* before the payloads */
			continue;
		assert_non_null(letter_template_find(
			((const ProtobufCMessageDescriptor *)event->fields[i].descriptor)
				->short_name,
			"vi"));
		letters++;
	}
	assert_true(letters >= 12);
}

static void letter_of_a_decision_says_how_many(void **state)
{
	Ocop__Certification__V1__DecisionRecorded recorded =
		OCOP__CERTIFICATION__V1__DECISION_RECORDED__INIT;
	Ocop__Certification__V1__Decision decision = OCOP__CERTIFICATION__V1__DECISION__INIT;
	struct letter letter;

	decision.decision_number = message_text("12/QĐ-UBND");
	decision.decided_on = message_text("2026-06-20");
	decision.recognised = 7;
	recorded.decision = &decision;
	letter = write(*state, "vi", &recorded.base);
	assert_string_equal(letter.subject, "Quyết định 12/QĐ-UBND về công nhận sản phẩm OCOP");
	assert_non_null(strstr(letter.text, "\nNgày quyết định: 20/06/2026\n"));
	assert_non_null(strstr(letter.text, "\nSố sản phẩm được công nhận: 7\n"));
	assert_non_null(strstr(letter.text, "\nSố sản phẩm không được công nhận: 0\n"));
	assert_null(strstr(letter.text, "Báo cáo")); /* none is known */
}

/* What a template names is a field of its message, and one that can be shown. */
static void templates_name_fields_that_are(void **state)
{
	(void)state;
	for (const struct letter_template *row = letter_templates; row->name; row++) {
		const ProtobufCMessageDescriptor *message = public_message(row->name);
		const char *text = (const char *)row->text, *end = text + row->size_bytes;

		while ((text = memchr(text, '{', (size_t)(end - text)))) {
			const char *close = memchr(text, '}', (size_t)(end - text));
			char path[64];

			char broken[64]; /* by strtok */

			(void)snprintf(path, sizeof(path), "%.*s", (int)(close - text - 1),
				       text + 1);
			strcpy(broken, path);
			if (path[0] != '.' && !has_field(message, broken))
				fail_msg("%s.%s: %s", row->name, row->language, path);
			text = close;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vietnamese_letter_says_what_happened),
		cmocka_unit_test(english_letter_says_the_same),
		cmocka_unit_test(fields_within_fields_are_found),
		cmocka_unit_test(event_without_a_template_has_the_letter_of_all_others),
		cmocka_unit_test(templates_come_in_pairs),
		cmocka_unit_test(every_public_event_has_its_letter),
		cmocka_unit_test(letter_of_a_decision_says_how_many),
		cmocka_unit_test(templates_name_fields_that_are),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
