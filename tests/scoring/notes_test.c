/* notes_test.c - notes at criteria: kept with the draft, sealed with the sheet, seen by who may */
#include <sodium.h>

#include "common/bus/envelope.h"
#include "scoring/filling.h"
#include "scoring/notes.h"
#include "scoring_fixture.h"

static const char evidence_id[] = "evidence_01JD3W5G7KQ2M8ZX4B6N9RTCVF";

/* Notes of a message, one of them to be changed by a test. */
struct notes {
	Ocop__Scoring__V1__CriterionNote items[4];
	Ocop__Scoring__V1__CriterionNote *list[4];
	char *evidence[NOTE_EVIDENCE_MAX + 1];
};

/* At 2.1 with a paper and at 1.1 without: not in the order of the sheet. */
static struct notes *notes_of_two(void)
{
	struct notes *notes = arena_alloc(harness_arena(fixture.harness), sizeof(*notes));

	for (size_t i = 0; i < 4; i++) {
		ocop__scoring__v1__criterion_note__init(&notes->items[i]);
		notes->list[i] = &notes->items[i];
	}
	for (size_t i = 0; i <= NOTE_EVIDENCE_MAX; i++)
		notes->evidence[i] = (char *)evidence_id;
	notes->items[0].criterion_code = (char *)"2.1";
	notes->items[0].note = (char *)"Hợp đồng chỉ đến tháng 6";
	notes->items[0].evidence_ids = notes->evidence;
	notes->items[0].n_evidence_ids = 1;
	notes->items[1].criterion_code = (char *)"1.1";
	notes->items[1].note = (char *)"Nguyên liệu tại xã";
	return notes;
}

static const Ocop__Scoring__V1__ScoreSheet *sheet_of(const char *round_id, const char *member_id)
{
	Ocop__Scoring__V1__GetScoreSheet query = OCOP__SCORING__V1__GET_SCORE_SHEET__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	query.member_id = (char *)member_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			    MESSAGE(score_sheet));
}

static Ocop__Scoring__V1__SaveScoreSheet draft_of(const char *round_id, struct notes *notes)
{
	Ocop__Scoring__V1__SaveScoreSheet message = OCOP__SCORING__V1__SAVE_SCORE_SHEET__INIT;

	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.member_id = (char *)"account_member_1";
	message.notes = notes->list;
	message.n_notes = 2;
	sign_in_member("account_member_1");
	return message;
}

static Ocop__Scoring__V1__SubmitScoreSheet submission_with(const char *round_id,
							   struct notes *notes)
{
	Ocop__Scoring__V1__SubmitScoreSheet message =
		submission(round_id, fixture.dossier_id, "account_member_1", choices_of_total(82));

	message.notes = notes->list;
	message.n_notes = 2;
	sign_in_member("account_member_1");
	return message;
}

static void notes_are_those_sent(const Ocop__Scoring__V1__ScoreSheet *sheet)
{
	assert_int_equal(sheet->n_notes, 2);
	assert_string_equal(sheet->notes[0]->criterion_code, "1.1");
	assert_string_equal(sheet->notes[0]->note, "Nguyên liệu tại xã");
	assert_int_equal(sheet->notes[0]->n_evidence_ids, 0);
	assert_string_equal(sheet->notes[1]->criterion_code, "2.1");
	assert_string_equal(sheet->notes[1]->note, "Hợp đồng chỉ đến tháng 6");
	assert_int_equal(sheet->notes[1]->n_evidence_ids, 1);
	assert_string_equal(sheet->notes[1]->evidence_ids[0], evidence_id);
}

static void a_draft_keeps_its_notes_in_the_order_of_the_sheet(void **state)
{
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__SaveScoreSheet message = draft_of(round_id, notes_of_two());
	Ocop__Scoring__V1__Finding raised = OCOP__SCORING__V1__FINDING__INIT;
	Ocop__Scoring__V1__Finding *list[] = {&raised};

	(void)state;
	raised.kind = FINDING_KIND(NOT_ELIGIBLE);
	raised.code = (char *)"2.1";
	raised.votes_for = 3; /* votes are the council's */
	message.raised = list;
	message.n_raised = 1;
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__ScoreSheet *sheet = sheet_of(round_id, "account_member_1");
	notes_are_those_sent(sheet);
	assert_int_equal(sheet->n_raised, 1);
	assert_string_equal(sheet->raised[0]->code, "2.1");
	assert_int_equal(sheet->raised[0]->votes_for, 0);
	raised.code = (char *)"1.2";
	assert_refused(command(&message.base), FINDING_UNKNOWN);
}

/* The commitment, as anybody checks it, over a copy of the opened sheet. */
static void commitment_of(const Ocop__Scoring__V1__ScoreSheet *plain, const char *nonce_hex,
			  uint8_t *ret_hash)
{
	unsigned char nonce[SEAL_NONCE_SIZE_BYTES];
	ProtobufCBinaryData bytes = message_pack(&plain->base, harness_arena(fixture.harness));

	assert_int_equal(sodium_hex2bin(nonce, sizeof(nonce), nonce_hex, strlen(nonce_hex), NULL,
					NULL, NULL),
			 0);
	seal_commit(nonce, &bytes, ret_hash);
}

static void the_commitment_covers_the_notes(void **state)
{
	uint8_t hash[SEAL_COMMITMENT_SIZE_BYTES];
	const uint32_t totals[] = {80, 81};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__SubmitScoreSheet message = submission_with(round_id, notes_of_two());

	(void)state;
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__ScoreSheetSealed *event =
		harness_last_event(fixture.harness, MESSAGE(score_sheet_sealed));
	totals_submitted(round_id, totals, 2);
	assert_accepted(close_newest(round_id));
	sign_in_chair();
	const Ocop__Scoring__V1__ScoreSheet *shown = sheet_of(round_id, "account_member_1");
	notes_are_those_sent(shown);
	Ocop__Scoring__V1__ScoreSheet plain = *shown;
	plain.sealed = false;
	plain.commitment = (char *)"";
	plain.nonce = (char *)"";
	plain.version = 0;
	commitment_of(&plain, shown->nonce, hash);
	assert_memory_equal(event->commitment.data, hash, sizeof(hash));
	plain.notes[1]->note = (char *)"Hợp đồng chỉ đến tháng 7";
	commitment_of(&plain, shown->nonce, hash);
	assert_memory_not_equal(event->commitment.data, hash, sizeof(hash));
}

static char *text_of_length(size_t length)
{
	/* Two bytes a letter: it is letters that count. */
	char *text = arena_alloc(harness_arena(fixture.harness), 2 * length + 1);

	for (size_t i = 0; i < length; i++)
		memcpy(text + 2 * i, "đ", 2);
	return text;
}

static void note_spoil(struct notes *notes, int row)
{
	switch (row) {
	case 0:
		notes->items[0].criterion_code = (char *)"99";
		break;
	case 1:
		notes->items[0].criterion_code = (char *)"1"; /* a group */
		break;
	case 2:
		notes->items[0].criterion_code = (char *)"1.1";
		break;
	case 3:
		notes->items[0].note = text_of_length(NOTE_LENGTH_MAX + 1);
		break;
	case 4:
		notes->items[1].note = (char *)"";
		break;
	case 5:
		notes->evidence[0] = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
		break;
	default:
		notes->items[0].n_evidence_ids = NOTE_EVIDENCE_MAX + 1;
		break;
	}
}

static void a_note_that_cannot_stand_is_named(void **state)
{
	static const struct {
		const char *name;
		Ocop__Common__V1__RefusalCode refusal;
		const char *field;
	} rows[] = {
		{"no such criterion", REFUSAL(CRITERION_UNKNOWN), "notes[99]"},
		{"a group", REFUSAL(CRITERION_UNKNOWN), "notes[1]"},
		{"two at one criterion", REFUSAL(CRITERION_DOUBLED), "notes[1.1]"},
		{"1001 letters", REFUSAL(FIELD_TOO_LONG), "notes[2.1]"},
		{"nothing said", REFUSAL(FIELD_MISSING), "notes[1.1]"},
		{"no id of evidence", REFUSAL(EVIDENCE_UNKNOWN), "notes[2.1]"},
		{"too many papers", REFUSAL(MESSAGE_TOO_LARGE), "notes[2.1]"},
	};
	const char *round_id = round_in_scoring(3);

	(void)state;
	for (int i = 0; i < (int)(sizeof(rows) / sizeof(rows[0])); i++) {
		struct notes *notes = notes_of_two();
		Ocop__Scoring__V1__SaveScoreSheet draft = draft_of(round_id, notes);
		Ocop__Scoring__V1__SubmitScoreSheet sheet = submission_with(round_id, notes);

		note_spoil(notes, i);
		for (int message = 0; message < 2; message++) {
			const Ocop__Common__V1__Reply *reply =
				command(message ? &draft.base : &sheet.base);
			if (reply->n_refusals != 1 || reply->refusals[0]->code != rows[i].refusal ||
			    strcmp(reply->refusals[0]->field, rows[i].field) != 0)
				fail_msg("%s: %s at %s", rows[i].name,
					 refusal_text(harness_refusal(reply))->name,
					 reply->refusals[0]->field);
		}
	}
	struct notes *notes = notes_of_two();
	notes->items[0].note = text_of_length(NOTE_LENGTH_MAX);
	notes->items[0].n_evidence_ids = NOTE_EVIDENCE_MAX;
	Ocop__Scoring__V1__SaveScoreSheet draft = draft_of(round_id, notes);
	assert_accepted(command(&draft.base));
}

static void a_sheet_with_its_notes_has_a_limit(void **state)
{
	const char *round_id = round_in_scoring(3);
	const struct sheet *sheet = sheet_one();
	Ocop__Scoring__V1__CriterionNote items[CHOICES_MAX];
	Ocop__Scoring__V1__CriterionNote *list[CHOICES_MAX + 1];
	struct notes *notes = notes_of_two();
	Ocop__Scoring__V1__SaveScoreSheet draft = draft_of(round_id, notes);
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sheet->node_count; i++) {
		if (!node_is_criterion(&sheet->nodes[i]))
			continue;
		ocop__scoring__v1__criterion_note__init(&items[count]);
		items[count].criterion_code = (char *)sheet->nodes[i].code;
		items[count].note = text_of_length(NOTE_LENGTH_MAX);
		list[count] = &items[count];
		count++;
	}
	draft.notes = list;
	draft.n_notes = 16; /* of 2000 bytes: under 32 KiB */
	assert_accepted(command(&draft.base));
	draft.n_notes = 17;
	assert_refused(command(&draft.base), MESSAGE_TOO_LARGE);
	for (size_t i = 0; i <= CHOICES_MAX; i++)
		list[i] = &items[0];
	draft.n_notes = CHOICES_MAX + 1;
	assert_refused(command(&draft.base), MESSAGE_TOO_LARGE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draft_keeps_its_notes_in_the_order_of_the_sheet),
		TEST(the_commitment_covers_the_notes),
		TEST(a_note_that_cannot_stand_is_named),
		TEST(a_sheet_with_its_notes_has_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
