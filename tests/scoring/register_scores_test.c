/* register_scores_test.c - published scores of real products come out of sheets that could have
 * been
 *
 * deploy/thai-nguyen/register/scores.csv has what decisions and newspapers say: a total, a mean
 * with two decimals, sometimes the parts. For each row members' sheets are made that add up to it,
 * handed in in a round under the rule book of its time, and the result must say the same.
 */
#include "scoring_fixture.h"

#include <stdio.h>

enum { COLUMNS = 14, LINE_MAX_BYTES = 1024, POINTS_LIMIT = 101, ROWS = 13 };

/* The columns of the file, in its order. */
enum column {
	PRODUCT,
	PRODUCER,
	PROVINCE,
	LEVEL_HELD,
	SCORE_KIND,
	PART_A,
	PART_B,
	PART_C,
	TOTAL,
	STARS,
	DECISION_NO,
	DAY,
	ROUND_YEAR,
	OUTCOME
};

/* The set that a product belongs to; the register does not say it. */
static const struct {
	const char *product;
	const char *rulebook_code;
	uint32_t set_no;
} products[] = {
	{"Miến dong Tài Hoan", "1048-2019", 6},
	{"Vi-cumax Nano Curcumin", "1048-2019", 19},
	{"Chè tôm nõn", "1048-2019", 12},
	{"Miến Việt Cường", "1048-2019", 6},
	{"Rong nho tách nước Trí Tín", "148-2023", 9}, /* scored in 2024 */
	{"Bộ sản phẩm đèn trang trí, rổ, rá", "1048-2019", 23},
	{"Nước mắm Lú Huế", "1048-2019", 10},
	{"Nước mắm Quảng Công", "1048-2019", 10},
	{"Hạt sen sấy", "1048-2019", 7},
	{"Trà tâm sen", "1048-2019", 13},
	{"Trái sầu riêng cấp đông", "1048-2019", 7},
};

/* Splits a line of the file, in place: a field may stand in quotes, which holds commas. */
static void line_split(char *line, char **fields)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		bool quoted = *line == '"';

		fields[i] = line += quoted;
		line += strcspn(line, quoted ? "\"" : ",\r\n");
		if (*line)
			*line++ = '\0';
		if (quoted && *line)
			line++;
	}
}

static const struct sheet *sheet_of_product(const char *product)
{
	for (size_t i = 0; i < sizeof(products) / sizeof(products[0]); i++)
		if (strcmp(products[i].product, product) == 0) {
			fixture.rulebook_code = products[i].rulebook_code;
			return rulebook_set_find(
				       rulebook_find(fixture.books, fixture.rulebook_code),
				       products[i].set_no)
				->sheet;
		}
	fail_msg("no set for %s", product);
	return NULL;
}

/* Adds to the choices options of a part (or of all, RULEBOOK_PARTS_MAX) that give just so many
 * points and hold every minimum. By what can be reached with the criteria so far: taken from its
 * end, each criterion has the last option that fits. */
static void choices_reach(struct choices *choices, const struct sheet *sheet, uint32_t part,
			  uint32_t points)
{
	bool(*reached)[POINTS_LIMIT] = arena_alloc(harness_arena(fixture.harness),
						   (sheet->node_count + 1) * sizeof(*reached));

	reached[0][0] = true;
	for (size_t n = 0; n < sheet->node_count; n++) {
		const struct sheet_node *node = &sheet->nodes[n];
		bool counts = node_is_criterion(node) &&
			      (part == RULEBOOK_PARTS_MAX || node->part == part);

		for (uint32_t sum = 0; sum < POINTS_LIMIT; sum++) {
			if (!counts)
				reached[n + 1][sum] = reached[n][sum];
			for (size_t o = 0; counts && o < node->option_count; o++) {
				uint32_t more = node->options[o].points;

				if (more >= node_minimum(node, RULEBOOK_STARS_MAX) && more <= sum &&
				    reached[n][sum - more])
					reached[n + 1][sum] = true;
			}
		}
	}
	assert_true(reached[sheet->node_count][points]);
	for (size_t n = sheet->node_count; n-- > 0;) {
		const struct sheet_node *node = &sheet->nodes[n];

		if (!node_is_criterion(node) || (part != RULEBOOK_PARTS_MAX && node->part != part))
			continue;
		for (size_t o = node->option_count; o-- > 0;) {
			uint32_t more = node->options[o].points;

			if (more < node_minimum(node, RULEBOOK_STARS_MAX) || more > points ||
			    !reached[n][points - more])
				continue;
			choices_add(choices, node->code, node->options[o].no);
			points -= more;
			break;
		}
	}
	assert_int_equal(points, 0);
}

/* The smallest council of three and more, in whole points, with such a mean: 91.14 is 638/7. */
static struct mean mean_of_text(const char *text)
{
	char seen[MEAN_TEXT_SIZE];

	for (uint32_t count = 3; count <= MEMBERS; count++)
		for (uint32_t sum = 0; sum <= 100 * count; sum++) {
			mean_print((struct mean){sum, count}, seen);
			if (strcmp(seen, text) == 0)
				return (struct mean){sum, count};
		}
	fail_msg("no council of up to %d has a mean of %s", MEMBERS, text);
	return (struct mean){0, 0};
}

static const char *round_of_row(char **fields, uint32_t set_no, size_t members)
{
	bool centre = strcmp(fields[LEVEL_HELD], "trung ương") == 0;
	Ocop__Scoring__V1__PlanRound message = plan();

	message.level = centre ? LEVEL(CENTRE) : LEVEL(PROVINCE);
	fixture.unit_code = centre ? "" : "19";
	message.unit_code = (char *)fixture.unit_code;
	message.held_on =
		(char *)rulebook_find(fixture.books, fixture.rulebook_code)->in_force_from;
	message.proposals_before = message.held_on;
	sign_in_secretary();
	const char *round_id = harness_id(fixture.harness, command(&message.base));
	(void)dossier_admitted(round_id, set_no);
	council_appointed(round_id, members);
	round_opened(round_id);
	assert_accepted(start(round_id));
	return round_id;
}

/* What the register says became of it. */
static void decision_compare(const char *round_id, char **fields, const char *number)
{
	bool centre = strcmp(fields[LEVEL_HELD], "trung ương") == 0;

	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	if (centre)
		harness_sign_in_as(fixture.harness, "account_minister", ROLE(MINISTRY), "");
	else
		sign_in_chairman();
	Ocop__Scoring__V1__ApproveRound message = OCOP__SCORING__V1__APPROVE_ROUND__INIT;
	message.round_id = (char *)round_id;
	message.decision_number = (char *)number;
	message.decided_on = (char *)"2026-12-07";
	assert_accepted(command(&message.base));
	const Ocop__Scoring__V1__ResultDecided *event =
		harness_last_event(fixture.harness, MESSAGE(result_decided));
	assert_int_equal(event->result->decision, centre ? DECISION_OUTCOME(RECOGNISED)
							 : DECISION_OUTCOME(PROPOSED_TO_CENTRE));
}

static struct choices *choices_of_row(const struct sheet *sheet, char **fields, uint32_t total)
{
	struct choices *choices =
		arena_alloc(harness_arena(fixture.harness), sizeof(struct choices));

	if (!fields[PART_A][0]) {
		choices_reach(choices, sheet, RULEBOOK_PARTS_MAX, total);
		return choices;
	}
	for (uint32_t part = 0; part < 3; part++)
		choices_reach(choices, sheet, part, (uint32_t)atoi(fields[PART_A + part]));
	return choices;
}

/* Members' totals as near to each other as whole points can be. */
static void sheets_hand_in(const char *round_id, const struct sheet *sheet, char **fields,
			   struct mean mean)
{
	for (uint32_t i = 0; i < mean.count; i++) {
		uint32_t total = mean.sum / mean.count + (i < mean.sum % mean.count);

		assert_accepted(
			submit(round_id, member_ids[i], choices_of_row(sheet, fields, total)));
	}
}

static void row_compare(char **fields, const char *number)
{
	const struct sheet *sheet = sheet_of_product(fields[PRODUCT]);
	bool whole = !strchr(fields[TOTAL], '.');
	char text[MEAN_TEXT_SIZE];

	(void)snprintf(text, sizeof(text), "%s%s", fields[TOTAL], whole ? ".00" : "");
	struct mean mean = mean_of_text(text);
	const char *round_id = round_of_row(fields, sheet->set_no, mean.count);
	sheets_hand_in(round_id, sheet, fields, mean);
	assert_accepted(close_newest(round_id));

	const Ocop__Scoring__V1__Result *result = result_told();
	if (strcmp(result->mean_text, text) != 0)
		fail_msg("%s: %s, published %s", fields[PRODUCT], result->mean_text, text);
	/* From 90 five stars, from 50 three; the register names only fives. */
	assert_int_equal(result->star, strtoul(text, NULL, 10) >= 90 ? 5 : 3);
	if (fields[STARS][0])
		assert_int_equal(result->star, atoi(fields[STARS]));
	for (size_t part = 0; fields[PART_A][0] && part < 3; part++)
		assert_int_equal(result->parts[part]->sum,
				 atoi(fields[PART_A + part]) * (int)mean.count);
	if (fields[OUTCOME][0])
		decision_compare(round_id, fields, number);
}

static void published_scores_come_out_of_plausible_sheets(void **state)
{
	FILE *file = fopen(SOURCE_DIR "/deploy/thai-nguyen/register/scores.csv", "r");
	static const char *const numbers[ROWS] = {"1/QĐ",  "2/QĐ",  "3/QĐ", "4/QĐ", "5/QĐ",
						  "6/QĐ",  "7/QĐ",  "8/QĐ", "9/QĐ", "10/QĐ",
						  "11/QĐ", "12/QĐ", "13/QĐ"};
	char line[LINE_MAX_BYTES];
	char *fields[COLUMNS];
	size_t rows = 0;

	(void)state;
	assert_non_null(file);
	fixture.settings.documents_ahead_days_present_case = DOCUMENTS_AHEAD_DAYS_GIVEN;
	fixture.settings.secretary_scores = true;         /* the seventh sheet */
	assert_non_null(fgets(line, sizeof(line), file)); /* the heads */
	while (fgets(line, sizeof(line), file)) {
		line_split(line, fields);
		assert_true(rows < ROWS);
		row_compare(fields, numbers[rows++]);
	}
	(void)fclose(file);
	assert_int_equal(rows, ROWS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(published_scores_come_out_of_plausible_sheets,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
