/* package_test.c - a dossier as one archive, read back with Python's zipfile */
#include <unistd.h>

#include "document_helpers.h"
#include "upload_fixture.h"

#define PAPER(name) OCOP__REGISTRATION__V1__PAPER_KIND__PAPER_KIND_##name

static const Ocop__Common__V1__Reply *pack(const char *dossier_id)
{
	Ocop__Registration__V1__PackDossier message = OCOP__REGISTRATION__V1__PACK_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	return file(&message.base);
}

static void attach(const char *dossier_id, const char *type, const char *name,
		   const char *upload_id)
{
	Ocop__Registration__V1__AttachEvidence message = a_file(dossier_id, upload_id);

	message.evidence_type = (char *)type;
	message.name = (char *)name;
	(void)accepted_id(&message.base);
}

static void attach_office_paper(const char *dossier_id, Ocop__Registration__V1__PaperKind kind,
				const char *name)
{
	Ocop__Registration__V1__AttachPaper message = OCOP__REGISTRATION__V1__ATTACH_PAPER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.kind = kind;
	message.number = (char *)"15/BC-HĐ";
	message.issued_on = (char *)"2026-06-01";
	message.name = (char *)name;
	message.upload_id = (char *)upload("bao-cao.png", png, sizeof png);
	(void)accepted_id(&message.base);
}

/* What Python says of the archive `z`. */
static const char *in_python(const char *path, const char *code)
{
	return output_of(arena_printf(harness_arena(fixture.harness),
				      "python3 -c \"import csv, hashlib, io, sys, zipfile; "
				      "z = zipfile.ZipFile(sys.argv[1]); %s\"",
				      code),
			 path, "");
}

/* A screened dossier with files of evidence and a link. */
static const char *a_dossier_with_files(void)
{
	const char *dossier_id;

	sign_in_producer();
	dossier_id = open_a_dossier();
	complete(dossier_id);
	attach(dossier_id, "EV_PROMO", "Ảnh: mặt trước/sau", upload("anh.png", png, sizeof png));
	attach(dossier_id, "EV_TEST", "Phiếu kiểm nghiệm.PNG",
	       upload("phieu.png", png, sizeof png));
	(void)harness_id(fixture.harness, submit(dossier_id));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(dossier_id, 4));
	return dossier_id;
}

static void package_has_papers_forms_and_evidence(void **state)
{
	const char *dossier_id = a_dossier_with_files();
	const char *path, *names;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	attach_office_paper(dossier_id, PAPER(COUNCIL_REPORT), "Báo cáo của hội đồng");
	path = fetch(made_of(pack(dossier_id)));
	names = in_python(path, "print(z.testzip()); print(*z.namelist(), sep=chr(10))");
	assert_string_equal(names,
			    "None\n"
			    "00-danh-muc.pdf\n"
			    "00-danh-muc.csv\n"
			    "03-bao-cao-hoi-dong-cap-tinh/01 Báo cáo của hội đồng.png\n"
			    "05-ho-so-san-pham/mau-01-phieu-dang-ky.pdf\n"
			    "05-ho-so-san-pham/mau-02-bao-cao-tu-danh-gia.pdf\n"
			    "05-ho-so-san-pham/mau-03-bao-cao-cua-xa.pdf\n"
			    "05-ho-so-san-pham/to-trinh-cua-xa.pdf\n"
			    "05-ho-so-san-pham/minh-chung/09-website-tu-lieu-quang-ba/01 Ảnh- mặt "
			    "trước-sau.png\n"
			    "05-ho-so-san-pham/minh-chung/12-phieu-kiem-nghiem/01 Phiếu kiểm "
			    "nghiệm.PNG\n");
	assert_int_equal(unlink(path), 0);
}

static void list_names_every_file_with_its_hash(void **state)
{
	const char *dossier_id = a_dossier_with_files();
	const char *path = fetch(made_of(pack(dossier_id)));
	const char *seen, *list = own_path("list.pdf");

	(void)state; /* the fixture holds it */
	seen = in_python(
		path,
		"rows = "
		"list(csv.reader(io.StringIO(z.read('00-danh-muc.csv').decode('utf-8-sig'))));"
		"files = {r[3]: r for r in rows[1:] if r[3]};"
		"rest = [n for n in z.namelist() if not n.startswith('00-')];"
		"print(sorted(files) == sorted(rest),"
		" all(hashlib.sha256(z.read(n)).hexdigest() == files[n][5] for n in rest),"
		" all(str(len(z.read(n))) == files[n][4] for n in rest),"
		" [r[2] for r in rows if not r[3] and r[2].startswith('Đăng')],"
		" [r[1:] for r in rows if not r[3] and not r[2].startswith('Đăng')],"
		" [r[0] for r in rows[1:]] == [str(n + 1) for n in range(len(rows) - 1)])");
	assert_string_equal(
		seen, "True True True ['Đăng ký: https://example.org/dang-ky'] "
		      "[['Văn bản đề nghị của tỉnh', 'Chưa có trong gói', '', '', ''], "
		      "['Báo cáo của tổ tư vấn', 'Chưa có trong gói', '', '', ''], "
		      "['Báo cáo của hội đồng cấp tỉnh', 'Chưa có trong gói', '', '', ''], "
		      "['Quyết định phê duyệt kết quả', 'Chưa có trong gói', '', '', '']] True\n");
	(void)in_python(path,
			arena_printf(harness_arena(fixture.harness),
				     "open('%s', 'wb').write(z.read('00-danh-muc.pdf'))", list));
	seen = output_of("pdftotext -layout", list, "- | tr -s ' \\n' ' '");
	assert_says(seen, "DANH MỤC HỒ SƠ");
	assert_says(seen, "Văn bản chưa có trong gói");
	assert_says(seen, "Quyết định phê duyệt kết quả");
	assert_int_equal(unlink(path), 0);
}

static void same_dossier_is_packed_as_the_same_bytes(void **state)
{
	const char *dossier_id = a_dossier_with_files();
	const char *first = made_of(pack(dossier_id))->sha256;

	(void)state; /* the fixture holds it */
	harness_advance(fixture.harness, INT64_C(3600) * 1000000);
	assert_string_equal(made_of(pack(dossier_id))->sha256, first);
	sign_in_agency();
	attach_office_paper(dossier_id, PAPER(DECISION), "Quyết định");
	assert_string_not_equal(made_of(pack(dossier_id))->sha256, first);
}

/* As the gateway has it from the round's shard. */
static void what_the_round_prints_is_filed_by_its_kind(void **state)
{
	const char *dossier_id = a_dossier_with_files();
	Ocop__Registration__V1__PackDossier message = OCOP__REGISTRATION__V1__PACK_DOSSIER__INIT;
	Ocop__Registration__V1__PackagePaper paper = OCOP__REGISTRATION__V1__PACKAGE_PAPER__INIT;
	Ocop__Registration__V1__PackagePaper *papers[] = {&paper};
	const char *path;

	(void)state; /* the fixture holds it */
	message.dossier_id = (char *)dossier_id;
	message.papers = papers;
	message.n_papers = 1;
	paper.kind = PAPER(DECISION);
	paper.file_name = (char *)"quyet-dinh.pdf";
	paper.number = (char *)"1234/QĐ-UBND";
	paper.content = (ProtobufCBinaryData){8, (uint8_t *)"%PDF-1.5"};
	path = fetch(made_of(file(&message.base)));
	assert_string_equal(in_python(path,
				      "print(z.read('04-quyet-dinh-phe-duyet/in-quyet-dinh.pdf'),"
				      " '1234/QĐ-UBND' in z.read('00-danh-muc.csv').decode())"),
			    "b'%PDF-1.5' True\n");
	assert_int_equal(unlink(path), 0);

	paper.content = (ProtobufCBinaryData){4, (uint8_t *)"GIF8"};
	assert_refused(file(&message.base), FIELD_INVALID);
	paper.content = (ProtobufCBinaryData){8, (uint8_t *)"%PDF-1.5"};
	paper.kind = PAPER(PROVINCE_REQUEST); /* no round's */
	assert_refused(file(&message.base), FIELD_INVALID);
}

static void package_needs_a_dossier_that_was_handed_in(void **state)
{
	const char *dossier_id = open_a_dossier();

	(void)state; /* the fixture holds it */
	assert_refused(pack(dossier_id), DOCUMENT_NOT_READY);
	assert_refused(pack("dossier_01K00000000000000000000000"), NO_SUCH_THING);
	sign_in_unit("account_elsewhere", ROLE(COMMUNE_OFFICER), "02155");
	assert_refused(pack(dossier_id), SCOPE_MISSING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(pack(dossier_id), TOKEN_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(package_has_papers_forms_and_evidence),
		TEST(list_names_every_file_with_its_hash),
		TEST(same_dossier_is_packed_as_the_same_bytes),
		TEST(what_the_round_prints_is_filed_by_its_kind),
		TEST(package_needs_a_dossier_that_was_handed_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
