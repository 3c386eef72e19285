/* photo_files_test.c - files of product photos that were taken away go some days later, unless
 * something names them; a drop that was cut short is brought to its end, or undone
 */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "registration/files/content_store.h"
#include "upload_fixture.h"

static const int64_t DAY_US = INT64_C(86400000000);

static const char *keep_photo(const char *product_id, const char *upload_id)
{
	Ocop__Registration__V1__KeepProductPhoto message =
		OCOP__REGISTRATION__V1__KEEP_PRODUCT_PHOTO__INIT;

	message.product_id = (char *)product_id;
	message.upload_id = (char *)upload_id;
	return accepted_id(&message.base);
}

static void show_no_photo(const char *product_id)
{
	Ocop__Registration__V1__ArrangeProductPhotos message =
		OCOP__REGISTRATION__V1__ARRANGE_PRODUCT_PHOTOS__INIT;

	message.product_id = (char *)product_id;
	(void)accepted_id(&message.base);
}

static void forget_upload(const char *upload_id)
{
	Ocop__Registration__V1__DropUpload message = OCOP__REGISTRATION__V1__DROP_UPLOAD__INIT;

	message.upload_id = (char *)upload_id;
	(void)file(&message.base);
}

/* The hash of what is sent here. */
static const char *png_hash(void)
{
	char path[] = "/tmp/photo_files_XXXXXX";
	char *sha256 = arena_alloc(harness_arena(fixture.harness), SHA256_HEX_SIZE);
	int made = mkstemp(path);

	assert_true(made >= 0);
	assert_int_equal(write(made, png, sizeof(png)), sizeof(png));
	assert_int_equal(close(made), 0);
	assert_int_equal(content_hash(path, sha256), 0);
	assert_int_equal(unlink(path), 0);
	return sha256;
}

/* The file's place; an ending is the picture's, or what is set aside. */
static const char *place(const char *ending)
{
	const char *sha256 = png_hash();

	return arena_printf(harness_arena(fixture.harness), "%s/files/%.2s/%s%s",
			    harness_folder(fixture.harness), sha256, sha256 + 2, ending);
}

static bool is_there(const char *ending)
{
	return access(place(ending), F_OK) == 0;
}

/* The file and its picture, and nothing of a drop. */
static void assert_kept(bool kept)
{
	assert_int_equal(is_there(""), kept);
	assert_int_equal(is_there(".thumb"), kept);
	assert_false(is_there(".going"));
	assert_false(is_there(".thumb.going"));
}

static void taken_away_from(const char *product_id)
{
	const char *upload_id = upload("anh.png", png, sizeof(png));

	(void)keep_photo(product_id, upload_id);
	forget_upload(upload_id);
	show_no_photo(product_id);
	assert_kept(true);
}

static void file_goes_eight_days_after_its_photo(void **state)
{
	(void)state; /* the fixture holds it */
	taken_away_from(fixture.product_id);
	harness_advance(fixture.harness, 7 * DAY_US);
	assert_kept(true);
	harness_advance(fixture.harness, 2 * DAY_US);
	assert_kept(false);
	/* The same photo again is there again. */
	taken_away_from(fixture.product_id);
	harness_advance(fixture.harness, 9 * DAY_US);
	assert_kept(false);
}

static void photos_that_are_shown_again_and_again_leave_one_file(void **state)
{
	(void)state; /* the fixture holds it */
	for (int i = 0; i < 5; i++)
		taken_away_from(fixture.product_id);
	(void)keep_photo(fixture.product_id, upload("anh.png", png, sizeof(png)));
	harness_advance(fixture.harness, 30 * DAY_US);
	assert_kept(true);
}

static void file_that_something_else_names_stays(void **state)
{
	Ocop__Registration__V1__AttachEvidence evidence;
	const char *upload_id;

	(void)state; /* the fixture holds it */
	upload_id = upload("anh.png", png, sizeof(png));
	evidence = a_file(open_a_dossier(), upload_id);
	(void)accepted_id(&evidence.base);
	taken_away_from(fixture.product_id);
	forget_upload(upload_id);
	harness_advance(fixture.harness, 9 * DAY_US);
	assert_kept(true);
}

/* A photo of a product that was merged away comes back with it. */
static void file_that_an_open_merge_may_bring_back_stays(void **state)
{
	Ocop__Registration__V1__RegisterProduct other = a_product();
	Ocop__Registration__V1__MergeProducts merge = OCOP__REGISTRATION__V1__MERGE_PRODUCTS__INIT;
	const char *upload_id;

	(void)state; /* the fixture holds it */
	upload_id = upload("anh.png", png, sizeof(png));
	other.name = (char *)"Miến dong Ví dụ hai";
	merge.merged_product_id = (char *)accepted_id(&other.base);
	(void)keep_photo(merge.merged_product_id, upload_id);
	taken_away_from(fixture.product_id);
	forget_upload(upload_id);
	sign_in_agency();
	merge.product_id = (char *)fixture.product_id;
	merge.reason = (char *)"Đăng ký hai lần";
	(void)accepted_id(&merge.base);
	harness_advance(fixture.harness, 30 * DAY_US);
	assert_kept(true);
}

/* Its command may come again, and name the file. */
static void file_of_an_upload_waits_for_the_upload_to_go(void **state)
{
	const char *upload_id;

	(void)state; /* the fixture holds it */
	taken_away_from(fixture.product_id);
	upload_id = upload("anh.png", png, sizeof(png));
	(void)keep_photo(fixture.product_id, upload_id);
	show_no_photo(fixture.product_id);
	harness_advance(fixture.harness, 9 * DAY_US);
	assert_kept(true);
	forget_upload(upload_id);
	harness_advance(fixture.harness, 7 * DAY_US);
	assert_kept(true);
	harness_advance(fixture.harness, 2 * DAY_US);
	assert_kept(false);
}

static void set_aside(const char *ending)
{
	assert_int_equal(rename(place(ending), arena_printf(harness_arena(fixture.harness),
							    "%s.going", place(ending))),
			 0);
}

/* Wherever the daemon ended: the picture aside, both aside, the file gone and not yet forgotten. */
static void drop_that_was_cut_short_is_brought_to_its_end(void **state)
{
	(void)state; /* the fixture holds it */
	for (int step = 0; step < 3; step++) {
		taken_away_from(fixture.product_id);
		set_aside(".thumb");
		if (step > 0)
			set_aside("");
		if (step > 1)
			assert_int_equal(unlink(arena_printf(harness_arena(fixture.harness),
							     "%s.going", place(""))),
					 0);
		harness_restart(fixture.harness);
		harness_advance(fixture.harness, 9 * DAY_US);
		assert_kept(false);
	}
}

/* Shown again since: by the file that the upload brought, or, lost on the way, the one set aside.
 */
static void drop_that_was_cut_short_is_undone_for_what_is_named_again(void **state)
{
	(void)state; /* the fixture holds it */
	taken_away_from(fixture.product_id);
	set_aside(".thumb");
	set_aside("");
	harness_restart(fixture.harness);
	(void)keep_photo(fixture.product_id, upload("anh.png", png, sizeof(png)));
	assert_true(is_there("") && is_there(".thumb"));
	harness_advance(fixture.harness, 9 * DAY_US);
	assert_kept(true);

	show_no_photo(fixture.product_id);
	(void)keep_photo(fixture.product_id, upload("anh.png", png, sizeof(png)));
	set_aside(".thumb");
	set_aside("");
	harness_advance(fixture.harness, 9 * DAY_US);
	assert_kept(true);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(file_goes_eight_days_after_its_photo),
		TEST(photos_that_are_shown_again_and_again_leave_one_file),
		TEST(file_that_something_else_names_stays),
		TEST(file_that_an_open_merge_may_bring_back_stays),
		TEST(file_of_an_upload_waits_for_the_upload_to_go),
		TEST(drop_that_was_cut_short_is_brought_to_its_end),
		TEST(drop_that_was_cut_short_is_undone_for_what_is_named_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
