/* offline_form_test.c - the form for scoring without network: what stands in it, and for whom */
#include <jansson.h>
#include <sodium.h>

#include "offline_fixture.h"

static const char *page_of(const Ocop__Scoring__V1__OfflineForm *form)
{
	char *text = arena_alloc(harness_arena(fixture.harness), form->content.len + 1);

	memcpy(text, form->content.data, form->content.len);
	assert_int_equal(strlen(text), form->content.len);
	return text;
}

/* What stands between two texts, the first of them once. */
static char *between(const char *page, const char *before, const char *after)
{
	const char *from = strstr(page, before);

	assert_non_null(from);
	from += strlen(before);
	const char *to = strstr(from, after);
	assert_non_null(to);
	char *text = arena_alloc(harness_arena(fixture.harness), (size_t)(to - from) + 1);
	memcpy(text, from, (size_t)(to - from));
	return text;
}

static json_t *data_of(const char *page)
{
	json_error_t error;
	const char *text = between(page, "id=\"data\">", "</script>");
	json_t *data = json_loads(text, 0, &error);

	if (!data)
		fail_msg("%s in %.80s", error.text, text);
	return data;
}

static const char *text_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void the_form_has_each_open_dossier_and_each_sheet_once(void **state)
{
	const uint32_t sets[] = {1, 1, 11};
	const char *ids[3];
	const char *round_id = round_of_sets(sets, 3, ids);

	(void)state;
	sign_in_member("account_member_1");
	const Ocop__Scoring__V1__OfflineForm *form = form_of(round_id);
	json_t *data = data_of(page_of(form));
	json_t *listed = json_object_get(data, "dossiers");
	assert_int_equal(form->dossiers, 3);
	assert_string_equal(text_at(data, "roundId"), round_id);
	assert_string_equal(text_at(data, "memberId"), "account_member_1");
	assert_int_equal(json_array_size(listed), 3);
	assert_int_equal(json_object_size(json_object_get(data, "sets")), 2);
	assert_string_equal(text_at(json_array_get(listed, 0), "product"), "Miến dong Ví dụ");
	assert_string_equal(text_at(json_array_get(listed, 0), "producer"), "Hợp tác xã Ví dụ 1");
	json_decref(data);
	char name[128];
	(void)snprintf(name, sizeof(name), "phieu-cham-%s.html", round_id);
	assert_string_equal(form->file_name, name);
}

static void the_form_asks_no_other_address(void **state)
{
	const char *page;

	(void)state;
	const char *round_id = round_in_scoring(3);
	sign_in_member("account_vice");
	page = page_of(form_of(round_id));
	assert_null(strstr(page, "http:"));
	assert_null(strstr(page, "https:"));
	assert_null(strstr(page, " src="));
	assert_null(strstr(page, "fetch("));
	assert_non_null(strstr(page, "default-src 'none'"));
}

/* The policy allows the script and the style that stand in the page, by their hashes. */
static void the_policy_names_the_hashes_of_script_and_style(void **state)
{
	static const struct {
		const char *before, *after, *directive;
	} rows[] = {
		{"<style>", "</style>", "style-src 'sha256-"},
		{"<script>", "</script>", "script-src 'sha256-"},
	};
	const char *round_id = round_in_scoring(3);

	(void)state;
	sign_in_member("account_vice");
	const char *page = page_of(form_of(round_id));
	for (size_t i = 0; i < 2; i++) {
		const char *text = between(page, rows[i].before, rows[i].after);
		unsigned char hash[crypto_hash_sha256_BYTES];
		char base64[64];

		crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
		sodium_bin2base64(base64, sizeof(base64), hash, sizeof(hash),
				  sodium_base64_VARIANT_ORIGINAL);
		assert_string_equal(between(page, rows[i].directive, "'"), base64);
	}
}

static void what_is_done_or_not_his_is_not_on_the_form(void **state)
{
	const uint32_t sets[] = {1, 1, 1};
	const char *ids[3];
	const char *round_id = round_of_sets(sets, 3, ids);

	(void)state;
	strcpy(fixture.dossier_id, ids[0]);
	assert_accepted(submit(round_id, "account_member_1", choices_of_total(80)));
	strcpy(fixture.dossier_id, ids[1]);
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	sign_in_member("account_member_1");
	const Ocop__Scoring__V1__OfflineForm *form = form_of(round_id);
	const char *page = page_of(form);
	assert_int_equal(form->dossiers, 1);
	assert_null(strstr(page, ids[0]));
	assert_null(strstr(page, ids[1]));
	assert_non_null(strstr(page, ids[2]));
	sign_in_member("account_member_2");
	assert_int_equal(form_of(round_id)->dossiers, 3);
	sign_in_member("account_stranger");
	assert_refused(ask_form(round_id), COUNCIL_MEMBER_UNKNOWN);
	sign_in_secretary();
	assert_refused(ask_form(round_id), MEMBER_DOES_NOT_SCORE);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "19");
	assert_refused(ask_form(round_id), ROLE_MISSING);
}

static void there_is_no_form_before_the_documents_are_out(void **state)
{
	const char *round_id = round_planned();

	(void)state;
	(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	sign_in_member("account_member_1");
	assert_refused(ask_form(round_id), ROUND_STATE);
	round_opened(round_id);
	sign_in_member("account_member_1");
	assert_int_equal(form_of(round_id)->dossiers, 1);
}

/* 45 products of every set there is: the largest day. */
static void the_form_of_a_day_of_every_set_fits(void **state)
{
	uint32_t sets[45];
	const char *ids[45];
	size_t count = 0;

	(void)state;
	const struct rulebook *book = rulebook_find(fixture.books, fixture.rulebook_code);
	for (size_t i = 0; count < 45; i = (i + 1) % book->set_count)
		if (book->sets[i].sheet)
			sets[count++] = book->sets[i].set_no;
	const char *round_id = round_of_sets(sets, count, ids);
	sign_in_member("account_member_1");
	const Ocop__Scoring__V1__OfflineForm *form = form_of(round_id);

	assert_int_equal(form->dossiers, 45);
	json_t *data = data_of(page_of(form));
	assert_int_equal(json_object_size(json_object_get(data, "sets")), 26);
	json_decref(data);
}

static void the_form_goes_on_from_the_draft(void **state)
{
	const char *round_id = round_in_scoring(3);
	struct form *form = form_empty();
	struct choices *choices = offline_choices(80);

	(void)state;
	choices->count = 2;
	(void)sheet_added(form, fixture.dossier_id, choices, false);
	assert_accepted(upload(round_id, "account_member_1", form));
	json_t *data = data_of(page_of(form_of(round_id)));
	json_t *dossier = json_array_get(json_object_get(data, "dossiers"), 0);
	json_t *kept = json_object_get(dossier, "choices");
	assert_int_equal(json_object_size(kept), 2);
	assert_int_equal(json_integer_value(json_object_get(kept, choices->entries[0].key)),
			 choices->entries[0].value);
	json_decref(data);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_form_has_each_open_dossier_and_each_sheet_once),
		TEST(the_form_asks_no_other_address),
		TEST(the_policy_names_the_hashes_of_script_and_style),
		TEST(what_is_done_or_not_his_is_not_on_the_form),
		TEST(there_is_no_form_before_the_documents_are_out),
		TEST(the_form_of_a_day_of_every_set_fits),
		TEST(the_form_goes_on_from_the_draft),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
