/* survey_test.c - lines of a commune's survey: recorded, written again, refused, counted */
#include "registration_fixture.h"

static Ocop__Registration__V1__RecordSurveyEntry an_entry(void)
{
	Ocop__Registration__V1__RecordSurveyEntry message =
		OCOP__REGISTRATION__V1__RECORD_SURVEY_ENTRY__INIT;

	message.commune_code = (char *)"05503";
	message.sector_code = (char *)"I";
	message.product_name = (char *)"Chè búp";
	message.makers = (char *)"12 hộ ở xóm Ví dụ";
	message.household_count = 12;
	message.area_hectares_hundredths = 850;
	message.yearly_output = (char *)"30 tấn búp tươi";
	message.potential = OCOP__REGISTRATION__V1__POTENTIAL__POTENTIAL_HIGH;
	message.note = (char *)"";
	message.surveyed_on = (char *)"2026-05-30";
	return message;
}

static const Ocop__Registration__V1__ListSurveyEntriesReply *list_entries(
	const Ocop__Registration__V1__ListSurveyEntries *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_survey_entries_reply));
}

static size_t told(const ProtobufCMessageDescriptor *descriptor)
{
	return harness_events(fixture.harness, descriptor);
}

static void line_of_the_survey_is_recorded_and_written_again(void **state)
{
	Ocop__Registration__V1__RecordSurveyEntry message = an_entry();
	Ocop__Registration__V1__ListSurveyEntries list =
		OCOP__REGISTRATION__V1__LIST_SURVEY_ENTRIES__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	const char *entry_id = accepted_id(&message.base);
	message.entry_id = (char *)entry_id;
	message.household_count = 15;
	assert_int_equal(command(&message.base)->version, 2);

	const Ocop__Registration__V1__SurveyEntryRecorded *event =
		harness_last_event(fixture.harness, MESSAGE(survey_entry_recorded));
	assert_string_equal(event->entry->entry_id, entry_id);
	assert_int_equal(event->entry->household_count, 15);
	assert_int_equal(event->entry->version, 2);

	const Ocop__Registration__V1__ListSurveyEntriesReply *page = list_entries(&list);
	assert_int_equal(page->n_entries, 1);
	assert_string_equal(page->entries[0]->makers, "12 hộ ở xóm Ví dụ");
	assert_int_equal(page->entries[0]->area_hectares_hundredths, 850);
	assert_string_equal(page->entries[0]->surveyed_on, "2026-05-30");
}

static void line_of_the_survey_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RecordSurveyEntry message = an_entry();
	char name[NAME_LENGTH_MAX + 2];
	struct {
		Ocop__Registration__V1__RecordSurveyEntry message;
		Ocop__Common__V1__RefusalCode code;
	} rows[] = {
		{message, REFUSAL(FIELD_MISSING)},  {message, REFUSAL(FIELD_MISSING)},
		{message, REFUSAL(FIELD_TOO_LONG)}, {message, REFUSAL(FIELD_INVALID)},
		{message, REFUSAL(FIELD_INVALID)},  {message, REFUSAL(FIELD_INVALID)},
		{message, REFUSAL(DATE_INVALID)},   {message, REFUSAL(DATE_INVALID)},
		{message, REFUSAL(UNIT_UNKNOWN)},   {message, REFUSAL(SCOPE_MISSING)},
		{message, REFUSAL(NO_SUCH_THING)},
	};

	(void)state; /* the fixture holds it */
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	rows[0].message.product_name = (char *)" ";
	rows[1].message.makers = (char *)"";
	rows[2].message.product_name = name;
	rows[3].message.sector_code = (char *)"VII";
	rows[4].message.potential = OCOP__REGISTRATION__V1__POTENTIAL__POTENTIAL_UNSPECIFIED;
	rows[5].message.potential = (Ocop__Registration__V1__Potential)4;
	rows[6].message.surveyed_on = (char *)"2026-02-29";
	rows[7].message.surveyed_on = (char *)"2026-06-02"; /* tomorrow */
	rows[8].message.commune_code = (char *)"99999";
	rows[9].message.commune_code = (char *)"02155"; /* another commune */
	rows[10].message.entry_id = (char *)"survey_01K00000000000000000000000";
	sign_in_commune();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Common__V1__RefusalCode code =
			harness_refusal(command(&rows[i].message.base));

		if (code != rows[i].code)
			fail_msg("row %zu: %d", i, code);
	}
	sign_in_producer();
	assert_refused(command(&message.base), ROLE_MISSING);
	assert_int_equal(told(MESSAGE(survey_entry_recorded)), 0);
}

static void line_of_another_commune_is_not_written(void **state)
{
	Ocop__Registration__V1__RecordSurveyEntry message = an_entry();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	message.entry_id = (char *)accepted_id(&message.base);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	message.commune_code = (char *)"02155"; /* his own, but not the line's */
	assert_refused(command(&message.base), NO_SUCH_THING);
	message.commune_code = (char *)"05503";
	assert_refused(command(&message.base), SCOPE_MISSING);
	assert_int_equal(told(MESSAGE(survey_entry_recorded)), 1);
}

static void struck_line_is_in_no_list_and_stays_struck(void **state)
{
	Ocop__Registration__V1__RecordSurveyEntry message = an_entry();
	Ocop__Registration__V1__StrikeRecord strike = OCOP__REGISTRATION__V1__STRIKE_RECORD__INIT;
	Ocop__Registration__V1__ListSurveyEntries list =
		OCOP__REGISTRATION__V1__LIST_SURVEY_ENTRIES__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	strike.record_id = (char *)accepted_id(&message.base);
	strike.reason = (char *)"Ghi hai lần";
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&strike.base), SCOPE_MISSING);
	sign_in_producer();
	assert_refused(command(&strike.base), ROLE_MISSING);
	sign_in_commune();
	(void)accepted_id(&strike.base);
	assert_refused(command(&strike.base), RECORD_STRUCK);
	message.entry_id = strike.record_id;
	assert_refused(command(&message.base), RECORD_STRUCK);
	const Ocop__Registration__V1__ListSurveyEntriesReply *page = list_entries(&list);
	assert_int_equal(page->n_entries, 0);
	for (size_t i = 0; i < page->n_by_sector; i++)
		assert_int_equal(page->by_sector[i]->count, 0);
}

static void record_entry(const char *commune_code, const char *sector_code)
{
	Ocop__Registration__V1__RecordSurveyEntry message = an_entry();

	message.commune_code = (char *)commune_code;
	message.sector_code = (char *)sector_code;
	(void)accepted_id(&message.base);
}

static uint64_t count_of(const Ocop__Registration__V1__ListSurveyEntriesReply *page,
			 const char *sector_code)
{
	for (size_t i = 0; i < page->n_by_sector; i++) {
		if (strcmp(page->by_sector[i]->code, sector_code) == 0)
			return page->by_sector[i]->count;
	}
	fail_msg("no sector %s", sector_code);
	return 0;
}

static void survey_is_counted_by_sector_and_read_by_page(void **state)
{
	Ocop__Registration__V1__ListSurveyEntries list =
		OCOP__REGISTRATION__V1__LIST_SURVEY_ENTRIES__INIT;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	record_entry("05503", "I");
	record_entry("05503", "VI");
	record_entry("05503", "I");
	record_entry("02155", "I");
	sign_in_producer(); /* anybody signed in */
	const Ocop__Registration__V1__ListSurveyEntriesReply *page = list_entries(&list);
	assert_int_equal(page->n_by_sector, 6); /* the taxonomy's, those without a line too */
	assert_int_equal(count_of(page, "I"), 3);
	assert_int_equal(count_of(page, "VI"), 1);
	assert_int_equal(count_of(page, "II"), 0);

	list.commune_code = (char *)"05503";
	list.sector_code = (char *)"I";
	page = list_entries(&list);
	assert_int_equal(page->n_entries, 2);
	assert_int_equal(count_of(page, "I"), 2);  /* of the place, */
	assert_int_equal(count_of(page, "VI"), 1); /* whatever sector the lines are of */
	list.commune_code = (char *)"";
	assert_int_equal(list_entries(&list)->n_entries, 3);
	list.province_code = (char *)"08";
	page = list_entries(&list);
	assert_int_equal(page->n_entries, 0);
	assert_int_equal(count_of(page, "I"), 0);

	list.province_code = (char *)"19";
	list.sector_code = (char *)"";
	list.limit = 3;
	page = list_entries(&list);
	assert_int_equal(page->n_entries, 3);
	assert_string_equal(page->entries[0]->commune_code, "02155"); /* the newest */
	list.cursor = page->next;
	page = list_entries(&list);
	assert_int_equal(page->n_entries, 1);
	assert_string_equal(page->next, "");
	list.cursor = (char *)"idea_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &list.base), CURSOR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
		TEST(line_of_the_survey_is_recorded_and_written_again),
		TEST(line_of_the_survey_is_refused_where_it_must),
		TEST(line_of_another_commune_is_not_written),
		TEST(struck_line_is_in_no_list_and_stays_struck),
		TEST(survey_is_counted_by_sector_and_read_by_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
