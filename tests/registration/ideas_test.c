/* ideas_test.c - ideas: handed in, returned, accepted, and developed into a product */
#include "registration/rules/programme.h"
#include "registration_fixture.h"

static size_t told(const ProtobufCMessageDescriptor *descriptor)
{
	return harness_events(fixture.harness, descriptor);
}

static Ocop__Registration__V1__SubmitIdea an_idea(void)
{
	Ocop__Registration__V1__SubmitIdea message = OCOP__REGISTRATION__V1__SUBMIT_IDEA__INIT;

	message.commune_code = (char *)"05503";
	message.title = (char *)"Trà túi lọc Ví dụ";
	message.sector_code = (char *)"II";
	message.origin = (char *)"Từ chè của xóm";
	message.local_material = (char *)"Búp chè của 12 hộ";
	message.distinctiveness = (char *)"Ướp hoa của vùng";
	message.market = (char *)"Cửa hàng ở thành phố";
	message.producer_id = (char *)fixture.producer_id;
	return message;
}

static const Ocop__Common__V1__Reply *decide(const char *idea_id,
					     Ocop__Registration__V1__IdeaState decision,
					     const char *reason)
{
	Ocop__Registration__V1__DecideIdea message = OCOP__REGISTRATION__V1__DECIDE_IDEA__INIT;

	message.idea_id = (char *)idea_id;
	message.decision = decision;
	message.reason = (char *)reason;
	return command(&message.base);
}

static const Ocop__Common__V1__Reply *ask_idea(const char *idea_id)
{
	Ocop__Registration__V1__GetIdea message = OCOP__REGISTRATION__V1__GET_IDEA__INIT;

	message.idea_id = (char *)idea_id;
	return harness_query(fixture.harness, &message.base);
}

static const Ocop__Registration__V1__Idea *get_idea_of(const char *idea_id)
{
	return harness_body(fixture.harness, ask_idea(idea_id), MESSAGE(idea));
}

static const Ocop__Registration__V1__Product *get_product_of(const char *product_id)
{
	Ocop__Registration__V1__GetProduct message = OCOP__REGISTRATION__V1__GET_PRODUCT__INIT;

	message.product_id = (char *)product_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(product));
}

static Ocop__Registration__V1__RegisterProduct a_product_of(const char *idea_id)
{
	Ocop__Registration__V1__RegisterProduct message = a_product();

	message.name = (char *)"Trà túi lọc Ví dụ";
	message.idea_id = (char *)idea_id;
	return message;
}

/* Of the fixture's producer, as the producer; then the commune is signed in. */
static const char *an_accepted_idea(void)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	sign_in_producer();
	const char *idea_id = accepted_id(&message.base);
	sign_in_commune();
	(void)harness_id(fixture.harness, decide(idea_id, IDEA_STATE(ACCEPTED), ""));
	return idea_id;
}

static void idea_comes_back_is_handed_in_again_and_becomes_a_product(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	const char *idea_id = accepted_id(&message.base);
	assert_int_equal(get_idea_of(idea_id)->state, IDEA_STATE(SUBMITTED));
	sign_in_commune();
	assert_int_equal(decide(idea_id, IDEA_STATE(RETURNED), "Ai mua?")->version, 2);
	sign_in_producer();
	assert_string_equal(get_idea_of(idea_id)->reason, "Ai mua?");

	message.idea_id = (char *)idea_id;
	message.market = (char *)"Hai siêu thị đã hỏi mua";
	assert_int_equal(command(&message.base)->version, 3);
	assert_string_equal(get_idea_of(idea_id)->reason, "");
	assert_int_equal(told(MESSAGE(idea_submitted)), 2);
	sign_in_commune();
	assert_int_equal(decide(idea_id, IDEA_STATE(ACCEPTED), "")->version, 4);

	sign_in_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product_of(idea_id);
	const char *product_id = accepted_id(&product.base);
	const Ocop__Registration__V1__Idea *idea = get_idea_of(idea_id);
	assert_int_equal(idea->state, IDEA_STATE(DEVELOPED));
	assert_string_equal(idea->product_id, product_id);
	assert_string_equal(idea->market, "Hai siêu thị đã hỏi mua");
	assert_int_equal(idea->version, 5);
	assert_int_equal(told(MESSAGE(idea_decided)), 3);
	const Ocop__Registration__V1__IdeaDecided *event =
		harness_last_event(fixture.harness, MESSAGE(idea_decided));
	assert_int_equal(event->idea->state, IDEA_STATE(DEVELOPED));
	assert_string_equal(event->idea->product_id, product_id);
	assert_string_equal(get_product_of(product_id)->idea_id, idea_id);
	assert_int_equal(get_product_of(product_id)->stage, PRODUCT_STAGE(UNDER_DEVELOPMENT));
}

static void first_dossier_ends_the_development(void **state)
{
	const char *idea_id = an_accepted_idea();
	Ocop__Registration__V1__RegisterProduct product = a_product_of(idea_id);

	(void)state; /* the fixture holds it */
	sign_in_producer();
	fixture.product_id = accepted_id(&product.base);
	const char *dossier_id = open_a_dossier();
	complete(dossier_id);
	assert_int_equal(get_product_of(fixture.product_id)->stage,
			 PRODUCT_STAGE(UNDER_DEVELOPMENT));
	uint64_t version = get_product_of(fixture.product_id)->version;
	(void)harness_id(fixture.harness, submit(dossier_id));
	assert_int_equal(get_product_of(fixture.product_id)->stage, PRODUCT_STAGE(MADE));
	assert_int_equal(get_product_of(fixture.product_id)->version, version + 1);
}

static void the_four_questions_are_answered(void **state)
{
	static const char *const fields[] = {"origin", "local_material", "distinctiveness",
					     "market"};
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	message.origin = (char *)"";
	message.local_material = (char *)" ";
	message.distinctiveness = (char *)"\n";
	message.market = (char *)"";
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_int_equal(reply->n_refusals, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(reply->refusals[i]->code, REFUSAL(IDEA_INCOMPLETE));
		assert_string_equal(reply->refusals[i]->field, fields[i]);
	}
	message = an_idea();
	message.market = (char *)"";
	assert_int_equal(command(&message.base)->n_refusals, 1);
	assert_int_equal(told(MESSAGE(idea_submitted)), 0);
}

/* Each answer at its most, and the reason: all of it fits an event. */
static void answers_have_their_lengths(void **state)
{
	static char answer[4 * ANSWER_LENGTH_MAX + 5], reason[4 * REASON_LENGTH_MAX + 1];
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	for (size_t i = 0; i <= ANSWER_LENGTH_MAX; i++)
		memcpy(answer + 4 * i, "𠊛", 4); /* four bytes */
	for (size_t i = 0; i < REASON_LENGTH_MAX; i++)
		memcpy(reason + 4 * i, "𠊛", 4);
	message.market = answer;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	answer[4 * ANSWER_LENGTH_MAX] = '\0';
	message.origin = message.local_material = message.distinctiveness = answer;
	const char *idea_id = accepted_id(&message.base);
	sign_in_commune();
	(void)harness_id(fixture.harness, decide(idea_id, IDEA_STATE(DECLINED), reason));
}

static void idea_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	message.title = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	message = an_idea();
	message.sector_code = (char *)"X";
	assert_refused(command(&message.base), FIELD_INVALID);
	message = an_idea();
	message.commune_code = (char *)"02155"; /* not his commune */
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "commune_code");
	message.commune_code = (char *)"99999";
	assert_refused(command(&message.base), UNIT_UNKNOWN);
	message = an_idea();
	message.producer_id = (char *)""; /* a group's ideas come through the commune */
	assert_refused(command(&message.base), SCOPE_MISSING);
	message.producer_id = (char *)"producer_01K00000000000000000000000";
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_commune();
	assert_refused(command(&message.base), PRODUCER_UNKNOWN);
	message = an_idea();
	message.idea_id = (char *)"idea_01K00000000000000000000000";
	assert_refused(command(&message.base), NO_SUCH_THING);
	message = an_idea();
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	assert_refused(command(&message.base), ROLE_MISSING);
	assert_int_equal(told(MESSAGE(idea_submitted)), 0);
}

static void idea_keeps_its_commune_and_producer(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	message.producer_id = (char *)""; /* of a group */
	message.idea_id = (char *)accepted_id(&message.base);
	(void)harness_id(fixture.harness, decide(message.idea_id, IDEA_STATE(RETURNED), "Bổ sung"));
	message.producer_id = (char *)fixture.producer_id;
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "producer_id");
	message.producer_id = (char *)"";
	message.commune_code = (char *)"02155";
	reply = command(&message.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "commune_code");
	message.commune_code = (char *)"05503";
	(void)accepted_id(&message.base);
}

static void idea_moves_only_as_its_state_allows(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	message.idea_id = (char *)an_accepted_idea();
	assert_refused(command(&message.base), IDEA_STATE);
	assert_refused(decide(message.idea_id, IDEA_STATE(ACCEPTED), ""), IDEA_STATE);
	assert_refused(decide(message.idea_id, IDEA_STATE(RETURNED), "Bổ sung"), IDEA_STATE);
	assert_refused(decide(message.idea_id, IDEA_STATE(DECLINED), "Không"), IDEA_STATE);
	assert_int_equal(get_idea_of(message.idea_id)->version, 2);
}

static void decision_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_producer();
	const char *idea_id = accepted_id(&message.base);
	assert_refused(decide(idea_id, IDEA_STATE(ACCEPTED), ""), ROLE_MISSING);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(decide(idea_id, IDEA_STATE(ACCEPTED), ""), SCOPE_MISSING);
	sign_in_commune();
	assert_refused(decide(idea_id, IDEA_STATE(RETURNED), ""), REASON_MISSING);
	assert_refused(decide(idea_id, IDEA_STATE(DECLINED), " "), REASON_MISSING);
	assert_refused(decide(idea_id, IDEA_STATE(SUBMITTED), "a"), FIELD_INVALID);
	assert_refused(decide(idea_id, IDEA_STATE(DEVELOPED), "a"), FIELD_INVALID);
	assert_refused(decide("idea_01K00000000000000000000000", IDEA_STATE(ACCEPTED), ""),
		       NO_SUCH_THING);
	assert_int_equal(told(MESSAGE(idea_decided)), 0);
	assert_int_equal(get_idea_of(idea_id)->version, 1);
}

static void same_command_twice_is_one_idea(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state; /* the fixture holds it */
	sign_in_producer();
	command_id_create(clock_machine_us(), id);
	const char *first = harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base));
	const char *again = harness_id(fixture.harness,
				       harness_command_as(fixture.harness, id, 0, &message.base));
	assert_string_equal(first, again);
	assert_int_equal(told(MESSAGE(idea_submitted)), 1);
}

static const Ocop__Registration__V1__ListIdeasReply *list_of(const char *commune_code,
							     Ocop__Registration__V1__IdeaState in,
							     uint32_t limit, const char *cursor)
{
	Ocop__Registration__V1__ListIdeas message = OCOP__REGISTRATION__V1__LIST_IDEAS__INIT;

	message.commune_code = (char *)commune_code;
	message.state = in;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_ideas_reply));
}

static void idea_is_seen_by_its_people_and_their_offices(void **state)
{
	static const Ocop__Registration__V1__IdeaState any = IDEA_STATE(UNSPECIFIED);
	Ocop__Registration__V1__SubmitIdea message = an_idea();
	Ocop__Registration__V1__ListIdeas list = OCOP__REGISTRATION__V1__LIST_IDEAS__INIT;
	Ocop__Common__V1__Grant other = OCOP__COMMON__V1__GRANT__INIT;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	message.producer_id = (char *)"";
	const char *of_group = accepted_id(&message.base);
	const char *of_producer = an_accepted_idea();
	assert_int_equal(list_of("", any, 0, "")->n_ideas, 2);
	assert_int_equal(list_of("05503", IDEA_STATE(ACCEPTED), 0, "")->n_ideas, 1);
	assert_int_equal(list_of("", IDEA_STATE(SUBMITTED), 0, "")->n_ideas, 1);
	assert_int_equal(list_of("02155", any, 0, "")->n_ideas, 0);
	const Ocop__Registration__V1__ListIdeasReply *page = list_of("", any, 1, "");
	assert_string_equal(page->ideas[0]->idea_id, of_producer); /* the newest */
	assert_string_equal(list_of("", any, 1, page->next)->ideas[0]->idea_id, of_group);

	sign_in_producer();
	assert_int_equal(list_of("", any, 0, "")->n_ideas, 1);
	assert_refused(ask_idea(of_group), SCOPE_MISSING);
	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	assert_int_equal(list_of("", any, 0, "")->n_ideas, 0);
	assert_refused(ask_idea(of_producer), SCOPE_MISSING);
	other.role = ROLE(PRODUCER);
	other.producer_id = (char *)"producer_01K00000000000000000000000";
	harness_sign_in(fixture.harness, "account_other", &other, 1);
	assert_int_equal(list_of("", any, 0, "")->n_ideas, 0);
	assert_refused(ask_idea(of_producer), SCOPE_MISSING);
	sign_in_unit("account_member", ROLE(COUNCIL_MEMBER), "");
	assert_refused(ask_idea(of_producer), ROLE_MISSING);
	assert_refused(harness_query(fixture.harness, &list.base), ROLE_MISSING);
	sign_in_agency();
	assert_int_equal(list_of("", any, 0, "")->n_ideas, 2);
	assert_refused(ask_idea("idea_01K00000000000000000000000"), NO_SUCH_THING);
	list.cursor = (char *)"plan_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &list.base), CURSOR_INVALID);
}

static void product_of_an_idea_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();
	Ocop__Registration__V1__RegisterProducer other = a_producer();
	Ocop__Registration__V1__RegisterProduct product;

	(void)state; /* the fixture holds it */
	sign_in_producer();
	const char *waiting = accepted_id(&message.base);
	product = a_product_of(waiting);
	assert_refused(command(&product.base), IDEA_STATE);
	product = a_product_of("idea_01K00000000000000000000000");
	assert_refused(command(&product.base), NO_SUCH_THING);

	const char *accepted = an_accepted_idea();
	other.registration_number = (char *)"4600000002";
	product = a_product_of(accepted);
	product.producer_id = (char *)accepted_id(&other.base); /* of the commune, not the idea's */
	const Ocop__Common__V1__Reply *reply = command(&product.base);
	assert_refused(reply, FIELD_INVALID);
	assert_string_equal(reply->refusals[0]->field, "idea_id");

	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	other.commune_code = (char *)"02155";
	other.registration_number = (char *)"4600000003";
	product.producer_id = (char *)accepted_id(&other.base); /* of another commune */
	assert_refused(command(&product.base), FIELD_INVALID);
	sign_in_commune();
	assert_int_equal(get_idea_of(accepted)->state, IDEA_STATE(ACCEPTED));
	assert_int_equal(get_idea_of(accepted)->version, 2);

	product = a_product_of(accepted);
	(void)accepted_id(&product.base);
	product.name = (char *)"Trà khác";
	assert_refused(command(&product.base), IDEA_STATE); /* one idea, one product */
}

/* What a group has thought of, any producer of the commune may make. */
static void idea_of_a_group_is_open_to_its_commune(void **state)
{
	Ocop__Registration__V1__SubmitIdea message = an_idea();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	message.producer_id = (char *)"";
	const char *idea_id = accepted_id(&message.base);
	(void)harness_id(fixture.harness, decide(idea_id, IDEA_STATE(ACCEPTED), ""));
	sign_in_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product_of(idea_id);
	const char *product_id = accepted_id(&product.base);
	sign_in_commune();
	assert_string_equal(get_idea_of(idea_id)->product_id, product_id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
		TEST(idea_comes_back_is_handed_in_again_and_becomes_a_product),
		TEST(first_dossier_ends_the_development),
		TEST(the_four_questions_are_answered),
		TEST(answers_have_their_lengths),
		TEST(idea_is_refused_where_it_must),
		TEST(idea_keeps_its_commune_and_producer),
		TEST(idea_moves_only_as_its_state_allows),
		TEST(decision_is_refused_where_it_must),
		TEST(same_command_twice_is_one_idea),
		TEST(idea_is_seen_by_its_people_and_their_offices),
		TEST(product_of_an_idea_is_refused_where_it_must),
		TEST(idea_of_a_group_is_open_to_its_commune),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
