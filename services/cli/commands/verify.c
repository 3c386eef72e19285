/* verify.c - a certificate file and its proof, or a dump of the register, checked without any
 * daemon or network
 *
 * Ends 0 for valid, 1 for genuine and not valid now, 2 for not genuine.
 */
#include <stdio.h>
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "cli/verify/open_data.h"
#include "cli/verify/verdict.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/whole_file.h"

enum { FILE_LIMIT_BYTES = 2 * 1024 * 1024, KEYS_MAX = 64 };

/* What an answer is called by machines, and how it begins for people. */
static const struct {
	const char *word, *vi, *en;
	int exit_status;
} answers[VERDICT_COUNT] = {
	[VERDICT_VALID] = {"valid", "THẬT, CÒN HIỆU LỰC", "GENUINE AND VALID", EXIT_DONE},
	[VERDICT_NOT_VALID] = {"not-valid-now", "THẬT, NHƯNG HIỆN KHÔNG CÓ HIỆU LỰC",
			       "GENUINE, BUT NOT VALID NOW", EXIT_FINDINGS},
	[VERDICT_CHANGED] = {"changed",
			     "KHÔNG THẬT: nội dung khác với nội dung đã ký hoặc đã ghi "
			     "vào nhật ký",
			     "NOT GENUINE: it does not say what was signed or logged", EXIT_USAGE},
	[VERDICT_OTHER_KEY] = {"other-key",
			       "KHÔNG XÁC NHẬN ĐƯỢC LÀ THẬT: không do khóa nào trong tệp khóa ký",
			       "NOT GENUINE BY THESE KEYS: signed by none of them", EXIT_USAGE},
	[VERDICT_UNREADABLE] = {"unreadable",
				"KHÔNG ĐỌC ĐƯỢC: không phải tệp giấy chứng nhận hoặc bằng chứng",
				"NOT READABLE: no certificate file, or no proof", EXIT_USAGE},
};

static const struct {
	const char *state, *vi, *en;
} states[] = {
	{"VALID", "còn hiệu lực", "valid"},
	{"EXPIRED", "hết hạn", "expired"},
	{"REVOKED", "bị thu hồi", "revoked"},
	{"REPLACED", "đã được thay thế", "replaced by another"},
	{"SUSPENDED", "tạm dừng hiệu lực", "suspended"},
	{"NOT_VERIFIED", "chưa đủ căn cứ xác minh", "not verified"},
};

static const char *state_text(const char *state, bool vietnamese)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++) {
		if (strcmp(states[i].state, state) == 0)
			return vietnamese ? states[i].vi : states[i].en;
	}
	return state;
}

/* NULL having said why. */
static const char *file_read(struct session *session, const char *path, size_t *ret_size_bytes)
{
	uint8_t *bytes;
	int error = whole_file_read(path, FILE_LIMIT_BYTES, session->arena, &bytes, ret_size_bytes);

	if (error)
		complain("%s: %s", path, error_text(error));
	return error ? NULL : (const char *)bytes;
}

static void print_for_people(const struct verdict *verdict, bool vietnamese)
{
	(void)printf("%s\n",
		     vietnamese ? answers[verdict->answer].vi : answers[verdict->answer].en);
	if (verdict->why[0] != '\0')
		(void)printf("  %s\n", verdict->why);
	if (verdict->state[0] == '\0')
		return;
	(void)printf(vietnamese ? "  giấy chứng nhận %s, số %s, %lld sao\n"
				: "  certificate %s, number %s, %lld stars\n",
		     verdict->code, verdict->official_number, (long long)verdict->star);
	(void)printf(vietnamese ? "  %s, đến hết ngày %s\n" : "  %s, to the end of %s\n",
		     state_text(verdict->state, vietnamese),
		     verdict->valid_until[0] == '\0' ? "?" : verdict->valid_until);
	(void)printf(vietnamese ? "  theo sổ đăng ký tại %s; %zu mục trong nhật ký gồm %llu mục\n"
				: "  as of %s, by the register; %zu leaves in a log of %llu\n",
		     verdict->as_of, verdict->leaves, (unsigned long long)verdict->tree_size);
	if (verdict->withheld > 0)
		(void)printf(vietnamese ? "  %zu trường chỉ có cam kết, giá trị không được đưa ra\n"
					: "  %zu fields are committed to and not shown\n",
			     verdict->withheld);
}

static void print_for_machines(const struct verdict *verdict)
{
	json_t *json = json_pack(
		"{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I}", "answer",
		answers[verdict->answer].word, "why", verdict->why, "code", verdict->code,
		"officialNumber", verdict->official_number, "state", verdict->state, "validUntil",
		verdict->valid_until, "asOf", verdict->as_of, "star", (json_int_t)verdict->star,
		"treeSize", (json_int_t)verdict->tree_size, "leaves", (json_int_t)verdict->leaves,
		"withheld", (json_int_t)verdict->withheld);

	(void)json_dumpf(json, stdout, JSON_COMPACT); /* main looks at stdout's state */
	(void)putchar('\n');
	json_decref(json);
}

int verify(struct session *session)
{
	const char *keys_path = argument(&session->arguments, "keys");
	const char *open_data = argument(&session->arguments, "open-data");
	struct note_verifier keys[KEYS_MAX];
	struct verdict_case asked = {.keys = keys, .today = date_of_us(clock_machine_us())};
	const char *keys_text;
	struct verdict verdict;
	size_t size_bytes;
	int count;

	if (sodium_init() < 0)
		return EXIT_NOT_ALLOWED;
	if (keys_path == NULL) {
		complain("verify wants --keys");
		return EXIT_USAGE;
	}
	if (session->arguments.operand_count != (open_data ? 0 : 2)) {
		complain("verify wants a certificate file and its proof, or --open-data");
		return EXIT_USAGE;
	}
	keys_text = file_read(session, keys_path, &size_bytes);
	if (keys_text == NULL)
		return EXIT_USAGE;
	count = verdict_keys_read(keys_text, size_bytes, keys, KEYS_MAX);
	if (count <= 0) {
		complain("%s: wants public keys, one a line: NAME+ID+KEY", keys_path);
		return EXIT_USAGE;
	}
	asked.key_count = (size_t)count;
	if (open_data)
		return open_data_verify(session, open_data, keys, asked.key_count);
	asked.document =
		file_read(session, session->arguments.operands[0], &asked.document_size_bytes);
	asked.proof = file_read(session, session->arguments.operands[1], &asked.proof_size_bytes);
	if (asked.document == NULL || asked.proof == NULL)
		return EXIT_USAGE;
	verdict = verdict_of(&asked, session->arena);
	if (session->json)
		print_for_machines(&verdict);
	else
		print_for_people(&verdict, session->vietnamese);
	return answers[verdict.answer].exit_status;
}
