/* document_zip_test.c - archives as another program (Python's zipfile) reads them */
#include "common/document/zip.h"

#include "document_fixture.h"

static void write_file(const char *path, size_t size_bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	for (size_t i = 0; i < size_bytes; i++)
		(void)fputc((int)(i * 7 % 251), file);
	assert_int_equal(fclose(file), 0);
}

static void write_archive(const char *path)
{
	struct zip *zip;

	write_file(path_of("big"), 300001); /* more than one read */
	assert_int_equal(zip_open(path, noon_us, &zip), 0);
	zip_add_bytes(zip, "01/Giấy chứng nhận.txt", "tốt", strlen("tốt"));
	zip_add_file(zip, "02/ảnh sản phẩm.jpg", path_of("big"));
	zip_add_bytes(zip, "03 rỗng.txt", "", 0);
	assert_int_equal(zip_close(zip), 0);
}

/* Runs Python over the archive `z`. */
static char *in_python(const char *path, const char *code)
{
	char program[512];

	(void)snprintf(program, sizeof program,
		       "python3 -c \"import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); %s\"",
		       code);
	return output_of(program, path, "");
}

static void entries_keep_order_names_and_bytes(void **state)
{
	const char *path = path_of("one.zip");
	char *output;

	(void)state;
	write_archive(path);
	output = in_python(path,
			   "print(z.testzip(), '|'.join(i.filename for i in z.infolist()), "
			   "z.read(z.namelist()[0]).decode(), "
			   "z.read(z.namelist()[1]) == bytes(i * 7 % 251 for i in range(300001)), "
			   "len(z.read(z.namelist()[2])))");
	assert_string_equal(output, "None 01/Giấy chứng nhận.txt|02/ảnh sản phẩm.jpg|03 rỗng.txt "
				    "tốt True 0\n");
	free(output);
	/* Says that its names are UTF-8, and takes no time from the machine. */
	output = in_python(path, "print([i.flag_bits & 0x800 for i in z.infolist()], "
				 "len({i.date_time for i in z.infolist()}))");
	assert_string_equal(output, "[2048, 2048, 2048] 1\n");
	free(output);
}

static void same_calls_give_the_same_bytes(void **state)
{
	(void)state;
	write_archive(path_of("same-1.zip"));
	write_archive(path_of("same-2.zip"));
	assert_same_files(path_of("same-1.zip"), path_of("same-2.zip"));
}

static void file_that_is_not_there_is_told(void **state)
{
	struct zip *zip;

	(void)state;
	assert_int_equal(zip_open(path_of("missing.zip"), noon_us, &zip), 0);
	assert_false(zip_failed(zip));
	zip_add_file(zip, "a", path_of("no such file"));
	assert_true(zip_failed(zip));
	zip_add_bytes(zip, "b", "b", 1);
	assert_int_equal(zip_close(zip), ERROR_NOT_FOUND);
}

static void full_disk_is_told(void **state)
{
	struct zip *zip;

	(void)state;
	assert_int_equal(zip_open("/dev/full", noon_us, &zip), 0);
	zip_add_bytes(zip, "a", "a", 1);
	assert_int_equal(zip_close(zip), ERROR_DISK_FULL);
	assert_int_equal(zip_open(path_of("no/such/folder.zip"), noon_us, &zip), ERROR_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_keep_order_names_and_bytes),
		cmocka_unit_test(same_calls_give_the_same_bytes),
		cmocka_unit_test(file_that_is_not_there_is_told),
		cmocka_unit_test(full_disk_is_told),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
