/* files_test.c - what is found in files, those made to do harm included; what is kept of them, once
 * and for how long
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "common/base/memory.h"
#include "upload_fixture.h"

enum { FILE_ROOM_BYTES = 16 * 1024 * 1024 };

/* A file while it is made. */
struct making {
	uint8_t *bytes;
	size_t size_bytes;
};

static struct making begin(void)
{
	return (struct making){.bytes = memory_alloc(FILE_ROOM_BYTES)};
}

static void add(struct making *file, const void *bytes, size_t size_bytes)
{
	assert_true(file->size_bytes + size_bytes <= FILE_ROOM_BYTES);
	memcpy(file->bytes + file->size_bytes, bytes, size_bytes);
	file->size_bytes += size_bytes;
}

static void add_text(struct making *file, const char *text)
{
	add(file, text, strlen(text));
}

static void add_byte(struct making *file, unsigned byte)
{
	uint8_t one = (uint8_t)byte;

	add(file, &one, 1);
}

static void add_u16(struct making *file, unsigned value)
{
	add_byte(file, value >> 8);
	add_byte(file, value & 255);
}

/* Where and how a phone took it: orientation 6 (turned right), and a place on earth. */
static void add_exif(struct making *file)
{
	static const uint8_t exif[] = {'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0,
				       /* two entries: orientation 6; a GPS directory at 38 */
				       2, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0x25, 0x88,
				       4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0,
				       /* latitude is north */
				       1, 0, 1, 0, 2, 0, 2, 0, 0, 0, 'N', 0, 0, 0, 0, 0, 0, 0};

	add_u16(file, 0xffe1);
	add_u16(file, 2 + sizeof exif);
	add(file, exif, sizeof exif);
}

/* A grey JPEG. Each block of eight by eight takes two bits, both 0. */
static struct making a_jpeg(unsigned width, unsigned height, bool with_exif)
{
	struct making file = begin();
	size_t blocks = (size_t)((width + 7) / 8) * ((height + 7) / 8);

	add_u16(&file, 0xffd8);
	if (with_exif)
		add_exif(&file);
	add(&file, "\xff\xdb\x00\x43\x00", 5);
	for (int i = 0; i < 64; i++)
		add_byte(&file, 1);
	add(&file, "\xff\xc0\x00\x0b\x08", 5);
	add_u16(&file, height);
	add_u16(&file, width);
	add(&file, "\x01\x01\x11\x00", 4);
	for (unsigned table = 0; table <= 0x10; table += 0x10) {
		add(&file, "\xff\xc4\x00\x14", 4);
		add_byte(&file, table);
		add(&file, "\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 17);
	}
	add(&file, "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00", 10);
	for (size_t i = 0; i < blocks / 4 + 1 && i < 300 * 1024; i++)
		add_byte(&file, 0);
	add_u16(&file, 0xffd9);
	return file;
}

/* A PDF of blank pages, its table of objects left to the reader to find. */
static struct making a_pdf(unsigned pages)
{
	struct making file = begin();
	char text[128];

	add_text(&file, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
	(void)snprintf(text, sizeof text, "2 0 obj\n<</Type/Pages/Count %u/Kids[", pages);
	add_text(&file, text);
	for (unsigned i = 0; i < pages; i++) {
		(void)snprintf(text, sizeof text, "%u 0 R ", 3 + i);
		add_text(&file, text);
	}
	add_text(&file, "]>>\nendobj\n");
	for (unsigned i = 0; i < pages; i++) {
		(void)snprintf(text, sizeof text,
			       "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
			       3 + i);
		add_text(&file, text);
	}
	add_text(&file, "trailer<</Root 1 0 R>>\n%%EOF\n");
	return file;
}

/* Pages within pages within pages: a reader that goes down by calling itself runs out of stack. */
static struct making a_deep_pdf(void)
{
	enum { DEPTH = 200000 };
	struct making file = begin();
	char text[128];

	add_text(&file, "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
	for (unsigned i = 2; i < DEPTH; i++) {
		(void)snprintf(text, sizeof text,
			       "%u 0 obj\n<</Type/Pages/Count 1/Kids[%u 0 R]>>\nendobj\n", i,
			       i + 1);
		add_text(&file, text);
	}
	(void)snprintf(text, sizeof text, "%u 0 obj\n<</Type/Page>>\nendobj\n", DEPTH);
	add_text(&file, text);
	add_text(&file, "trailer<</Root 1 0 R>>\n%%EOF\n");
	return file;
}

/* Sends a made file as evidence; it is gone then. */
static const Ocop__Common__V1__Reply *attach(const char *dossier_id, const char *name,
					     struct making made)
{
	Ocop__Registration__V1__AttachEvidence message =
		a_file(dossier_id, upload(name, made.bytes, made.size_bytes));

	memory_free(made.bytes);
	return command(&message.base);
}

static const Ocop__Registration__V1__Evidence *evidence_of(const char *dossier_id)
{
	return get_dossier_of(dossier_id)->evidence[0];
}

static bool holds_text(const ProtobufCBinaryData *bytes, const char *text)
{
	return memmem(bytes->data, bytes->len, text, strlen(text)) != NULL;
}

/* The sides in a JPEG's start of frame. */
static void assert_sides(const ProtobufCBinaryData *jpeg, unsigned width, unsigned height)
{
	const uint8_t *frame = memmem(jpeg->data, jpeg->len, "\xff\xc0", 2);

	assert_non_null(frame);
	assert_int_equal(frame[5] << 8 | frame[6], height);
	assert_int_equal(frame[7] << 8 | frame[8], width);
}

static void photo_has_a_small_picture_without_its_place(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *evidence_id =
		harness_id(fixture.harness, attach(dossier_id, "a.jpg", a_jpeg(1600, 800, true)));
	Ocop__Registration__V1__ReadFile read = a_read(dossier_id, evidence_id);
	const Ocop__Registration__V1__ReadFileReply *whole = piece_of(&read);
	const Ocop__Registration__V1__ReadFileReply *small;

	(void)state; /* the fixture holds it */
	assert_true(evidence_of(dossier_id)->has_thumbnail);
	assert_int_equal(evidence_of(dossier_id)->page_count, 0);
	assert_true(holds_text(&whole->content, "Exif")); /* what was sent stays as it is */
	assert_string_equal(whole->file_name, "Đăng ký");
	assert_string_equal(whole->sha256, evidence_of(dossier_id)->sha256);

	read.thumbnail = true;
	small = piece_of(&read);
	assert_string_equal(small->media_type, "image/jpeg");
	assert_int_equal(small->size_bytes, small->content.len);
	assert_sides(&small->content, 160, 320); /* turned as the camera was held */
	assert_false(holds_text(&small->content, "Exif"));
	read.limit_bytes = 10;
	read.offset_bytes = 5;
	assert_int_equal(piece_of(&read)->content.len, 10);
	assert_memory_equal(piece_of(&read)->content.data, small->content.data + 5, 10);
}

static void pictures_are_of_what_can_be_unpacked(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(attach(dossier_id, "a.jpg", a_jpeg(65500, 65500, false)), IMAGE_INVALID);
	assert_refused(attach(dossier_id, "a.jpg", a_jpeg(8001, 8000, false)), IMAGE_INVALID);
	(void)harness_id(fixture.harness, attach(dossier_id, "a.jpg", a_jpeg(8000, 8000, false)));
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1);
}

/* A submitted version does not change: what it had can be read for as long as it is kept. */
static void file_of_an_earlier_version_is_read(void **state)
{
	const char *dossier_id = open_a_dossier();
	Ocop__Registration__V1__RemoveEvidence remove =
		OCOP__REGISTRATION__V1__REMOVE_EVIDENCE__INIT;
	Ocop__Registration__V1__ReadFile read;

	(void)state; /* the fixture holds it */
	complete(dossier_id);
	remove.dossier_id = (char *)dossier_id;
	remove.evidence_id = (char *)harness_id(fixture.harness,
						attach(dossier_id, "a.jpg", a_jpeg(16, 16, false)));
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, return_it(dossier_id, "Ảnh mờ", "2026-06-20"));
	sign_in_producer();
	(void)accepted_id(&remove.base);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1); /* the link alone */
	read = a_read(dossier_id, remove.evidence_id);
	assert_string_equal(piece_of(&read)->media_type, "image/jpeg");
	read.thumbnail = true;
	assert_true(piece_of(&read)->content.len > 0);
}

static void pages_are_counted(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, attach(dossier_id, "a.pdf", a_pdf(7)));
	assert_int_equal(evidence_of(dossier_id)->page_count, 7);
	assert_false(evidence_of(dossier_id)->has_thumbnail);
}

static void file_with_no_picture_has_none_to_show(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *evidence_id =
		harness_id(fixture.harness, attach(dossier_id, "a.pdf", a_pdf(1)));
	Ocop__Registration__V1__ReadFile read = a_read(dossier_id, evidence_id);
	Ocop__Registration__V1__AttachEvidence link = a_link(dossier_id);

	(void)state; /* the fixture holds it */
	read.thumbnail = true;
	assert_refused(file(&read.base), EVIDENCE_UNKNOWN);
	read = a_read(dossier_id, accepted_id(&link.base));
	assert_refused(file(&read.base), EVIDENCE_UNKNOWN);
	read = a_read(dossier_id, "evidence_01K00000000000000000000000");
	assert_refused(file(&read.base), EVIDENCE_UNKNOWN);
}

static void harmful_files_do_no_harm(void **state)
{
	const char *dossier_id = open_a_dossier();
	struct making zip = begin(), broken = a_pdf(3), empty = a_pdf(0),
		      half = a_jpeg(9, 9, false);

	(void)state; /* the fixture holds it */
	add_text(&zip, "PK\3\4 no PDF at all");
	assert_refused(attach(dossier_id, "a.pdf", zip), FILE_TYPE_MISMATCH);
	broken.size_bytes = 60;
	assert_refused(attach(dossier_id, "a.pdf", broken), FILE_TYPE_MISMATCH);
	assert_refused(attach(dossier_id, "a.pdf", empty), FILE_TYPE_MISMATCH);
	assert_refused(attach(dossier_id, "a.pdf", a_deep_pdf()), FILE_TYPE_MISMATCH);
	half.size_bytes = 20;
	assert_refused(attach(dossier_id, "a.jpg", half), IMAGE_INVALID);
	assert_refused(attach(dossier_id, "a.webp", a_jpeg(9, 9, false)), FILE_TYPE_MISMATCH);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 0);
}

static struct stat stat_of(const char *format, const char *first, const char *second)
{
	char path[512];
	struct stat found;
	int length = snprintf(path, sizeof path, "%s/", harness_folder(fixture.harness));

	(void)snprintf(path + length, sizeof path - (size_t)length, format, first, second);
	if (stat(path, &found))
		fail_msg("%s is not there", path);
	return found;
}

static void the_same_file_is_kept_once(void **state)
{
	const char *dossier_id = open_a_dossier();
	struct making pdf = a_pdf(2);
	const char *uploads[2];
	const char *sha256;
	char first_two[3] = "";
	struct stat stored;

	(void)state; /* the fixture holds it */
	for (int i = 0; i < 2; i++) {
		Ocop__Registration__V1__AttachEvidence message;

		uploads[i] = upload("a.pdf", pdf.bytes, pdf.size_bytes);
		message = a_file(dossier_id, uploads[i]);
		(void)accepted_id(&message.base);
	}
	memory_free(pdf.bytes);
	sha256 = evidence_of(dossier_id)->sha256;
	memcpy(first_two, sha256, 2);
	stored = stat_of("files/%s/%s", first_two, sha256 + 2);
	for (int i = 0; i < 2; i++)
		assert_int_equal(stat_of("uploads/%s.%s", uploads[i], "part").st_ino,
				 stored.st_ino);
	assert_int_equal(stored.st_nlink, 3);
}

static void files_of_a_dossier_have_a_limit_together(void **state)
{
	const char *dossier_id = open_a_dossier();
	struct making pdf = a_pdf(20); /* some 1.3 kB */

	(void)state; /* the fixture holds it */
	assert_true(pdf.size_bytes > 1024 && pdf.size_bytes < 2048);
	(void)harness_id(fixture.harness, attach(dossier_id, "a.pdf", pdf));
	assert_refused(attach(dossier_id, "a.pdf", a_pdf(20)), DOSSIER_TOO_LARGE);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1);
	(void)harness_id(fixture.harness, attach(dossier_id, "a.pdf", a_pdf(1)));
}

static const Ocop__Common__V1__Reply *carry_over_from(const char *dossier_id, const char *from_id)
{
	Ocop__Registration__V1__CarryOver message = OCOP__REGISTRATION__V1__CARRY_OVER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.from_dossier_id = (char *)from_id;
	return command(&message.base);
}

static void carried_over_files_count_and_take_no_room_in_the_store(void **state)
{
	Ocop__Registration__V1__OpenDossier earlier = a_dossier();
	const char *dossier_id = open_a_dossier();
	const char *earlier_id, *sha256;
	char first_two[3] = "";

	(void)state; /* the fixture holds it */
	earlier.kind = DOSSIER_KIND(EARLIER);
	earlier_id = accepted_id(&earlier.base);
	(void)harness_id(fixture.harness, attach(earlier_id, "a.pdf", a_pdf(20)));
	sha256 = evidence_of(earlier_id)->sha256;
	(void)harness_id(fixture.harness, attach(dossier_id, "b.pdf", a_pdf(19)));
	assert_refused(carry_over_from(dossier_id, earlier_id), DOSSIER_TOO_LARGE);
	assert_int_equal(get_dossier_of(dossier_id)->n_evidence, 1);
	assert_string_equal(get_dossier_of(dossier_id)->carried_from, "");

	(void)harness_id(fixture.harness, withdraw(dossier_id, "Làm lại"));
	dossier_id = open_a_dossier();
	(void)harness_id(fixture.harness, carry_over_from(dossier_id, earlier_id));
	assert_string_equal(evidence_of(dossier_id)->sha256, sha256);
	memcpy(first_two, sha256, 2);
	assert_int_equal(stat_of("files/%s/%s", first_two, sha256 + 2).st_nlink,
			 2); /* its upload's */
}

static int open_with_a_small_limit(void **state)
{
	(void)setenv("OCOP_DOSSIER_LIMIT_BYTES", "2048", 1);
	(void)open_registration(state);
	(void)unsetenv("OCOP_DOSSIER_LIMIT_BYTES");
	return 0;
}

/* Dates both files of an upload back. */
static void age(const char *upload_id, int days)
{
	static const char *const suffixes[] = {"part", "about"};
	struct timespec times[2] = {{.tv_sec = time(NULL) - (time_t)days * 24 * 3600}};
	char path[512];

	times[1] = times[0];
	for (int i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof path, "%s/uploads/%s.%s",
			       harness_folder(fixture.harness), upload_id, suffixes[i]);
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	}
}

static void upload_is_kept_a_week(void **state)
{
	const char *old = state_of(open_file("a.pdf", 9))->upload_id;
	const char *young = state_of(open_file("a.pdf", 9))->upload_id;
	Ocop__Registration__V1__GetUpload get = OCOP__REGISTRATION__V1__GET_UPLOAD__INIT;
	const Ocop__Registration__V1__UploadState *shown;
	char path[512];

	(void)state; /* the fixture holds it */
	age(old, 8);
	age(young, 6);
	get.upload_id = (char *)old;
	assert_refused(file(&get.base), UPLOAD_UNKNOWN);
	get.upload_id = (char *)young;
	shown = state_of(file(&get.base));
	assert_in_range(shown->expires_at->seconds - time(NULL), 24 * 3600 - 60, 24 * 3600 + 60);

	harness_restart(fixture.harness);
	(void)snprintf(path, sizeof path, "%s/uploads/%s.part", harness_folder(fixture.harness),
		       old);
	assert_int_equal(access(path, F_OK), -1);
	(void)state_of(write_piece(young, 0, (const uint8_t *)"x", 1)); /* touched: a week again */
	assert_in_range(state_of(file(&get.base))->expires_at->seconds - time(NULL),
			7 * 24 * 3600 - 60, 7 * 24 * 3600 + 60);
}

static void dropped_upload_is_unknown_and_its_file_stays(void **state)
{
	const char *dossier_id = open_a_dossier();
	const char *upload_id = upload("giay.png", png, sizeof png);
	Ocop__Registration__V1__AttachEvidence message = a_file(dossier_id, upload_id);
	Ocop__Registration__V1__DropUpload drop = OCOP__REGISTRATION__V1__DROP_UPLOAD__INIT;
	Ocop__Registration__V1__ReadFile read = a_read(dossier_id, accepted_id(&message.base));

	(void)state; /* the fixture holds it */
	drop.upload_id = (char *)upload_id;
	sign_in_commune();
	assert_refused(file(&drop.base), UPLOAD_UNKNOWN); /* another's */
	sign_in_producer();
	(void)state_of(file(&drop.base));
	assert_refused(file(&drop.base), UPLOAD_UNKNOWN);
	assert_memory_equal(piece_of(&read)->content.data, png, sizeof png);
}

static void anybody_may_ask_how_large_a_file_may_be(void **state)
{
	Ocop__Registration__V1__GetUploadLimits message =
		OCOP__REGISTRATION__V1__GET_UPLOAD_LIMITS__INIT;
	const Ocop__Registration__V1__UploadLimits *limits;

	(void)state; /* the fixture holds it */
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	limits = harness_body(fixture.harness, file(&message.base), MESSAGE(upload_limits));
	assert_int_equal(limits->size_bytes, 268435456);
}

static void what_the_client_said_of_a_file_is_shown_again(void **state)
{
	Ocop__Registration__V1__OpenUpload message = OCOP__REGISTRATION__V1__OPEN_UPLOAD__INIT;
	char long_text[2050];

	(void)state; /* the fixture holds it */
	message.file_name = (char *)"a.pdf";
	message.size_bytes = 9;
	message.metadata = (char *)"filename YS5wZGY=,is_confidential";
	assert_string_equal(state_of(file(&message.base))->metadata, message.metadata);
	message.metadata = (char *)"a\nb";
	assert_refused(file(&message.base), FIELD_INVALID);
	memset(long_text, 'x', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	message.metadata = long_text;
	assert_refused(file(&message.base), FIELD_TOO_LONG);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(photo_has_a_small_picture_without_its_place),
		TEST(pictures_are_of_what_can_be_unpacked),
		TEST(file_of_an_earlier_version_is_read),
		TEST(pages_are_counted),
		TEST(file_with_no_picture_has_none_to_show),
		TEST(harmful_files_do_no_harm),
		TEST(the_same_file_is_kept_once),
		cmocka_unit_test_setup_teardown(files_of_a_dossier_have_a_limit_together,
						open_with_a_small_limit, close_registration),
		cmocka_unit_test_setup_teardown(
			carried_over_files_count_and_take_no_room_in_the_store,
			open_with_a_small_limit, close_registration),
		TEST(upload_is_kept_a_week),
		TEST(dropped_upload_is_unknown_and_its_file_stays),
		TEST(anybody_may_ask_how_large_a_file_may_be),
		TEST(what_the_client_said_of_a_file_is_shown_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
